/** Releases as names attached to photos, and what the CSV of an outlet says of them. */
import { expect, it } from 'vitest';
import { saveDelivery } from '../../../src/catalog/deliveries.ts';
import { releasesOf } from '../../../src/catalog/releases.ts';
import { runAction, undoStep } from '../../../src/catalog/undo-log.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { outletPhotos, standingOf } from '../../../src/pipeline/deliver/outlet-photos.ts';
import {
  attachReleases,
  takeReleasesOff,
  typedReleases,
} from '../../../src/pipeline/review/releases.ts';
import { photosMatching } from '../../../src/pipeline/review/selection.ts';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { CsvFiles } from '../../../src/rules/outlets/csv.ts';
import { picturedArchive } from '../embed/pictured-archive.ts';

const paths = [1, 2].map((number) => `Turkey/Istanbul/commercial/IMG_${number}.jpg`);

async function embedded() {
  const { archive, catalog, ids } = await picturedArchive(paths);
  catalog.run("UPDATE photo SET status = 'done'");
  return { archive, catalog, ids };
}

const outlet = (id: string) => {
  const found = builtInOutlets().find((one) => one.id === id);
  if (found?.csv === undefined) throw new Error(id);
  return { ...found, csv: found.csv };
};

/** The cells of the first photo in the dialect that has a column, by the names of all its columns. */
function cells(archive: Archive, id: string, column: string): Readonly<Record<string, string>> {
  const { csv: all, ...rest } = outlet(id);
  const has = ({ columns }: (typeof all)['dialects'][number]) =>
    columns.some(({ name }) => name === column);
  const csv = { ...all, dialects: all.dialects.filter(has) };
  const files = new CsvFiles(csv);
  const [one] = outletPhotos(archive, [rest]);
  if (one === undefined) throw new Error('no photo');
  const short = { ...one.variant, title: 'A', description: 'A', keywords: ['a'] };
  const pieces = [...files.add({ ...one, name: 'a.jpg', variant: short }), ...files.end()];
  const [head = '', row = ''] = pieces
    .map(({ text }) => text)
    .join('')
    .split(/\r?\n/);
  const delimiter = csv.dialects[0]?.delimiter ?? ',';
  const names = head.split(delimiter);
  const values = row.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
  return Object.fromEntries(
    names.map((name, at) => [name, (values[at] ?? '').replace(/^"|"?,?$/g, '')]),
  );
}

it('attaches names to many photos as one step, and takes them off', async () => {
  const { catalog, ids } = await embedded();
  const names = typedReleases(' MR 1 ,MR 2; MR 1,\n');
  expect(names).toEqual(['MR 1', 'MR 2']);
  const { message } = runAction(catalog, attachReleases(catalog, ids, 'model', names));
  expect(message).toBe('Attached the model releases MR 1 and MR 2 to 2 photos');
  runAction(catalog, attachReleases(catalog, ids.slice(0, 1), 'property', ['House']));
  const all = () => ids.map((id) => releasesOf(catalog, ids).get(id));
  const [both, one] = all();
  expect(both).toEqual({ model: ['MR 1', 'MR 2'], property: ['House'] });
  expect(one).toEqual({ model: ['MR 1', 'MR 2'], property: [] });
  expect(runAction(catalog, attachReleases(catalog, ids, 'model', ['MR 2'])).photoIds).toEqual([]);
  expect(photosMatching(catalog, 'has:release')).toEqual({ photoIds: ids });
  runAction(catalog, takeReleasesOff(catalog, ids, names));
  expect(photosMatching(catalog, 'has:release')).toEqual({ photoIds: ids.slice(0, 1) });
  undoStep(catalog);
  expect(all()).toEqual([both, one]);
});

it('is in the columns of outlets that have them, and makes the CSV another one', async () => {
  const { archive, catalog, ids } = await embedded();
  expect(cells(archive, 'dreamstime', 'Pr Docs')).toMatchObject({
    'MR doc Ids': '0',
    'Pr Docs': '0',
  });
  expect(cells(archive, 'pond5', 'Release')).toMatchObject({ Modelreleased: '', Release: '' });
  const adobe = outlet('adobe');
  const [before] = outletPhotos(archive, [adobe]);
  if (before === undefined) throw new Error('no photo');
  saveDelivery(
    catalog,
    'adobe',
    { photoId: before.id, state: 'ready', name: 'a.jpg', madeFrom: before.madeFrom, bytes: 1 },
    new Date(0),
  );
  const standing = () => {
    const [one] = outletPhotos(archive, [adobe]);
    return one && standingOf(one);
  };
  expect(standing()).toBe('same');
  runAction(catalog, attachReleases(catalog, ids, 'model', ['12', '34']));
  runAction(catalog, attachReleases(catalog, ids, 'property', ['=House']));
  // They go into sidecars and photos first.
  expect([...outletPhotos(archive, [adobe])]).toEqual([]);
  catalog.run("UPDATE photo SET status = 'done'");
  expect(standing()).not.toBe('same');
  expect(cells(archive, 'adobe', 'Releases')).toMatchObject({ Releases: '12, 34, House' });
  expect(cells(archive, 'dreamstime', 'Pr Docs')).toMatchObject({
    'MR doc Ids': '12,34',
    'Pr Docs': 'House',
  });
  expect(cells(archive, 'pond5', 'Release')).toMatchObject({
    Modelreleased: 'yes',
    Propertyreleased: 'yes',
    Release: '12, 34, House',
  });
});
