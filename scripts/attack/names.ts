/** Folders and files with names that steer, hide, turn or mean something else, each in an archive with a plain photo. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { picture } from '../../test/helpers/archive.ts';
import { steering } from './replies.ts';
import { wholeRoad } from './road.ts';
import { drawPhotos, usualFolder } from './templates.ts';
import type { Trial } from './trial.ts';

/** What no file system takes in a name goes out. */
const named = (text: string) => text.replaceAll('/', '_').replaceAll('\0', '');
/** A name in the bytes of Latin-1, which is no UTF-8. */
const bytes = (text: string) => Buffer.from(text, 'latin1');

type Row = {
  readonly name: string;
  readonly what: string;
  /** Folders below the archive, and a file name for each photo in all of them. */
  readonly folders?: readonly (string | Buffer)[][];
  readonly files: readonly (string | Buffer)[];
};

const sequences = {
  csi: '\u001B[2J\u001B[31m',
  title: '\u001B]0;owned\u0007',
  clipboard: '\u001B]8;;http:x\u001B]52;c;b3duZWQ=\u0007\u001B\\',
  dcs: '\u001BP+q544e\u001B\\',
  c1: '\u009B2J\u009D0;owned\u009C',
};

const rows: readonly Row[] = [
  {
    name: 'names-sequences',
    what: 'file names with escape sequences of every kind',
    files: Object.values(sequences).map((text) => `a${text}.jpg`),
  },
  {
    name: 'folders-sequences',
    what: 'country, city and usage with them',
    folders: [
      [`Turkey${sequences.csi}`, `Istanbul${sequences.clipboard}`, 'editorial'],
      ['Turkey', `Is${sequences.c1}tanbul`, `commercial${sequences.title}`],
      [`${sequences.dcs}`],
    ],
    files: ['a.jpg'],
  },
  {
    name: 'names-lines',
    what: 'line ends, tabs, backspaces and bells in names',
    folders: [
      ['Turkey\nproofsheet: done', 'Istanbul\r', 'editorial'],
      ['a\tb', 'c\bd\u0007', 'editorial'],
    ],
    files: ['a\nb.jpg', 'c\rd.jpg', '\te.jpg', 'f\u2028g.jpg', '\u0085.jpg'],
  },
  {
    name: 'names-bidi',
    what: 'names that turn the direction of writing',
    folders: [
      ['Turkey', 'Ist\u202Eanbul', 'editorial'],
      ['\u2066Turkey', '\u2067x\u2069', 'commercial\u200F'],
    ],
    files: ['photo\u202Egpj.exe.jpg', '\u061Ca.jpg'],
  },
  {
    name: 'names-hidden',
    what: 'names with what nobody sees',
    folders: [
      ['Tur\u200Bkey', 'Istanbul\uFEFF', 'editorial'],
      ['Tur\u2060key', 'Istan\u00ADbul', 'editorial'],
      ['Turkey', '\u3164', 'editorial'],
    ],
    files: ['a\u200B.jpg', 'a.jpg', 'a\u{E0041}.jpg', '\u115F.jpg'],
  },
  {
    name: 'names-no-utf-8',
    what: 'names that are no UTF-8',
    folders: [
      [bytes('T\xfcrkei'), bytes('\xff\xfe'), 'editorial'],
      ['Turkey', bytes('Istanbul\xc3'), 'editorial'],
    ],
    files: [
      bytes('caf\xe9.jpg'),
      bytes('\xed\xa0\x80.jpg'),
      bytes('\xc0\xae\xc0\xae.jpg'),
      bytes('\x9b2J.jpg'),
    ],
  },
  {
    name: 'names-options',
    what: 'names that look like options, files of arguments and formats',
    folders: [
      ['-Turkey', '--json', 'editorial'],
      ['@args', '%d', 'editorial'],
    ],
    files: ['-o.jpg', '--yes.jpg', '@args.jpg', '#c.jpg', '%d%f.jpg', '-.jpg', '=.jpg', '<a>.jpg'],
  },
  {
    name: 'names-shell',
    what: 'names that a shell would carry out',
    folders: [
      ['$(touch owned)', '`id`', 'editorial'],
      ["'; touch owned; '", '"x"', 'editorial'],
    ],
    files: [
      '$(touch owned).jpg',
      '`id`.jpg',
      "'.jpg",
      '";.jpg',
      '|x|.jpg',
      '&.jpg',
      '*.jpg',
      '~.jpg',
      '!.jpg',
    ],
  },
  {
    name: 'names-sql',
    what: 'names that end a statement of SQL, and patterns of it',
    folders: [
      ["'); DROP TABLE photo; --", '%', '_'],
      ['Turkey', "O'Brien", 'editorial'],
    ],
    files: ["'); DELETE FROM photo; --.jpg", '%.jpg', '_.jpg', '[a-z].jpg'],
  },
  {
    name: 'names-long',
    what: 'names of 255 bytes, and folders forty deep',
    folders: [
      ['x'.repeat(255), 'ü'.repeat(127), 'editorial'],
      Array.from({ length: 40 }, (_, level) => `level ${level}`),
    ],
    files: [`${'y'.repeat(251)}.jpg`, `${'é'.repeat(125)}.jpg`, `${'\u{1F3D4}'.repeat(62)}.jpg`],
  },
  {
    name: 'names-dots',
    what: 'names of dots, spaces and our own suffixes',
    folders: [
      ['...', ' ', 'editorial'],
      ['.hidden', 'x', 'editorial'],
      ['Turkey', 'proofsheet-tmp', 'editorial'],
    ],
    files: [
      '...jpg',
      ' .jpg',
      '.jpg.jpg',
      'a.proofsheet-tmp.jpg',
      '.a.jpg.1-0123abcd.proofsheet-tmp',
      '.a.jpg.1-0123abcd.proofsheet-copy',
      'a .jpg',
      'a..jpg',
      '\\..\\.jpg',
    ],
  },
  {
    name: 'names-alike',
    what: 'names that differ by form or case alone',
    folders: [
      ['Turkey', 'I\u0307stanbul', 'editorial'],
      ['Turkey', '\u0130stanbul', 'editorial'],
      ['TURKEY', 'istanbul', 'editorial'],
    ],
    files: ['\u00E9.jpg', 'e\u0301.jpg', 'A.jpg', 'a.JPG', 'a.jpg', 'a.JPEG'],
  },
  {
    name: 'names-constructor',
    what: 'names that mean something to JavaScript',
    folders: [
      ['__proto__', 'constructor', 'editorial'],
      ['toString', 'hasOwnProperty', 'editorial'],
    ],
    files: ['__proto__.jpg', 'constructor.jpg', 'null.jpg'],
  },
  {
    name: 'names-everything',
    what: 'all of it in one name',
    folders: [[named(steering), named(steering), 'editorial']],
    files: [`${named(steering)}.jpg`],
  },
];

const usual = [usualFolder.split('/')];
const under = (above: Buffer, name: string | Buffer) =>
  Buffer.concat([above, Buffer.from('/'), Buffer.from(name as string)]);

async function plant(root: string, { folders = usual, files }: Row): Promise<void> {
  let drawn = 10;
  for (const names of folders) {
    const folder = names.reduce<Buffer>(under, Buffer.from(root));
    mkdirSync(folder, { recursive: true });
    for (const file of files) writeFileSync(under(folder, file), await picture(drawn++, 64));
  }
}

export const names: readonly Trial[] = rows.map((row) => ({
  name: row.name,
  what: row.what,
  async attack(ground) {
    await drawPhotos(ground.root, 1);
    await plant(ground.root, row);
    await ground.seal();
    const said = await wholeRoad(ground, 'everything');
    ground.expect(
      said.includes(join(usualFolder, 'photo-0.jpg')),
      'the plain photo beside them was not done',
    );
  },
}));
