/** Texts for people who cannot see the picture: asked when wanted, accepted with the title, written into sidecar and photo. */
import { afterEach, expect, it } from 'vitest';
import { approvedText } from '../../src/catalog/approved.ts';
import { photoAt } from '../../src/catalog/photos.ts';
import { getReview } from '../../src/catalog/reviews.ts';
import type { Archive } from '../../src/pipeline/archive/archive.ts';
import { askedOf } from '../../src/pipeline/ask/asked.ts';
import { embed } from '../../src/pipeline/embed/embed.ts';
import { apply } from '../../src/pipeline/review/apply.ts';
import { furtherLabel, readFurther, usableFurther } from '../../src/rules/answers/further.ts';
import { cameraFacts, exif, jpeg, picture } from '../fixtures/jpeg/build.ts';
import { exiftoolReads } from './embed/exiftool-reads.ts';
import { contextOf, readyArchive } from './embed/ready-archive.ts';
import { shareExifTool } from './embed/share-exiftool.ts';

shareExifTool();

const opened: Archive[] = [];
afterEach(() => {
  for (const archive of opened.splice(0)) archive.close();
});

const path = 'Turkey/Istanbul/commercial/IMG_1.jpg';
const altText =
  'Two ferries cross grey water in front of a hill with a tower; gulls fly above them';

it('is asked for only when the settings say so, and with the title alone', async () => {
  const photos = new Map([[path, jpeg(await picture(), [exif(cameraFacts)])]]);
  const archive = await readyArchive(photos, {
    settings: { 'ask.altText': true, 'ask.extendedDescription': true },
  });
  opened.push(archive);
  expect(askedOf(archive)).toEqual({ further: ['altText', 'extendedDescription'] });
  const settings = { ...archive.settings, 'ask.fields': 'keywords' } as const;
  expect(askedOf({ ...archive, settings })).toEqual({ only: 'keywords' });
});

it('takes what describes the picture, cut where it is too long', () => {
  const read = (value: string) => usableFurther({ altText: value }, { further: ['altText'] });
  expect(read(` **${altText}**\n`)).toEqual({ altText });
  for (const none of [
    '',
    ' ',
    'n/a',
    "I'm sorry, I can't help with that.",
    'IMG_0001.jpg',
    '\u0001',
  ])
    expect(read(none), none).toEqual({});
  const { altText: long = '' } = read(`${altText}, `.repeat(9));
  expect(long.length).toBeLessThanOrEqual(250);
  expect(readFurther('altText', '  as typed,\tphoto of ')).toBe('as typed, photo of');
  expect(furtherLabel('altText')).toBe('Alt text');
});

it('is written where nothing is, with the title, and again when it changes', async () => {
  const archive = await readyArchive(
    new Map([[path, jpeg(await picture(), [exif(cameraFacts)])]]),
    { settings: { 'ask.altText': true } },
  );
  opened.push(archive);
  const { catalog, settings } = archive;
  const id = photoAt(catalog, path)?.id ?? 0;
  const say = (text: string) =>
    apply({ catalog, settings }, [id], { kind: 'further', texts: { altText: text } });
  expect(say(altText).message).toMatch(/^Changed the alt text of /);
  expect(approvedText(catalog, id)?.further).toEqual({ altText });
  catalog.run("UPDATE photo SET status = 'embed'");
  await embed(contextOf(archive));
  const file = `${archive.root}/${path}`;
  const written = async () =>
    Object.entries((await exiftoolReads([file])).get(file) ?? {}).find(([name]) =>
      name.endsWith('AltTextAccessibility'),
    )?.[1];
  expect(await written()).toBe(altText);
  say('Two ferries and a tower');
  expect(catalog.count("SELECT count(*) FROM photo WHERE status = 'done'")).toBe(0);
  catalog.run("UPDATE photo SET status = 'embed'");
  await embed(contextOf(archive));
  expect(await written()).toBe('Two ferries and a tower');
  expect(getReview(catalog, id)?.edited).toContain('further');
});
