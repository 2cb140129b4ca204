/** Photos that another program keeps to itself, as viewers, Lightroom and virus scanners do on Windows. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { picture } from '../helpers/archive.ts';
import { embeddedTexts } from '../helpers/jpeg.ts';
import { newFolder, type Running, run, startNode, windowsPath } from './computer.ts';

const folder = 'Portugal/Porto/commercial';
const names = ['free.jpg', 'shown.jpg'];

/** Opened without sharing (libuv: UV_FS_O_EXLOCK), until there is a file that says that it is over. */
const keeper = `
  const { existsSync, openSync, writeFileSync } = require('node:fs');
  const [file, open, over] = process.argv.slice(1);
  openSync(file, 0x10000000);
  writeFileSync(open, '');
  setInterval(() => existsSync(over) && process.exit(), 20);
`;

async function keepOpen(file: string): Promise<{ free(): Promise<void> }> {
  const [open, over] = [`${dirname(file)}/is open`, `${dirname(file)}/is over`];
  const keeping: Running = startNode(['-e', keeper, ...[file, open, over].map(windowsPath)]);
  let ended = false;
  const finished = keeping.finished.then(() => {
    ended = true;
  });
  while (!existsSync(open)) {
    if (ended) throw new Error((await keeping.finished).stderr);
    await pause(20);
  }
  return {
    async free() {
      await writeFile(over, '');
      await finished;
    },
  };
}

it('are issues of their own, are left as they are, and are embedded when they are free', async () => {
  const root = newFolder();
  await mkdir(join(root, folder), { recursive: true });
  for (const [index, name] of names.entries())
    await writeFile(join(root, folder, name), await picture(index, 64));
  await run(['scan', windowsPath(root)]);
  const texts = join(dirname(root), 'texts of open ones.jsonl');
  const line = (name: string) =>
    JSON.stringify({
      path: `${folder}/${name}`,
      title: name,
      keywords: ['a'],
      verdict: 'accepted',
    });
  await writeFile(texts, names.map(line).join('\n'));
  await run(['review', '--import', windowsPath(texts), windowsPath(root)]);
  await run(['sidecars', windowsPath(root)]);

  const shown = join(root, folder, 'shown.jpg');
  const before = await readFile(shown);
  const kept = await keepOpen(shown);
  const first = await run(['embed', '--yes', windowsPath(root)]);
  expect(first.stdout).toContain('1 photo written');
  expect(first.code).toBe(1);
  const status = await run(['status', '--issues', windowsPath(root)]);
  expect(status.stdout).toMatch(/shown\.jpg \(embed\): .*another program/);
  await kept.free();
  expect(await readFile(shown)).toEqual(before);

  expect((await run(['embed', '--yes', '--retry', windowsPath(root)])).code).toBe(0);
  const embedded = await embeddedTexts(names.map((name) => join(root, folder, name)));
  expect(embedded.map(({ headline }) => headline)).toEqual(names);
});
