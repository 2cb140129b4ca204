/** What another program does to a sidecar between the review and embedding, from the stage to the JPEG. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import type { Settings } from '../../../src/settings.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';
import { contextOf, readyArchive, textFor, usualFolder } from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';

shareExifTool();

const exiftool = String(createRequire(import.meta.url)('exiftool-vendored.pl'));
const run = (...args: string[]) => execFileSync('perl', [exiftool, ...args], { encoding: 'utf8' });
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

it('is honoured: their title and keywords are embedded where only they changed them', async () => {
  const photo = jpeg(await picture(), [exif(cameraFacts)]);
  const archive = await readyArchive(new Map([[`${usualFolder}/a.jpg`, photo]]));
  closing.push(() => archive.close());
  archive.catalog.run("UPDATE photo SET status = 'sidecars'");
  await writeSidecars(contextOf(archive));
  const file = join(archive.root, usualFolder, 'a.jpg');
  run(
    '-q',
    '-overwrite_original',
    '-XMP-photoshop:Headline=Istanbul seen by somebody else',
    '-XMP-dc:Subject-=ferry',
    '-XMP-dc:Subject+=golden horn',
    '-XMP-xmp:Rating=5',
    `${file}.xmp`,
  );
  const { done, notes } = await embed(contextOf(archive));
  expect(done).toBe(1);
  expect(notes.join('\n')).toMatch(
    /a\.jpg: What another program wrote in the sidecar was embedded instead of your text/,
  );
  const [said] = JSON.parse(run('-j', '-IPTC:Headline', '-IPTC:Keywords', '-IPTC:City', file));
  const keywords = textFor('a.jpg').keywords.filter((keyword) => keyword !== 'ferry');
  expect(said).toMatchObject({
    Headline: 'Istanbul seen by somebody else',
    Keywords: [...keywords, 'golden horn'],
    City: 'Istanbul',
  });
});

describe('a sidecar in which our text is gone', () => {
  const older = ['-XMP-xmp:Rating=3', '-XMP-dc:Title=Their title', '-XMP-dc:Subject=their own'];

  /** What is embedded after another program has had the sidecar in its hands. */
  const embeddedAfter = async (
    change: (sidecar: string, before: Buffer) => unknown,
    first = older,
  ) => {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'put-back-')));
    const sidecar = join(root, usualFolder, 'a.jpg.xmp');
    await mkdir(dirname(sidecar), { recursive: true });
    run('-q', ...first, sidecar);
    const before = await readFile(sidecar);
    const photo = jpeg(await picture(), [exif(cameraFacts)]);
    const archive = await readyArchive(new Map([[`${usualFolder}/a.jpg`, photo]]), { root });
    closing.push(() => archive.close());
    archive.catalog.run("UPDATE photo SET status = 'sidecars'");
    await writeSidecars(contextOf(archive));
    await change(sidecar, before);
    const { notes } = await embed(contextOf(archive));
    const tags = ['-IPTC:Headline', '-IPTC:Keywords', '-IPTC:ObjectName', '-IPTC:Caption-Abstract'];
    const [said] = JSON.parse(run('-j', ...tags, sidecar.replace('.xmp', '')));
    return { said, notes: notes.join('\n') };
  };
  const { description, keywords } = textFor('a.jpg');

  it.each([
    ['was put back as it was before', writeFile],
    ['was made anew', (sidecar: string) => run('-q', '-overwrite_original', '-XMP:all=', sidecar)],
    [
      'was made anew, with something else in it',
      async (sidecar: string) => {
        await rm(sidecar);
        run('-q', '-XMP-xmp:Label=Red', sidecar);
      },
    ],
  ])('gets ours embedded where it %s', async (_, change) => {
    const { said, notes } = await embeddedAfter(change);
    expect(said.Headline).toContain(description);
    expect(said.Keywords).toEqual(expect.arrayContaining(keywords));
    expect(notes).not.toContain('another program');
  });

  it('gets our keywords embedded where a program knows none of them, and what it did to titles', async () => {
    const args = ['-q', '-overwrite_original', '-XMP-dc:Subject=new'];
    const { said, notes } = await embeddedAfter((sidecar) =>
      run(...args, '-XMP-photoshop:Headline=Theirs', sidecar),
    );
    expect(said.Keywords).toEqual([...keywords, 'new']);
    expect(said.Headline).toBe('Theirs');
    expect(notes).toContain('another program');
  });

  it('is taken at its word where a title alone was removed', async () => {
    const { said, notes } = await embeddedAfter((sidecar) =>
      run('-q', '-overwrite_original', '-XMP-photoshop:Headline=', sidecar),
    );
    expect(said.Headline).toBeUndefined();
    expect(said.Keywords).toEqual(expect.arrayContaining(keywords));
    expect(notes).toContain('another program');
  });

  it('is taken at its word where all keywords were removed, and the title was not', async () => {
    const { said, notes } = await embeddedAfter((sidecar) =>
      run('-q', '-overwrite_original', '-XMP-dc:Subject=', sidecar),
    );
    expect(said.Headline).toContain(description);
    expect(said.Keywords).toBeUndefined();
    expect(notes).toContain('another program');
  });
});

describe('a text that the photo itself has already', () => {
  const fields = ['Headline', 'ObjectName', 'Caption-Abstract'] as const;

  const writtenWith = async (settings: Partial<Settings>) => {
    const photo = jpeg(await picture(), [exif(cameraFacts)]);
    const root = await realpath(await mkdtemp(join(tmpdir(), 'same-text-')));
    const file = join(root, usualFolder, 'a.jpg');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, photo);
    run('-q', '-overwrite_original', ...fields.map((field) => `-IPTC:${field}=Own ${field}`), file);
    const files = new Map([[`${usualFolder}/a.jpg`, await readFile(file)]]);
    const archive = await readyArchive(files, { root, settings });
    closing.push(() => archive.close());
    archive.catalog.run("UPDATE photo SET status = 'sidecars'");
    await writeSidecars(contextOf(archive));
    await embed(contextOf(archive));
    const tags = [...fields.map((field) => `-IPTC:${field}`), '-XMP-photoshop:Headline'];
    const more = ['-XMP-dc:Title', '-XMP-dc:Description'];
    const said = (path: string) => JSON.parse(run('-j', '-G0', ...tags, ...more, path))[0];
    const there = said(file);
    const inFile = fields.map((field) => there[`IPTC:${field}`]);
    const beside = said(`${file}.xmp`);
    expect(['Headline', 'Title', 'Description'].map((tag) => beside[`XMP:${tag}`])).toEqual(inFile);
    return inFile;
  };

  it('is in the sidecar, too, where fields are only filled', async () => {
    expect(await writtenWith({ 'embed.headline': 'fill' })).toEqual(
      fields.map((field) => `Own ${field}`),
    );
  });

  it('is in neither where fields are replaced', async () => {
    const { description, shortTitle } = textFor('a.jpg');
    const settings = { 'embed.shortTitle': 'replace', 'embed.caption': 'replace' } as const;
    const headline = expect.stringContaining(description);
    expect(await writtenWith(settings)).toEqual([headline, shortTitle, headline]);
  });
});
