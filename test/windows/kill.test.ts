/** Killing the program on Windows in the middle of writing, and going on. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { picture } from '../helpers/archive.ts';
import { embeddedTexts } from '../helpers/jpeg.ts';
import { newFolder, run, start, windowsPath } from './computer.ts';

const photos = 24;
const folder = 'Portugal/Porto/commercial';
const names = Array.from({ length: photos }, (_, index) => `p${index}.jpg`);
const titleOf = (name: string) => `Title of ${name} on the façade`;

async function readyArchive(): Promise<{ root: string; before: readonly Buffer[] }> {
  const root = newFolder();
  await mkdir(join(root, folder), { recursive: true });
  for (const [index, name] of names.entries())
    await writeFile(join(root, folder, name), await picture(index, 64));
  await run(['scan', windowsPath(root)]);
  const lines = names.map((name) =>
    JSON.stringify({
      path: `${folder}/${name}`,
      title: titleOf(name),
      keywords: ['a', 'b'],
      verdict: 'accepted',
    }),
  );
  const texts = join(dirname(root), 'texts of killed.jsonl');
  await writeFile(texts, lines.join('\n'));
  const taken = await run(['review', '--import', windowsPath(texts), windowsPath(root)]);
  expect(taken.stdout).toContain(`Texts: ${photos} changed`);
  return { root, before: await photosOf(root) };
}

const photosOf = (root: string) =>
  Promise.all(names.map((name) => readFile(join(root, folder, name))));

const titlesOf = async (root: string, ending = '') =>
  (await embeddedTexts(names.map((name) => join(root, folder, name + ending)))).map(
    ({ xmpHeadline }) => xmpHeadline,
  );

/** How many photos have a sidecar, or are longer than before. */
async function writtenSoFar(root: string, stage: Stage): Promise<number> {
  if (stage === 'sidecars')
    return (await readdir(join(root, folder))).filter((name) => name.endsWith('.jpg.xmp')).length;
  const found = await photosOf(root);
  return found.filter((bytes) => bytes.includes('photoshop:Headline')).length;
}

type Stage = 'sidecars' | 'embed';

/** Starts a command and kills it when some photos are done. */
async function killedInTheMiddle(stage: Stage, root: string): Promise<void> {
  const words = stage === 'embed' ? [stage, '--yes'] : [stage];
  const { process: program, finished } = start([...words, windowsPath(root)]);
  while (program.exitCode === null && (await writtenSoFar(root, stage)) < 3) await pause(5);
  program.kill('SIGKILL');
  expect((await finished).code).toBe(null);
  expect(await writtenSoFar(root, stage)).toBeLessThan(photos);
}

it('leaves every photo old or new, goes on where it was, and can take it all back', async () => {
  const { root, before } = await readyArchive();
  await killedInTheMiddle('sidecars', root);
  expect((await run(['sidecars', windowsPath(root)])).code).toBe(0);
  expect(await titlesOf(root, '.xmp')).toEqual(names.map(titleOf));

  await killedInTheMiddle('embed', root);
  const titles = await titlesOf(root);
  for (const [index, bytes] of (await photosOf(root)).entries())
    if (titles[index] === '') expect(bytes).toEqual(before[index]);
    else expect(titles[index]).toBe(titleOf(names[index] ?? ''));

  const again = await run(['embed', '--yes', windowsPath(root)]);
  expect({ code: again.code, err: again.stderr }).toMatchObject({ code: 0 });
  expect(await titlesOf(root)).toEqual(names.map(titleOf));
  expect((await readdir(join(root, folder))).sort()).toEqual(
    [...names, ...names.map((name) => `${name}.xmp`)].sort(),
  );

  for (const _ of ['the run that was killed', 'the one after'])
    await run(['undo', windowsPath(root)]);
  expect(await photosOf(root)).toEqual(before);
});
