/** What other programs do to a photo after its text was embedded, and what becomes of that when it is embedded again. */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exiftoolPath } from 'exiftool-vendored';
import { afterEach, describe, expect, it } from 'vitest';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { undo } from '../../../src/pipeline/embed/undo.ts';
import type { TextEdit } from '../../../src/pipeline/review/edit.ts';
import { scan } from '../../../src/pipeline/scan/scan.ts';
import { cameraFacts, exif, iptc, jpeg, picture, version } from '../../fixtures/jpeg/build.ts';
import { toldBy } from '../../helpers/told.ts';
import { editText } from '../review/actions.ts';
import { exiftoolReads } from './exiftool-reads.ts';
import { contextOf, readyArchive, textFor, usualFolder } from './ready-archive.ts';
import { shareExifTool } from './share-exiftool.ts';

shareExifTool();

const plain = jpeg(await picture(), [
  exif(cameraFacts),
  iptc([version, [2, 105, 'Old headline'], [2, 25, 'Bosphorus']]),
]);
const before = { headline: 'Old headline', keywords: ['Bosphorus'] };
const keywords = ['Bosphorus', ...textFor('a.jpg').keywords];

const closing: Archive[] = [];
afterEach(() => {
  for (const archive of closing.splice(0)) archive.close();
});

/** The photo with our text in it. */
async function embedded() {
  const archive = await readyArchive(new Map([[`${usualFolder}/a.jpg`, plain]]));
  closing.push(archive);
  editText(archive.catalog, 1, { keywords });
  await again(archive);
  return { archive, file: join(archive.root, usualFolder, 'a.jpg') };
}

const again = async (archive: Archive, edit?: TextEdit) => {
  if (edit !== undefined) editText(archive.catalog, 1, edit);
  archive.catalog.run("UPDATE photo SET status = 'embed'");
  return (await embed(contextOf(archive))).notes.join('\n');
};

const change = async (file: string, ...args: readonly string[]) =>
  execFileSync('perl', [await exiftoolPath(), '-q', '-overwrite_original', ...args, file]);

async function saidIn(file: string) {
  const row = (await exiftoolReads([file])).get(file);
  const value = (tag: string) => row?.[tag] ?? row?.[tag.replace(':', ':Copy1:')];
  const headlines = [value('IPTC:Headline'), value('XMP-photoshop:Headline')];
  return { headlines, keywords: value('IPTC:Keywords') };
}

const headline = (text: string) => [`-IPTC:Headline=${text}`, `-XMP-photoshop:Headline=${text}`];
const keyword = (sign: '+' | '-', text: string) => [
  `-IPTC:Keywords${sign}=${text}`,
  `-XMP-dc:Subject${sign}=${text}`,
];

describe('a title that another program has written over ours', () => {
  it.each([
    ['in both places', headline('Theirs')],
    ['in IPTC alone, as old programs do', ['-IPTC:Headline=Theirs']],
    [
      'in IPTC alone without its digest, as web servers do',
      ['-IPTC:Headline=Theirs', '-Photoshop:IPTCDigest='],
    ],
  ])('holds where ours is what it was, %s', async (_, args) => {
    const { archive, file } = await embedded();
    await change(file, ...args);
    await scan(contextOf(archive));
    editText(archive.catalog, 1, { keywords: [...keywords, 'boat'] });
    archive.catalog.run("UPDATE photo SET status = 'embed'");
    expect(await toldBy(archive, 'embed')).not.toContain('- Theirs');
    expect(await again(archive)).toContain(
      'a.jpg: Another program has changed its text since it was embedded, and yours is as it was then: theirs stays.',
    );
    const said = await saidIn(file);
    expect(said.headlines[0]).toBe('Theirs');
    expect(said.keywords).toEqual([...keywords, 'boat']);
    await again(archive, { keywords: [...keywords, 'boat', 'quay'] });
    expect((await saidIn(file)).headlines[0]).toBe('Theirs');
  });

  it('gives way, and is told of, where ours has changed, too', async () => {
    const { archive, file } = await embedded();
    await change(file, ...headline('Theirs'));
    const theirs = await readFile(file);
    editText(archive.catalog, 1, { description: 'Boats at rest' });
    archive.catalog.run("UPDATE photo SET status = 'embed'");
    expect(await toldBy(archive, 'embed')).toContain('- Theirs');
    expect(await again(archive)).toContain('and so have you: yours took its place');
    const ours = expect.stringContaining('Boats at rest');
    expect((await saidIn(file)).headlines).toEqual([ours, ours]);
    await undo(contextOf(archive));
    expect(await readFile(file)).toEqual(theirs);
  });
});

describe('keywords that another program has taken out', () => {
  it('stay out, and those that it put in stay in', async () => {
    const { archive, file } = await embedded();
    await change(file, ...keyword('-', 'ferry'), ...keyword('+', 'harbour'));
    expect(await again(archive, { keywords: [...keywords, 'boat'] })).toContain('theirs stays');
    const left = keywords.filter((one) => one !== 'ferry');
    expect((await saidIn(file)).keywords).toEqual([...left, 'boat', 'harbour']);
  });

  it('are not those that it only sorted or cut', async () => {
    const { archive, file } = await embedded();
    const long = `a keyword that is longer than ${'bytes '.repeat(10)}`.trim();
    await again(archive, { keywords: [...keywords, long] });
    await change(file, '-XMP-dc:Subject=', '-IPTC:Keywords-=ferry', '-IPTC:Keywords+=ferry');
    expect(await again(archive, { description: 'Boats' })).not.toContain('theirs');
    expect((await saidIn(file)).keywords).toHaveLength(keywords.length + 1);
  });
});

describe('ours comes back', () => {
  it('beside the keywords of a program that wrote its own without reading ours', async () => {
    const { archive, file } = await embedded();
    const own = ['Bosphorus', 'harbour'];
    await change(
      file,
      ...own.flatMap((one) => [`-IPTC:Keywords=${one}`, `-XMP-dc:Subject=${one}`]),
    );
    expect(await again(archive, { description: 'Boats' })).not.toContain('theirs');
    expect((await saidIn(file)).keywords).toEqual([...keywords, 'harbour']);
  });

  it('into a photo whose texts were stripped', async () => {
    const { archive, file } = await embedded();
    await change(file, '-all=');
    expect(await again(archive, { keywords: [...keywords, 'boat'] })).not.toContain('theirs');
    expect((await saidIn(file)).headlines[0]).toContain(textFor('a.jpg').description);
    expect((await saidIn(file)).keywords).toEqual([...keywords, 'boat']);
  });

  it('into an old copy, which says what it said before us', async () => {
    const { archive, file } = await embedded();
    await writeFile(file, plain);
    expect((await saidIn(file)).headlines[0]).toBe(before.headline);
    expect(await again(archive)).not.toContain('theirs');
    expect((await saidIn(file)).headlines[0]).toContain(textFor('a.jpg').description);
    expect((await saidIn(file)).keywords).toEqual(keywords);
  });
});
