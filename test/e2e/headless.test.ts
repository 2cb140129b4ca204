/** All stages as commands, over many photos: once it does everything, twice it does nothing more. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockCatalog } from '../../src/catalog/lock.ts';
import { walkPhotos } from '../../src/files/walk.ts';
import { makeSampleArchive } from '../../src/rehearsal/sample.ts';
import { type RehearsalServer, startRehearsalServer } from '../../src/rehearsal/server.ts';
import { makeArchive } from '../helpers/archive.ts';
import { embeddedTexts, exiftoolJson } from '../helpers/jpeg.ts';
import { run } from '../helpers/program.ts';
import { runWarm } from '../helpers/warm-commands.ts';

const photos = 12;
let service: RehearsalServer;

beforeAll(async () => {
  service = await startRehearsalServer();
});
afterAll(() => service.close());

/** A fingerprint of every photo and sidecar: bytes and modification time. */
async function stateOf(root: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const { folder, names } of walkPhotos(root))
    for (const name of names)
      for (const file of [join(root, folder, name), join(root, folder, `${name}.xmp`)])
        hash.update(`${file} ${(await stat(file)).mtimeMs}`).update(await readFile(file));
  return hash.digest('hex');
}

it('walks a dozen photos to the end; a second time it does nothing', async () => {
  const root = await makeArchive({ photos, edge: 48 });
  const words = ['run', '--yes', '--json', '--accept', 'all', '--embed-rehearsal', root];

  const first = await run(words, { url: service.url });
  expect(first.stderr).not.toContain('bug in proofsheet');
  expect(JSON.parse(first.stdout).issues).toEqual([]);
  expect(first.code).toBe(0);
  const status = JSON.parse((await runWarm(['status', '--json', root])).stdout);
  expect(status).toMatchObject({ photos, done: photos });

  const after = await stateOf(root);
  const asked = service.stats();
  const second = await runWarm(words, { url: service.url });
  expect(second.code).toBe(0);
  expect(JSON.parse(second.stdout).stages.map((stage: { done: number }) => stage.done)).toEqual([
    0, 0, 0, 0, 0, 0, 0, 0,
  ]);
  expect(await stateOf(root)).toBe(after);
  const { uploads, batches, executed } = asked;
  expect(service.stats()).toMatchObject({ uploads, batches, executed });
  expect(asked.executedRequests).toBe(photos);
  expect(asked.picturesTwice).toEqual([]);

  const [editorial, commercial] = await embeddedTexts([
    join(root, 'Turkey/Istanbul/editorial/photo-0000.jpg'),
    join(root, 'Japan/Kyoto/commercial/photo-0003.jpg'),
  ]);
  if (editorial === undefined || commercial === undefined) throw new Error('no text was read');
  expect(editorial.headline).toMatch(/^Istanbul, Turkey - May 14 2019: \S/);
  expect(editorial.headline.length).toBeLessThanOrEqual(200);
  expect(editorial.keywords).toHaveLength(50);
  expect(editorial.keywords.join(' ')).toMatch(/Istanbul/);
  expect(editorial.keywords.join(' ')).toMatch(/Turkey/);
  expect(editorial.xmpHeadline).toBe(editorial.headline);
  expect(editorial.xmpSubject).toEqual(editorial.keywords);

  expect(commercial.headline).not.toMatch(/2019|Japan - /);
  expect(commercial.keywords.join(' ')).toMatch(/Kyoto.*Japan|Japan.*Kyoto/);
  const sidecar = join(root, 'Turkey/Istanbul/editorial/photo-0000.jpg.xmp');
  const [read] = await exiftoolJson([sidecar], ['-XMP-dc:Subject', '-XMP-photoshop:Headline']);
  expect(read?.['XMP-dc:Subject']).toEqual(editorial.keywords);
  expect(read?.['XMP-photoshop:Headline']).toBe(editorial.headline);

  const two = ['Turkey/Istanbul/editorial/photo-0000.jpg', 'Japan/Kyoto/commercial/photo-0003.jpg'];
  const named = two.flatMap((path) => ['--photo', path]);
  const undone = JSON.parse((await runWarm(['undo', '--json', ...named, root])).stdout);
  expect(undone).toMatchObject({ done: 2, issues: 0 });
  const status2 = JSON.parse((await runWarm(['status', '--json', root])).stdout);
  expect(status2).toMatchObject({ done: photos - 2 });
});

it('makes no sample anew that another program is working on', async () => {
  const cwd = await realpath(await mkdtemp(join(tmpdir(), 'proofsheet-fresh-')));
  const sample = join(cwd, 'proofsheet-sample');
  await makeSampleArchive(sample, 1);
  const lock = lockCatalog(join(sample, '.proofsheet'), 'proofsheet open');
  const { code, stderr } = await run(['rehearse', '--headless', '--fresh'], { cwd });
  lock.release();
  expect(stderr).toContain('Another proofsheet (proofsheet open');
  expect(code).toBe(2);
  let photos = 0;
  for await (const { names } of walkPhotos(sample)) photos += names.length;
  expect(photos).toBe(1);
});
