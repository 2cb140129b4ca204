/** Categories from the request to the CSV: asked only where an outlet wants them, kept, changed, found, written. */
import { expect, it } from 'vitest';
import { markWritten } from '../../src/catalog/approved.ts';
import { saveDelivery } from '../../src/catalog/deliveries.ts';
import { useOutlets } from '../../src/catalog/outlets-in-use.ts';
import { getPhoto, photoAt } from '../../src/catalog/photos.ts';
import { getReview } from '../../src/catalog/reviews.ts';
import { undoStep } from '../../src/catalog/undo-log.ts';
import { expectedAnswerTokens, framedBody } from '../../src/openai/request.ts';
import type { Archive } from '../../src/pipeline/archive/archive.ts';
import { storeAnswer } from '../../src/pipeline/ask/apply-result.ts';
import { askedOf } from '../../src/pipeline/ask/asked.ts';
import { factsOf } from '../../src/pipeline/ask/make-request.ts';
import { settingsFingerprint } from '../../src/pipeline/ask/request-profile.ts';
import { outletPhotos, standingOf } from '../../src/pipeline/deliver/outlet-photos.ts';
import { apply } from '../../src/pipeline/review/apply.ts';
import { photosMatching } from '../../src/pipeline/review/selection.ts';
import { builtInOutlets } from '../../src/rules/outlets/built-in.ts';
import { CsvFiles } from '../../src/rules/outlets/csv.ts';
import { picturedArchive } from './embed/pictured-archive.ts';

const paths = [1, 2].map((number) => `Turkey/Istanbul/commercial/IMG_${number}.jpg`);

async function embedded() {
  const { archive, catalog, ids } = await picturedArchive(paths);
  for (const id of ids)
    for (const stage of ['embed', 'done'] as const)
      markWritten(archive.catalog, id, getReview(archive.catalog, id)?.version ?? 0, stage);
  return { archive, catalog, ids };
}

const outlet = (id: string) => {
  const found = builtInOutlets().find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

function firstOf(archive: Archive, id: string) {
  const [one] = outletPhotos(archive, [outlet(id)]);
  if (one === undefined) throw new Error('no photo');
  return one;
}

/** The cells of the first photo in an outlet's first dialect, by the names of its columns. */
function cells(archive: Archive, id: string): Readonly<Record<string, string | undefined>> {
  const { categories, csv } = outlet(id);
  if (csv === undefined) throw new Error(id);
  const files = new CsvFiles(csv, categories);
  const variant = { title: 'A', description: 'A', keywords: ['a'] };
  const one = { name: 'a.jpg', variant, master: firstOf(archive, id).master };
  const text = [...files.add(one), ...files.end()].map((piece) => piece.text).join('');
  const [head = '', row = ''] = text.split(/\r?\n/);
  const values = [...row.matchAll(/"((?:[^"]|"")*)"|([^,]+)|(?<=,)(?=,|$)/g)];
  return Object.fromEntries(
    head
      .split(',')
      .map((name, at) => [name, values[at]?.[1] ?? values[at]?.[2] ?? values[at]?.[0]]),
  );
}

const setting = (archive: Archive, ids: readonly number[], categories: readonly string[]) =>
  apply({ catalog: archive.catalog, settings: archive.settings }, ids, {
    kind: 'further',
    texts: { categories },
  });

it('is asked for only while an outlet in use takes it, or the setting says so', async () => {
  const { archive, catalog, ids } = await embedded();
  const with_ = (value: 'auto' | 'yes' | 'no') => ({
    ...archive,
    settings: { ...archive.settings, 'ask.categories': value },
  });
  await archive.outlets();
  const plain = settingsFingerprint(archive);
  expect(askedOf(archive)).toBeUndefined();
  useOutlets(catalog, ['picfair']);
  expect(askedOf(archive)).toBeUndefined();
  useOutlets(catalog, ['adobe']);
  expect(askedOf(archive)).toEqual({ further: ['categories'] });
  expect(settingsFingerprint(archive)).not.toBe(plain);
  expect(askedOf(with_('no'))).toBeUndefined();
  useOutlets(catalog, []);
  expect(settingsFingerprint(archive)).toBe(plain);
  expect(askedOf(with_('yes'))).toEqual({ further: ['categories'] });
  const setUp = { ...archive.settings, 'outlets.shutterstock.user': 'me' };
  expect(askedOf({ ...archive, settings: setUp })).toEqual({ further: ['categories'] });
  const delivery = { photoId: ids[0] ?? 0, state: 'delivered', name: 'a.jpg' } as const;
  saveDelivery(catalog, 'dreamstime', { ...delivery, madeFrom: '', bytes: 1 }, new Date(0));
  expect(askedOf(archive)).toEqual({ further: ['categories'] });
});

it('costs nothing where it is not wanted, and is priced where it is', async () => {
  const { archive, catalog } = await embedded();
  const photo = getPhoto(catalog, photoAt(catalog, paths[0] ?? '')?.id ?? 0);
  if (photo === undefined) throw new Error('no photo');
  const profile = {
    model: 'gpt-6-luna',
    dialect: 'openai',
    detail: 'high',
    effort: 'none',
  } as const;
  const body = (one: Archive) => JSON.stringify(framedBody(profile, factsOf(one, photo)));
  expect(factsOf(archive, photo)).not.toHaveProperty('asked');
  expect(body(archive)).not.toContain('categor');
  const wanted = {
    ...archive,
    settings: { ...archive.settings, 'ask.categories': 'yes' },
  } as const;
  const asked = body(wanted);
  expect(asked).toContain('"enum":["animals","arts"');
  expect(asked).toContain('categories: the one that fits');
  expect(asked.length - body(archive).length).toBeLessThan(800);
  expect(expectedAnswerTokens(50, askedOf(wanted))).toBeGreaterThan(expectedAnswerTokens(50));
});

it('is kept of an answer, changed in many photos as one step, found, and undone', async () => {
  const { archive, catalog, ids } = await embedded();
  const [id = 0] = ids;
  catalog.run('DELETE FROM review');
  storeAnswer(
    archive,
    {
      description: 'A ferry crosses the Bosphorus at dusk with gulls behind it',
      shortTitle: 'Ferry',
      keywords: ['ferry', 'gulls'],
      usageReason: '',
      unsure: [],
      further: { categories: ['Transport', 'castles', 'travel', 'people'] },
    },
    {
      photoId: id,
      requestId: undefined,
      model: 'm',
      hint: undefined,
      asked: { further: ['categories'] },
      source: 'batch',
      at: new Date(0),
    },
  );
  const now = () => getReview(catalog, id)?.further;
  expect(now()).toEqual({ categories: ['transport', 'travel'] });
  const { message } = setting(archive, ids, ['people']);
  expect(message).toMatch(/^Set the categories people of /);
  expect(now()).toEqual({ categories: ['people'] });
  expect(getReview(catalog, id)?.edited).toEqual(['further']);
  expect(photosMatching(catalog, 'category:people')).toEqual({ photoIds: [id] });
  expect(photosMatching(catalog, 'category:transp')).toEqual({ photoIds: [] });
  expect(photosMatching(catalog, '-has:category path:**/IMG_1.jpg')).toEqual({ photoIds: [] });
  expect(photosMatching(catalog, 'category:castle')).toHaveProperty('complaint');
  undoStep(catalog);
  expect(now()).toEqual({ categories: ['transport', 'travel'] });
  setting(archive, ids, []);
  expect(now()).toEqual({});
  expect(photosMatching(catalog, 'category:none path:**/IMG_1.jpg')).toEqual({ photoIds: [id] });
});

it('is in the words of each outlet in its CSV, which is another one then, and does not have photos embedded again', async () => {
  const { archive, catalog, ids } = await embedded();
  const wants = 'It wants a category, and the photo has none that it knows.';
  expect(firstOf(archive, 'shutterstock').variant.notes).toContain(wants);
  expect(firstOf(archive, 'adobe').variant.notes).not.toContain(wants);
  expect(cells(archive, 'adobe')).toMatchObject({ Category: '' });
  expect(cells(archive, 'dreamstime')).toMatchObject({ 'Category 1': '0', 'Category 2': '0' });
  const [id = 0] = ids;
  const { madeFrom } = firstOf(archive, 'adobe');
  const ready = { photoId: id, state: 'ready', name: 'a.jpg', madeFrom, bytes: 1 } as const;
  saveDelivery(catalog, 'adobe', ready, new Date(0));
  expect(standingOf(firstOf(archive, 'adobe'))).toBe('same');
  setting(archive, ids, ['travel', 'plants']);
  expect(standingOf(firstOf(archive, 'adobe'))).not.toBe('same');
  expect(catalog.count("SELECT count(*) FROM photo WHERE status = 'done'")).toBe(2);
  expect(cells(archive, 'adobe')).toMatchObject({ Category: '21' });
  expect(cells(archive, 'shutterstock')).toMatchObject({ Categories: 'Parks/Outdoor,Nature' });
  expect(cells(archive, 'dreamstime')).toMatchObject({
    'Category 1': '61',
    'Category 2': '12',
    'Category 3': '0',
  });
  expect(firstOf(archive, 'shutterstock').variant.notes).not.toContain(wants);
  // An outlet that does not know the first one takes the second.
  setting(archive, ids, ['vintage', 'signs']);
  expect(cells(archive, 'adobe')).toMatchObject({ Category: '8' });
  expect(cells(archive, 'dreamstime')).toMatchObject({ 'Category 1': '152', 'Category 2': '0' });
});
