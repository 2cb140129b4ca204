/** What a person says of photos at single outlets: a text of its own, and whether they go there. */
import { expect, it } from 'vitest';
import { atOutlets } from '../../../src/catalog/at-outlet.ts';
import {
  countUndelivered,
  keepDeliveryFolder,
  useOutlets,
} from '../../../src/catalog/outlets-in-use.ts';
import { redoStep, runAction, undoStep } from '../../../src/catalog/undo-log.ts';
import { outletPhotos, standingOf } from '../../../src/pipeline/deliver/outlet-photos.ts';
import { lookAtOutlets } from '../../../src/pipeline/deliver/outlook.ts';
import {
  chooseOutlet,
  deriveAgain,
  keepVariant,
  writeVariant,
} from '../../../src/pipeline/review/at-outlets.ts';
import { photosMatching } from '../../../src/pipeline/review/selection.ts';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { picturedArchive } from '../embed/pictured-archive.ts';

const paths = [1, 2, 3].map((number) => `Turkey/Istanbul/editorial/IMG_${number}.jpg`);
const keywords = ['ferry', 'quay', 'dusk', 'gulls', 'crowd', 'tower', 'water', 'evening'];

/** An archive that says its photos are embedded. */
async function embedded() {
  const { archive, catalog, ids } = await picturedArchive(paths);
  catalog.run('UPDATE review SET keywords = ?', JSON.stringify(keywords));
  catalog.run("UPDATE photo SET status = 'done'");
  return { archive, catalog, ids, id: ids[0] ?? 0 };
}

function outlet(id: string) {
  const found = builtInOutlets().find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}
const [adobe, shutterstock] = [outlet('adobe'), outlet('shutterstock')];
const own = { title: 'Ferries at the old quay', description: '', keywords };

it('gives one outlet the text of one photo that a person wrote for it, and the others theirs', async () => {
  const { archive, catalog, id, ids } = await embedded();
  const { message } = runAction(catalog, writeVariant(catalog, id, adobe, own));
  expect(message).toBe('Adobe Stock gets your own text');
  const titles = () =>
    [...outletPhotos(archive, [adobe, shutterstock])].map(({ variant }) => variant.title);
  const written = titles();
  expect(written[0]).toBe(own.title);
  expect(written[1]).toMatch(/^Istanbul, Turkey - .*: Ferries cross the Bosphorus/);
  expect(written.slice(2)).not.toContain(own.title);
  expect(photosMatching(catalog, 'variant:edited')).toEqual({ photoIds: [id] });
  expect(photosMatching(catalog, '-variant:edited')).toEqual({ photoIds: ids.slice(1) });

  undoStep(catalog);
  expect(titles()[0]).toMatch(/^Ferries cross the Bosphorus/);
  redoStep(catalog);
  expect(titles()).toEqual(written);
  runAction(catalog, deriveAgain(catalog, id, adobe));
  expect(titles()[0]).toMatch(/^Ferries cross the Bosphorus/);
  expect(catalog.count('SELECT count(*) FROM at_outlet')).toBe(0);
});

it('says that a text of its own is for an earlier text of the photo, until it is kept or the text is back', async () => {
  const { archive, catalog, id } = await embedded();
  runAction(catalog, writeVariant(catalog, id, adobe, own));
  const isStale = () => atOutlets(catalog, [id]).get(id)?.get('adobe')?.isStale;
  const notes = () => [...outletPhotos(archive, [adobe])][0]?.variant.notes.join(' ');
  expect(isStale()).toBe(false);
  for (const change of [
    "UPDATE review SET description = description || '!'",
    "UPDATE review SET keywords = '[]'",
    "UPDATE photo SET city = 'Izmir'",
    "UPDATE photo SET taken_on = '2001-02-03'",
    "UPDATE photo SET usage = 'commercial'",
    "UPDATE review SET caption = 'Another'",
  ]) {
    catalog.run(change);
    // A fact that titles go by brings an accepted photo back to be written again.
    catalog.run("UPDATE photo SET status = 'done'");
    expect(isStale(), change).toBe(true);
    expect(photosMatching(catalog, 'variant:stale')).toEqual({ photoIds: [id] });
    expect(notes()).toContain('was written for an earlier text');
    runAction(catalog, keepVariant(catalog, id, adobe));
    expect(isStale(), change).toBe(false);
    expect(notes()).not.toContain('earlier text');
  }
  catalog.run('UPDATE review SET version = version + 1, decision = ?', 'accepted');
  expect(isStale()).toBe(false);
});

it('keeps what is written for an outlet as one harmless line, and refuses with a sentence what breaks its rules', async () => {
  const { archive, catalog, id } = await embedded();
  const bad = { title: '=cmd|\nFerries, at dusk', description: '', keywords: ['@home', ' ', 'a'] };
  runAction(catalog, writeVariant(catalog, id, adobe, bad));
  const [one] = outletPhotos(archive, [adobe]);
  expect(one?.variant).toMatchObject({ title: 'cmd| Ferries, at dusk', keywords: ['home', 'a'] });
  expect(one?.variant.refusals.join(' ')).toMatch(/The title has .*","/);
  expect(one && standingOf(one)).toBe('refused');
  runAction(
    catalog,
    writeVariant(catalog, id, shutterstock, {
      ...own,
      title: 'Ferries at the quay in the evening',
    }),
  );
  const [other] = outletPhotos(archive, [shutterstock]);
  expect(other?.variant.refusals.join(' ')).toContain(
    'The title does not begin with "Istanbul, Turkey',
  );
});

it('keeps many photos from an outlet at once, and sends them again', async () => {
  const { archive, catalog, ids } = await embedded();
  const standings = () => [...outletPhotos(archive, [adobe])].map(standingOf);
  const { message } = runAction(catalog, chooseOutlet(catalog, ids.slice(1), adobe, 'keep'));
  expect(message).toBe('2 photos will be kept from Adobe Stock');
  expect(standings()).toEqual(['new', 'not-chosen', 'not-chosen']);
  // What has left is not called back.
  catalog.run(
    "INSERT INTO delivery (photo_id, outlet, state, name, made_from, bytes, reason, at) SELECT id, 'adobe', 'delivered', 'IMG' || id || '.jpg', 'x', 1, NULL, '2024-01-01T00:00:00.000Z' FROM photo WHERE id = ?",
    ids[1],
  );
  expect(standings()).toEqual(['new', 'sent-changed', 'not-chosen']);
  undoStep(catalog);
  expect(standings()).toEqual(['new', 'sent-changed', 'new']);
  const nothing = runAction(catalog, chooseOutlet(catalog, ids, adobe, undefined));
  expect(nothing).toEqual({ message: 'Nothing changed for Adobe Stock', photoIds: [] });
});

it('sends what the rule of an outlet means, and what a person says in spite of it', async () => {
  const { archive, catalog, ids } = await embedded();
  catalog.run("UPDATE photo SET usage = 'commercial' WHERE id = ?", ids[0]);
  catalog.run("UPDATE photo SET status = 'done'");
  const standings = (where: string) => {
    const settings = { ...archive.settings, 'outlets.adobe.where': where };
    return [...outletPhotos({ catalog, settings }, [adobe])].map(standingOf);
  };
  expect(standings('usage:commercial')).toEqual(['new', 'not-chosen', 'not-chosen']);
  expect(standings('-file:img_2')).toEqual(['new', 'not-chosen', 'new']);
  expect(standings(' ')).toEqual(['new', 'new', 'new']);
  expect(standings('city:nowhere')).toEqual(['not-chosen', 'not-chosen', 'not-chosen']);
  runAction(catalog, chooseOutlet(catalog, ids.slice(1, 2), adobe, 'send'));
  runAction(catalog, chooseOutlet(catalog, ids.slice(0, 1), adobe, 'keep'));
  expect(standings('usage:commercial')).toEqual(['not-chosen', 'new', 'not-chosen']);
  expect(() => standings('usage:mine')).toThrow(
    'outlets.adobe.where cannot be understood: usage: can be editorial, commercial, not mine.',
  );
  expect(() => standings('"open')).toThrow(/cannot be understood/);
});

it('is waited for again where a person has another say, and not where a photo is kept away', async () => {
  const { archive, catalog, ids, id } = await embedded();
  const context = { archive, signal: new AbortController().signal };
  catalog.run('UPDATE review SET embedded_version = version');
  useOutlets(catalog, ['adobe']);
  keepDeliveryFolder(catalog, '/nowhere');
  const look = () => lookAtOutlets(context, [adobe]);
  expect(countUndelivered(catalog)).toBe(3);
  runAction(catalog, chooseOutlet(catalog, ids, adobe, 'keep'));
  const { plan } = await look();
  expect(plan.outlets[0]?.counts['not-chosen']).toBe(3);
  expect(countUndelivered(catalog)).toBe(0);
  expect(photosMatching(catalog, 'unfit:adobe')).toEqual({ photoIds: [] });
  runAction(catalog, chooseOutlet(catalog, [id], adobe, undefined));
  expect(countUndelivered(catalog)).toBe(1);
  runAction(catalog, writeVariant(catalog, id, adobe, { ...own, title: 'Ferries, gulls' }));
  await look();
  expect(countUndelivered(catalog)).toBe(0);
  expect(photosMatching(catalog, 'unfit:adobe')).toEqual({ photoIds: [id] });
  undoStep(catalog);
  expect(countUndelivered(catalog)).toBe(1);
});
