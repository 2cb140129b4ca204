/** Files that are no photos, and names that lead to something else than a file. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import { picture } from '../../../test/fixtures/jpeg/build.ts';
import { canaryWord } from '../checks.ts';
import { steering } from '../replies.ts';
import { file, type Row } from './row.ts';

const svg = (canary: string) =>
  `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://${canary}/private.txt">]><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image xlink:href="file://${canary}/v.jpg" width="9" height="9"/><text>&x;</text></svg>`;

export const others: readonly Row[] = [
  [
    'sparse',
    'a file of sixteen gigabytes that takes no space',
    (folder) => {
      writeFileSync(join(folder, 'odd.jpg'), '');
      truncateSync(join(folder, 'odd.jpg'), 16 * 1024 ** 3);
    },
  ],
  [
    'sparse-end',
    'a photo with four gigabytes of nothing behind it',
    async (folder) => {
      writeFileSync(join(folder, 'odd.jpg'), await picture());
      truncateSync(join(folder, 'odd.jpg'), 4 * 1024 ** 3);
    },
  ],
  [
    'svg',
    'an SVG that names files of the user',
    (folder, { canary }) => writeFileSync(join(folder, 'odd.jpg'), svg(canary)),
  ],
  [
    'png',
    'a PNG of 30,000 x 30,000 pixels of one colour',
    file(() =>
      sharp({
        create: { width: 30_000, height: 30_000, channels: 3, background: 'red' },
        limitInputPixels: false,
      })
        .png({ compressionLevel: 1, palette: true })
        .toBuffer(),
    ),
  ],
  [
    'tiff',
    'a TIFF',
    file(async () =>
      sharp(await picture())
        .tiff()
        .toBuffer(),
    ),
  ],
  ['text', 'a text', file(() => `${canaryWord.slice(0, 6)} ${steering}`)],
  [
    'pipe',
    'a pipe, and one as a sidecar',
    (folder) => {
      for (const name of ['odd.jpg', 'photo-0.jpg.xmp'])
        execFileSync('mkfifo', [join(folder, name)]);
    },
  ],
  [
    'link-to-pipe',
    'a link to a pipe',
    (folder) => {
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      symlinkSync('pipe', join(folder, 'odd.jpg'));
      symlinkSync('pipe', join(folder, 'photo-0.jpg.xmp'));
    },
  ],
  [
    'socket',
    'a socket',
    async (folder, ground) => {
      const server = createServer().listen(join(folder, 'odd.jpg'));
      await once(server, 'listening');
      server.unref();
      ground.onLeave(() => server.close());
    },
  ],
  [
    'devices',
    'links to devices',
    (folder) => {
      for (const device of ['zero', 'urandom', 'full', 'tty', 'stdin', 'null'])
        symlinkSync(`/dev/${device}`, join(folder, `${device}.jpg`));
      symlinkSync('/dev/zero', join(folder, 'photo-0.jpg.xmp'));
    },
  ],
  [
    'proc',
    'links into the system',
    (folder) => {
      for (const [index, path] of [
        '/proc/self/mem',
        '/proc/self/environ',
        '/proc/kmsg',
        '/proc/self/fd/1',
        '/proc/self/cmdline',
      ].entries())
        symlinkSync(path, join(folder, `proc-${index}.jpg`));
      symlinkSync('/proc/self/environ', join(folder, 'photo-0.jpg.xmp'));
    },
  ],
  [
    'loops',
    'links in circles, folders among them',
    (folder) => {
      symlinkSync('loop-b.jpg', join(folder, 'loop-a.jpg'));
      symlinkSync('loop-a.jpg', join(folder, 'loop-b.jpg'));
      symlinkSync('.', join(folder, 'again'));
      symlinkSync('../../..', join(folder, 'above'));
      symlinkSync('photo-0.jpg.xmp', join(folder, 'photo-0.jpg.xmp'));
    },
  ],
  [
    'link-out',
    'links to a photo and a sidecar of the user',
    (folder, { canary }) => {
      symlinkSync(join(canary, 'v.jpg'), join(folder, 'odd.jpg'));
      symlinkSync(join(canary, 'v.jpg.xmp'), join(folder, 'photo-0.jpg.xmp'));
      symlinkSync(join(canary, 'new.xmp'), join(folder, 'odd.jpg.xmp'));
    },
  ],
  [
    'folder-link-out',
    'links to folders of the user',
    (folder, { canary }) => {
      symlinkSync(canary, join(folder, 'below'));
      symlinkSync(canary, join(folder, 'x.jpg'));
      symlinkSync('/', join(folder, 'root'));
    },
  ],
  [
    'hard-link-out',
    'a hard link to a photo of the user that nobody may touch',
    (folder, { canary }) => linkSync(join(canary, 'v.jpg.xmp'), join(folder, 'odd.jpg')),
  ],
  [
    'folders',
    'folders that are named like photos and sidecars',
    (folder) => {
      mkdirSync(join(folder, 'odd.jpg'));
      mkdirSync(join(folder, 'photo-0.jpg.xmp'));
      mkdirSync(join(folder, '.photo-0.jpg.1-0123abcd.proofsheet-tmp.d'));
    },
  ],
];
