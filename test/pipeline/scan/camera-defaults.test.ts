/** What a camera wrote where a title belongs is nobody's text: the model does not hear of it, and ours takes its place. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RehearsalServer, startRehearsalServer } from '../../../src/rehearsal/server.ts';
import { picture } from '../../helpers/archive.ts';
import { askExifTool } from '../../helpers/exiftool.ts';
import { runWarm } from '../../helpers/warm-commands.ts';

let service: RehearsalServer;
beforeAll(async () => {
  service = await startRehearsalServer();
});
afterAll(() => service.close());
async function archiveWith(tags: readonly string[], sidecar: readonly string[] = []) {
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-defaults-'));
  const folder = join(root, 'Turkey/Istanbul/editorial');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'P5140001.jpg');
  await writeFile(file, await picture(1, 48));
  await askExifTool([...tags, '-overwrite_original', file]);
  if (sidecar.length > 0) await askExifTool([...sidecar, `${file}.xmp`]);
  return { root, file };
}

const fieldsOf = async (file: string) =>
  (
    JSON.parse(
      await askExifTool(['-j', '-G1', '-a', '-XMP-dc:all', '-IPTC:all', file]),
    ) as unknown[]
  )[0];

const defaults = [
  '-IPTC:Caption-Abstract=OLYMPUS DIGITAL CAMERA         ',
  '-XMP-dc:Description=OLYMPUS DIGITAL CAMERA',
  '-XMP-dc:Title=P5140001',
  '-IPTC:ObjectName=P5140001',
];

it('tells the model nothing of it, says how many there are, and writes our text in its place', async () => {
  const { root, file } = await archiveWith(defaults, ['-XMP-dc:Description=SONY DSC']);
  const { stdout, stderr } = await runWarm(['scan', root]);
  expect(stdout + stderr).toContain(
    '1 photo has a title or caption that only a camera or a file name gave; it counts as empty.',
  );
  const sample = (await runWarm(['prepare', '--sample', root])).stdout;
  expect(sample).not.toMatch(/OLYMPUS|P5140001\b(?!\.jpg)|SONY DSC/);
  const words = ['run', '--yes', '--accept', 'all', '--embed-rehearsal', root];
  expect((await runWarm(words, { url: service.url })).code).toBe(0);
  for (const written of [file, `${file}.xmp`])
    expect(JSON.stringify(await fieldsOf(written))).not.toMatch(/OLYMPUS|P5140001"|SONY DSC/);
});

it('keeps what a person wrote, also where it is short or speaks of a camera', async () => {
  const own = [
    '-IPTC:Caption-Abstract=An Olympus digital camera on a table',
    '-XMP-dc:Title=Pier 7',
  ];
  const { root, file } = await archiveWith(own);
  const words = ['run', '--yes', '--accept', 'all', '--embed-rehearsal', root];
  expect((await runWarm(words, { url: service.url })).code).toBe(0);
  const fields = await fieldsOf(file);
  expect(fields).toMatchObject({
    'XMP-dc:Title': 'Pier 7',
    'IPTC:Caption-Abstract': 'An Olympus digital camera on a table',
  });
});
