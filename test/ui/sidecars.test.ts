/** Sidecars on the screen: what another program wrote, and who decides. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { copyOf, reviewedArchive } from './reviewed-archive.ts';
import { closeScreens, openScreen } from './screen.ts';

let made: string;
beforeAll(async () => {
  made = await reviewedArchive(2);
});
closeScreens();

it('shows what was changed here and by another program, and keeps what the person chooses', async () => {
  const root = await copyOf(made);
  const sidecar = join(root, 'Turkey/Istanbul/editorial/photo-0000.jpg.xmp');
  const first = openScreen(root);
  await first.sees('1 of 2');
  first.press('p', ']');
  await first.sees('Write 1 sidecar');
  first.press('enter');
  await first.sees('Go on to Embed');
  first.press('q');
  await first.ends();

  const written = await readFile(sidecar, 'utf8');
  expect(written).toContain('below the old tower');
  await writeFile(sidecar, written.replaceAll('below the old tower', 'seen by somebody else'));

  const second = openScreen(root);
  await second.sees('of 2');
  second.press('home', 't').type(' at last').press('enter');
  await second.sees('number 0 at last');
  await second.sees('Sidecar conflict');
  second.press('P', ']');
  await second.sees('Settle 2 conflicts');
  await second.sees(/ours +.*at last/);
  await second.sees(/theirs +.*seen by somebody else/);
  // Neither stands there as if it had been chosen.
  expect(second.text).not.toMatch(/^ +[-+] /m);
  second.press('enter');
  await second.sees('changed on both sides');
  await second.sees(/Theirs .*seen by somebody else/);
  second.press('T');
  await second.sees('Write 1 sidecar');
  second.press('enter');
  await second.sees('Go on to Embed');
  expect(await readFile(sidecar, 'utf8')).toContain('seen by somebody else');
});
