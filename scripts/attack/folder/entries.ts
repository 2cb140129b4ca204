/** Links, pipes and other files in place of those that a work folder has. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { steering } from '../replies.ts';
import type { Row } from './tour.ts';

/** What lies in a work folder, and what a link in its place leads to: something there, something new, a folder. */
const files = [
  'lock.json',
  'lock.sqlite',
  'catalog.sqlite',
  'catalog.sqlite-wal',
  'catalog.sqlite-shm',
  'catalog.sqlite-journal',
  'keys.json',
  'answers/live.jsonl',
  'previews/01',
];
const folders = ['previews', 'answers', 'batches', 'backups', 'kept', 'rehearsal'];

function clear(path: string): void {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
}

const link = (name: string, to: string): Row => ({
  name: `link-${name.replaceAll('/', '-')}-to-${to.replaceAll(/\W/g, '-')}`,
  what: `${name} is a link to ${to} of the user`,
  from: 'done',
  change: (folder, { canary }) => {
    clear(join(folder, name));
    symlinkSync(join(canary, to), join(folder, name));
  },
});

const pipe = (name: string): Row => ({
  name: `pipe-${name.replaceAll('/', '-')}`,
  what: `${name} is a pipe`,
  from: 'done',
  change: (folder) => {
    clear(join(folder, name));
    execFileSync('mkfifo', [join(folder, name)]);
  },
});

const written = (name: string, what: string, file: string, text: string | Buffer): Row => ({
  name,
  what,
  from: 'done',
  change: (folder) => writeFileSync(join(folder, file), text),
});

/** Bytes of the catalog are overwritten, after the whole of it is in one file. */
const damaged = (name: string, what: string, damage: (bytes: Buffer) => Buffer): Row => ({
  name: `catalog-${name}`,
  what,
  from: 'done',
  change: (folder) => {
    const file = join(folder, 'catalog.sqlite');
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
    writeFileSync(file, damage(readFileSync(file)));
  },
});

const noise = (bytes: Buffer, from: number, step: number) => {
  for (let at = from; at < bytes.length; at += step) bytes[at] = (at * 131) & 255;
  return bytes;
};

export const entries: readonly Row[] = [
  ...files.flatMap((name) => [link(name, 'notes.txt'), link(name, 'new.txt')]),
  ...folders.map((name) => link(name, 'below')),
  link('catalog.sqlite', 'v.jpg'),
  {
    name: 'link-work-folder',
    what: 'the work folder itself is a link to a folder of the user',
    from: 'plain',
    change: (folder, { canary }) => symlinkSync(join(canary, 'below'), folder),
  },
  {
    name: 'link-every-preview',
    what: 'every preview is a link to a photo of the user',
    from: 'prepared',
    change: (folder, { canary }) => {
      for (const name of globSync('previews/*/*', { cwd: folder })) {
        clear(join(folder, name));
        symlinkSync(join(canary, 'v.jpg'), join(folder, name));
      }
    },
  },
  {
    name: 'link-backups',
    what: 'every backup is a link to a file of the user, also those of days to come',
    from: 'done',
    change: (folder, { canary }) => {
      mkdirSync(join(folder, 'backups'), { recursive: true });
      for (const name of [...readdirSync(join(folder, 'backups')), 'catalog-2999-01-01.sqlite']) {
        clear(join(folder, 'backups', name));
        symlinkSync(join(canary, 'notes.txt'), join(folder, 'backups', name));
      }
    },
  },
  {
    name: 'hard-link-lock',
    what: 'lock.json is a hard link to a file of the user',
    from: 'done',
    change: (folder, { canary }) => {
      clear(join(folder, 'lock.json'));
      linkSync(join(canary, 'notes.txt'), join(folder, 'lock.json'));
    },
  },
  ...[
    'lock.json',
    'lock.sqlite',
    'catalog.sqlite',
    'answers/live.jsonl',
    'previews/01',
    'batches/x.jsonl',
  ].map(pipe),
  {
    name: 'folders-for-files',
    what: 'lock.json and the lock are folders',
    from: 'done',
    change: (folder) => {
      for (const name of ['lock.json', 'lock.sqlite']) {
        clear(join(folder, name));
        mkdirSync(join(folder, name));
      }
    },
  },
  written('lock-null', 'lock.json says null', 'lock.json', 'null'),
  written(
    'lock-steering',
    'lock.json says what steers',
    'lock.json',
    JSON.stringify({ pid: 1e308, host: steering, command: steering, since: {} }),
  ),
  written('lock-long', 'lock.json has fifty megabytes', 'lock.json', `[${' '.repeat(50_000_000)}]`),
  written(
    'answers-odd',
    'the answers that were kept are no answers',
    'answers/live.jsonl',
    `null\n[]\n7\n{"customId":{}}\n{"custom_id":"x","response":${'['.repeat(50_000)}\n${steering}\n`,
  ),
  {
    name: 'answers-long',
    what: 'the answers that were kept have one line of a gigabyte',
    from: 'done',
    change: (folder) => {
      writeFileSync(join(folder, 'answers/live.jsonl'), '{');
      truncateSync(join(folder, 'answers/live.jsonl'), 1024 ** 3);
    },
  },
  damaged('empty', 'the catalog is empty', () => Buffer.alloc(0)),
  damaged('text', 'the catalog is a text', () => Buffer.from(`hello ${steering}`.repeat(1000))),
  damaged('half', 'half of the catalog', (bytes) => bytes.subarray(0, bytes.length / 2)),
  damaged('head', 'the head of the catalog is noise', (bytes) => noise(bytes, 16, bytes.length)),
  damaged('pages', 'a byte of every page of the catalog is noise', (bytes) =>
    noise(bytes, 5000, 4096),
  ),
  damaged('bytes', 'every 97th byte of the catalog is noise', (bytes) => noise(bytes, 4200, 97)),
  damaged('page-size', 'the catalog says that its pages have no bytes', (bytes) =>
    Buffer.concat([bytes.subarray(0, 16), Buffer.alloc(2), bytes.subarray(18)]),
  ),
  {
    name: 'catalog-gone',
    what: 'the catalog is gone, and its companions are there',
    from: 'done',
    change: (folder) => {
      for (const end of ['', '-wal', '-shm'])
        rmSync(join(folder, `catalog.sqlite${end}`), { force: true });
    },
  },
  {
    name: 'catalog-long',
    what: 'the catalog has a hundred gigabytes of nothing behind it',
    from: 'done',
    change: (folder) => truncateSync(join(folder, 'catalog.sqlite'), 100 * 1024 ** 3),
  },
  {
    name: 'backups-odd',
    what: 'backups with names that lead out of their folder, and that are no catalogs',
    from: 'done',
    change: (folder) => {
      const backups = join(folder, 'backups');
      if (!existsSync(backups)) mkdirSync(backups);
      for (const name of [
        `catalog-${steering.replaceAll('/', '')}.sqlite`,
        'catalog-0000-00-00.sqlite',
        'catalog-2026-11-01.sqlite',
        'catalog-9999-99-99.sqlite',
      ])
        writeFileSync(join(backups, name), 'no catalog');
    },
  },
];
