/** The stages that work on files, on Windows: in, out, into the photos, and back. Names as only strangers choose them. */
import { chmod, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { picture } from '../helpers/archive.ts';
import { embeddedTexts, pictureHashes } from '../helpers/jpeg.ts';
import { newFolder, run, windowsPath } from './computer.ts';

const usual = 'Portugal/Porto/commercial';
/** Together with the archive's own path far over the 260 characters that old programs of Windows take. */
const deep = `${usual}/${[1, 2, 3, 4].map((level) => `${level} ${'long '.repeat(12)}name`).join('/')}`;
const readOnly = `${usual}/locked.jpg`;
const paths = [
  `${usual}/plain.jpg`,
  `${usual}/Ümläut ñ ß.JPG`,
  `${usual}/日本 写真.jpg`,
  `${usual}/🌊 wave.jpeg`,
  `${usual}/100 % of %PATH% & more!.jpg`,
  `${usual}/caret ^ (1) [2] {3} = + , ; @ # $HOME.jpg`,
  `${usual}/it's “quoted”.jpg`,
  `${usual}/two dots..jpg`,
  'United States/Washington D.C./commercial/dome.jpg',
  `${usual}/CON.jpg`,
  `${usual}/aux.jpg`,
  `${usual}/nul.tar.jpg`,
  `${usual}/com1.jpeg`,
  `${deep}/deep.jpg`,
  'Türkiye/İstanbul/commercial/Boğaz.jpg',
  readOnly,
];
const writable = paths.filter((path) => path !== readOnly);

const textFor = (index: number) => ({
  title: `Ferry number ${index} crosses the Douro at São João, past a “Ribeira” façade`,
  keywords: ['ferry', 'Douro', 'São João', 'naïve', `number ${index}`],
});

let root: string;
let before: ReadonlyMap<string, Buffer>;
let times: readonly number[];
let hashes: readonly string[];

const files = (names: readonly string[]) => names.map((name) => join(root, name));

async function bytesOf(names: readonly string[]): Promise<Map<string, Buffer>> {
  const read = names.map(async (name) => [name, await readFile(join(root, name))] as const);
  return new Map(await Promise.all(read));
}

/** Times of modification in milliseconds. */
const timesOf = (names: readonly string[]) =>
  Promise.all(files(names).map(async (file) => Math.round((await stat(file)).mtimeMs)));

/** The names of all files, but those of the catalog. */
async function allNames(): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.proofsheet'))
    .map(({ name }) => name)
    .sort();
}

/** A command on the archive: what it prints, when it ended as it should. */
async function done(words: readonly string[], code = 0): Promise<string> {
  const ended = await run([...words, windowsPath(root)]);
  expect(ended.stderr).not.toContain('bug in proofsheet');
  expect({ ...ended, words }).toMatchObject({ code });
  return ended.stdout;
}

beforeAll(async () => {
  root = newFolder();
  for (const [index, path] of paths.entries()) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), await picture(index, 96));
    await utimes(join(root, path), 1_500_000_000, 1_500_000_000 + index);
  }
  await chmod(join(root, readOnly), 0o444);
  before = await bytesOf(paths);
  times = await timesOf(paths);
  hashes = await pictureHashes(files(writable));
});

describe('an archive on Windows', () => {
  it('is in order to doctor, and scan finds every photo', async () => {
    const doctor = await run(['doctor', '--offline', windowsPath(root)], {
      OPENAI_API_KEY: 'sk-proj-0123456789',
    });
    expect(doctor.stdout).toMatch(/^ok {3}Node: 22\.\d+\.\d+ on win32$/m);
    expect(doctor.stdout).toMatch(/^ok {3}Perl and ExifTool: ExifTool 13\.\d+$/m);
    expect(doctor.code).toBe(0);
    await done(['scan']);
    expect(JSON.parse(await done(['status', '--json']))).toMatchObject({ photos: paths.length });
  });

  it('makes a preview of each, also under the names of devices', async () => {
    expect(await done(['prepare'])).toContain(`${paths.length} photos prepared`);
  });

  it('takes in texts as PowerShell 5 writes them, and paths as Windows does', async () => {
    const lines = paths.map((path, index) => ({
      path:
        index % 2 === 0
          ? path
          : path.replaceAll('/', '\\').replace(/[a-z]/g, (letter) => letter.toUpperCase()),
      ...textFor(index),
      verdict: 'accepted',
    }));
    const texts = join(dirname(root), 'texts.jsonl');
    const text = lines.map((line) => `${JSON.stringify(line)}\r\n`).join('');
    await writeFile(texts, Buffer.from(`\uFEFF${text}`, 'utf16le'));
    const taken = await done(['review', '--import', windowsPath(texts)]);
    expect(taken).toMatch(new RegExp(`^Texts: ${paths.length} changed, 0 as they were`, 'm'));
    const out = (await done(['review', '--export'])).trim().split('\n');
    const exported = new Map(out.map((line) => JSON.parse(line)).map((line) => [line.path, line]));
    for (const [index, path] of paths.entries())
      expect(exported.get(path)).toMatchObject(textFor(index));
  });

  it('gets sidecars, which say what was accepted', async () => {
    await done(['sidecars']);
    const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1));
    expect(await allNames()).toEqual([...names, ...names.map((name) => `${name}.xmp`)].sort());
    const sidecars = await embeddedTexts(files(paths.map((path) => `${path}.xmp`)));
    expect(sidecars.map(({ xmpHeadline }) => xmpHeadline)).toEqual(
      paths.map((_, index) => textFor(index).title),
    );
  });

  it('has the texts in its photos, whose pictures stay, and leaves a read-only one alone', async () => {
    expect(await done(['embed', '--yes'], 1)).toContain(`${writable.length} photos written`);
    const embedded = await embeddedTexts(files(writable));
    for (const [index, text] of embedded.entries())
      expect(text).toMatchObject({
        headline: textFor(index).title,
        keywords: textFor(index).keywords,
      });
    expect(await pictureHashes(files(writable))).toEqual(hashes);
    expect(await readFile(join(root, readOnly))).toEqual(before.get(readOnly));
    expect(await done(['status', '--issues'], 1)).toContain(
      `${readOnly} (embed): The file is read-only.`,
    );
  });

  it('is what it was before, byte for byte, when that is undone', async () => {
    expect(await done(['undo'])).toContain(
      `${writable.length} photos are what they were before, byte for byte.`,
    );
    expect(await bytesOf(paths)).toEqual(before);
    expect(await timesOf(paths)).toEqual(times);
  });
});
