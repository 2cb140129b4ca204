/** What a photographer writes into a folder, on its way to the model, the checks and the speller. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storeFolderNotes } from '../../src/catalog/folder-notes.ts';
import { openChecker } from '../../src/pipeline/review/checker.ts';
import { openSpeller, setSpelling } from '../../src/pipeline/review/spelling.ts';
import { defaultSettings } from '../../src/settings.ts';
import { picture } from '../helpers/archive.ts';
import { askExifTool } from '../helpers/exiftool.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { checksOfPhoto } from './review/actions.ts';
import { newCatalog, reviewPhoto } from './review/desk.ts';

async function archiveOf(files: Readonly<Record<string, string | number>>) {
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-notes-'));
  for (const [path, content] of Object.entries(files)) await put(root, path, content);
  return root;
}

async function put(root: string, path: string, content: string | number) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(
    join(root, path),
    typeof content === 'number' ? await picture(content, 48) : content,
  );
}

const run = async (...words: string[]) => {
  const { code, stdout, stderr } = await runWarm(words);
  return { code, text: stdout + stderr };
};
const requestOf = async (root: string, photo: string) =>
  (await run('prepare', '--sample', '--only', photo, root)).text;

describe('notes in a folder', () => {
  it('go into the requests of its photos and of those below, with the settings; names into editorial ones alone', async () => {
    const root = await archiveOf({
      'Turkey/ProofSheet.TXT': 'We sailed in May.\nKeywords: sailing\n',
      'Turkey/Istanbul/proofsheet.txt':
        'Boat race.\nPeople: Ann Smith\n# unpaid\nKeywords: regatta',
      'Turkey/Istanbul/editorial/a.jpg': 1,
      'Turkey/Istanbul/commercial/b.jpg': 2,
      'Greece/Athens/editorial/c.jpg': 3,
    });
    const { text } = await run('scan', root);
    expect(text).toContain('The notes of 2 folders have changed');
    const editorial = await requestOf(root, 'Turkey/Istanbul/editorial/a.jpg');
    expect(editorial).toContain('Notes: We sailed in May. Boat race.');
    expect(editorial).toContain('People who may be in the picture: Ann Smith');
    expect(editorial).toContain('Keywords that must be there: sailing, regatta');
    expect(editorial).not.toContain('unpaid');
    const commercial = await requestOf(root, 'Turkey/Istanbul/commercial/b.jpg');
    expect(commercial).toContain('Boat race.');
    expect(commercial).not.toContain('Ann Smith');
    expect(await requestOf(root, 'Greece/Athens/editorial/c.jpg')).not.toContain('sailed');
  });

  it('have photos that were not sent yet prepared again when they change, and those alone', async () => {
    const root = await archiveOf({
      'Turkey/Istanbul/editorial/a.jpg': 1,
      'Greece/Athens/editorial/c.jpg': 3,
    });
    await run('scan', root);
    expect((await run('prepare', root)).text).toContain('2 photos prepared');
    await put(root, 'Greece/proofsheet.txt', 'Before the fire.');
    await run('scan', root);
    expect((await run('prepare', root)).text).toContain('1 photo prepared');
    expect((await run('scan', root)).text).not.toContain('have changed');
    await rm(join(root, 'Greece/proofsheet.txt'));
    expect((await run('scan', root)).text).toContain('The notes of 1 folder have changed');
    expect((await run('prepare', root)).text).toContain('1 photo prepared');
  });

  it('that cannot be read keep no photo from its text', async () => {
    const root = await archiveOf({
      'Turkey/Istanbul/editorial/a.jpg': 1,
      'Turkey/Istanbul/proofsheet.txt': `Keywords: ${'x'.repeat(70)}\nfine`,
      'Turkey/proofsheet.txt': '%PDF-1.7 not notes',
      'proofsheet.txt': 'long '.repeat(30_000),
    });
    execFileSync('mkfifo', [join(root, 'Turkey/Istanbul/editorial/proofsheet.txt')]);
    const { code, text } = await run('scan', root);
    expect(code).toBe(0);
    expect(text).toContain('Turkey/Istanbul/proofsheet.txt:1: "xxxx');
    expect(text).toMatch(/Turkey\/proofsheet\.txt counts for nothing.*a PDF document/);
    expect(text).toMatch(
      /\nproofsheet\.txt counts for nothing|^proofsheet\.txt counts for nothing/m,
    );
    expect(text).toContain('editorial/proofsheet.txt counts for nothing');
    expect(await requestOf(root, 'Turkey/Istanbul/editorial/a.jpg')).toContain('Notes: fine');
  });
});

describe('what notes say', () => {
  const notes = { notes: '', keywords: ['regatta'], people: ['Ann Smith'] };

  it('is required of the keywords, and settles who is in the picture', () => {
    const catalog = newCatalog();
    const id = reviewPhoto(
      catalog,
      { path: 'Turkey/a.jpg' },
      {
        description: 'Ann Smith and Bob Jones row under the bridge',
        unsure: ['Ann Smith', 'Bob Jones', 'Smith'],
      },
    );
    const codes = () =>
      checksOfPhoto(catalog, openChecker(catalog, defaultSettings), id)
        .filter(({ code }) => ['unsure', 'keyword-required-missing'].includes(code))
        .map(({ word, message }) => word ?? message);
    expect(codes()).toEqual(expect.arrayContaining(['Ann Smith', 'Bob Jones']));
    storeFolderNotes(catalog, new Map([['Turkey', notes]]), () => false);
    expect(codes()).toEqual(['regatta', 'Bob Jones']);
    storeFolderNotes(catalog, new Map([['Greece', notes]]), (folder) => folder === 'Turkey');
    expect(codes()).toEqual(['regatta', 'Bob Jones']);
    storeFolderNotes(catalog, new Map(), () => false);
    expect(codes()).toContain('Ann Smith');
  });

  it('is spelled as it stands there', async () => {
    const catalog = newCatalog();
    setSpelling(catalog, 'american');
    storeFolderNotes(
      catalog,
      new Map([['', { ...notes, people: ['Ayşe Yıldızhan'] }]]),
      () => false,
    );
    const speller = await openSpeller(catalog, defaultSettings);
    expect(speller?.isName('yildizhan')).toBe(true);
  });
});

describe('names in the files', () => {
  it('are told to the model for editorial photos, from the photo and its sidecar', async () => {
    const root = await archiveOf({
      'Turkey/Istanbul/editorial/a.jpg': 1,
      'Turkey/Istanbul/commercial/b.jpg': 2,
      'Turkey/Istanbul/editorial/c.jpg': 3,
    });
    const inside = (path: string) => join(root, 'Turkey/Istanbul', path);
    const named = '-XMP-iptcExt:PersonInImage=Ann Smith';
    await askExifTool(['-overwrite_original', named, inside('editorial/a.jpg')]);
    await askExifTool(['-overwrite_original', named, inside('commercial/b.jpg')]);
    await askExifTool(['-o', inside('editorial/c.xmp'), named, inside('editorial/c.jpg')]);
    await run('scan', root);
    const line = 'People who may be in the picture: Ann Smith';
    expect(await requestOf(root, 'Turkey/Istanbul/editorial/a.jpg')).toContain(line);
    expect(await requestOf(root, 'Turkey/Istanbul/editorial/c.jpg')).toContain(line);
    expect(await requestOf(root, 'Turkey/Istanbul/commercial/b.jpg')).not.toContain('Ann Smith');
  });

  it('need no confirmation in a text', () => {
    const catalog = newCatalog();
    const unsure = { description: 'Ann Smith rows', unsure: ['Ann Smith'] };
    const existing = (people: readonly string[]) => ({ existing: { keywords: [], people } });
    const known = reviewPhoto(catalog, { path: 'a.jpg', ...existing(['Ann Smith']) }, unsure);
    const other = reviewPhoto(catalog, { path: 'b.jpg', ...existing(['Bob']) }, unsure);
    const isAsked = (id: number) =>
      checksOfPhoto(catalog, openChecker(catalog, defaultSettings), id).some(
        ({ code }) => code === 'unsure',
      );
    expect([isAsked(known), isAsked(other)]).toEqual([false, true]);
  });
});
