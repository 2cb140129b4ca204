/** Every frame is exactly as large as the terminal: one row more would scroll the screen away. */
import { readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { copyOf, reviewedArchive } from './reviewed-archive.ts';
import { closeScreens, openScreen } from './screen.ts';

let made: string;
beforeAll(async () => {
  made = await reviewedArchive(3);
});
closeScreens();

const sizes = [
  [60, 15],
  [79, 22],
  [80, 24],
  [120, 40],
  [300, 100],
] as const;

it('keeps header and keys on the first and last rows at every size, under every window', async () => {
  const screen = openScreen(await copyOf(made), { env: { NO_COLOR: '1' } });
  await screen.sees('1 of 3');
  for (const [columns, rows] of sizes) {
    screen.resize(columns, rows);
    for (const window of ['', '?', ':', 'b', 'i', 'A']) {
      if (window !== '') screen.press(window);
      await screen.until(
        () =>
          screen.lines.length === rows &&
          (screen.lines.at(-1) ?? '').trim() !== '' &&
          (screen.lines[0] ?? '').trim() !== '' &&
          screen.lines.every((line) => line.length <= columns) &&
          (window === '' || /Esc/.test(screen.lines.at(-1) ?? '')),
        `a whole frame of ${columns}x${rows} under "${window}"`,
      );
      if (window === '') continue;
      screen.press('escape');
      await screen.until(
        () => / all keys$/.test((screen.lines.at(-1) ?? '').trimEnd()),
        'the review',
      );
    }
  }
});

it('shows the end of a long path, where the name of the folder is', async () => {
  const root = await copyOf(made);
  const moved = join(`${root} moved`, `${'a long name '.repeat(5)}Lisbon in spring`);
  await mkdir(dirname(moved));
  await rename(root, moved);
  const screen = openScreen(moved, { columns: 60, rows: 15 });
  await screen.sees('1 of 3');
  expect(screen.lines[0]).toMatch(/proofsheet {2}….*Lisbon in spring/);
});

it('has the keys of docs/keys.md', async () => {
  const { keysPage } = await import('../../src/ui/keys/page.ts');
  const { commandTable } = await import('../../src/ui/commands.ts');
  expect(readFileSync('docs/keys.md', 'utf8')).toBe(keysPage(commandTable));
});
