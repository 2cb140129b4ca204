/** Whatever stage the program is killed in, the next start goes on: nothing paid twice, nothing lost. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { walkPhotos } from '../../src/files/walk.ts';
import { stages } from '../../src/photo.ts';
import { type RehearsalServer, startRehearsalServer } from '../../src/rehearsal/server.ts';
import { makeArchive } from '../helpers/archive.ts';
import { embeddedTexts, pictureHashes } from '../helpers/jpeg.ts';
import { run, start } from '../helpers/program.ts';

const photos = 8;
let service: RehearsalServer;

beforeAll(async () => {
  service = await startRehearsalServer();
});
afterAll(() => service.close());

async function filesOf(root: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { folder, names } of walkPhotos(root))
    found.push(...names.map((name) => join(root, folder, name)));
  return found;
}

it('killed in every stage in turn, ends where an undisturbed run ends, each photo asked once', async () => {
  const root = await makeArchive({ photos, edge: 48 });
  const words = ['run', '--yes', '--accept', 'all', '--embed-rehearsal', root];
  const before = await pictureHashes(await filesOf(root));

  // Nothing is delivered where no outlet is chosen.
  for (const stage of stages.filter((one) => one !== 'deliver')) {
    const running = start(words, { url: service.url });
    await running.says(new RegExp(`^${stage} \\d`, 'm'));
    running.process.kill('SIGKILL');
    await running.finished;
  }
  const last = await run(words, { url: service.url });

  expect(last.stderr).not.toContain('bug in proofsheet');
  expect(last.code).toBe(0);
  const files = await filesOf(root);
  expect(files).toHaveLength(photos);
  expect(await pictureHashes(files)).toEqual(before);
  const texts = await embeddedTexts(files);
  for (const [index, file] of files.entries()) {
    const text = texts[index];
    expect(text?.headline, file).toMatch(/\S/);
    expect(text?.keywords.length, file).toBe(50);
    const sidecar = await readFile(`${file}.xmp`, 'utf8');
    expect(sidecar).toContain('photoshop:Headline');
  }
  const { executedRequests, picturesTwice } = service.stats();
  expect(picturesTwice).toEqual([]);
  expect(executedRequests).toBe(photos);
});
