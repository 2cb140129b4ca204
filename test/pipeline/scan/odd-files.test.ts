/** Names that ExifTool could take for something else, and names that lead to no file: an issue of that photo alone. */
import { execFileSync } from 'node:child_process';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { argumentLines, whyRefused } from '../../../src/exiftool/argument.ts';
import { type RehearsalServer, startRehearsalServer } from '../../../src/rehearsal/server.ts';
import { picture } from '../../helpers/archive.ts';
import { askExifTool } from '../../helpers/exiftool.ts';
import { runWarm } from '../../helpers/warm-commands.ts';

let service: RehearsalServer;
let root = '';
let folder = '';
beforeAll(async () => {
  service = await startRehearsalServer();
});
afterAll(async () => {
  await service.close();
  await rm(root, { recursive: true, force: true });
});
const names = [
  'a\nb.jpg',
  '-o.jpg',
  '@x.jpg',
  '#.jpg',
  ' .jpg',
  '%d%f.jpg',
  'a|.jpg',
  "'$(x)`.jpg",
  '--.jpg',
];

/** Photos that our own reader finds odd (IPTC twice, and an XMP packet that is none), so that ExifTool is asked about each. */
async function makeOdd(): Promise<void> {
  root = await mkdtemp(join(tmpdir(), 'proofsheet-odd-'));
  folder = join(root, 'Turkey/Istanbul/editorial');
  await mkdir(folder, { recursive: true });
  for (const [index, name] of names.entries()) {
    const plain = join(root, `plain-${index}.jpg`);
    await writeFile(plain, await picture(index, 64));
    const position = [
      '-GPSLatitude=41',
      '-GPSLatitudeRef=N',
      '-GPSLongitude=29',
      '-GPSLongitudeRef=E',
    ];
    await askExifTool([...position, '-XMP-dc:Title=One', '-overwrite_original', plain]);
    await rename(plain, join(folder, name));
    await addPacket(join(folder, name));
  }
}

async function addPacket(file: string): Promise<void> {
  const { readFile } = await import('node:fs/promises');
  const bytes = await readFile(file);
  const contents = Buffer.from(
    'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
  );
  const head = Buffer.from([0xff, 0xe1, 0, contents.length + 2]);
  await writeFile(file, Buffer.concat([bytes.subarray(0, 2), head, contents, bytes.subarray(2)]));
}

it('scans and embeds every photo that it can, and tells what it cannot', async () => {
  await makeOdd();
  execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
  execFileSync('mkfifo', [join(folder, '--.jpg.xmp')]);
  await symlink('/dev/zero', join(folder, 'endless.jpg'));
  await mkdir(join(folder, 'folder.jpg'));
  await copyFile(join(folder, '-o.jpg'), join(folder, 'whole.jpg'));
  const scanned = await runWarm(['scan', '--json', root]);
  expect(scanned.stderr).not.toContain('fault');
  const words = ['run', '--yes', '--accept', 'all', '--embed-rehearsal', root];
  const ran = await runWarm(words, { url: service.url });
  expect(ran.stdout + ran.stderr).not.toMatch(/fault of proofsheet|\n {4}at /);
  const { stdout } = await runWarm(['status', '--json', root]);
  expect(stdout).toContain('not-a-file');
  expect(stdout).toContain('name-has-line-break');
  expect((await readdir(root)).sort()).toEqual(['.proofsheet', 'Turkey']);
  const headline = ['-s3', '-IPTC:Headline'];
  for (const name of names.filter((one) => !/\n/.test(one) && one !== '--.jpg'))
    expect(await askExifTool([...headline, join(folder, name)]), name).not.toBe('');
});

it('lets no argument through that could be two, or something else', () => {
  for (const path of [
    '/a/b\nc.jpg',
    '/a\r/b.jpg',
    '/a/b\0.jpg',
    'b.jpg',
    '-o',
    '@x',
    '/a/b|',
    '/a/b| ',
    '/a/\ufffd.jpg',
    '/a/\ud800.jpg',
  ])
    expect(whyRefused(path), JSON.stringify(path)).toBeDefined();
  for (const path of [
    '/a/-o.jpg',
    '/a/@x.jpg',
    '/a/#.jpg',
    '/a/ .jpg',
    '/a/100%/x.jpg',
    '/a/ü.jpg',
    '/a|b/c.jpg',
  ])
    expect(whyRefused(path), path).toBeUndefined();
  for (const option of ['-a\n-b', '#[CSTR]-x', ' -a', '', '-x=\0', '\n'])
    expect(() => argumentLines([option])).toThrow('Not an option');
});
