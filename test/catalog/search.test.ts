/** The filter of a command that only reads: it finds what has changed since the filter last looked, and writes nothing. */
import { expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/catalog.ts';
import { selectPhotos } from '../../src/pipeline/review/selection.ts';
import { editText } from '../pipeline/review/actions.ts';
import { newFolder, reviewPhoto } from '../pipeline/review/desk.ts';

it('finds changed photos in a catalog that is only read, again and again', () => {
  const catalog = openCatalog(newFolder());
  const find = (from: typeof catalog, filter: string) =>
    selectPhotos({ catalog: from, root: '/' }, { only: [], where: [filter] }).photoIds;
  const [one, two, three] = ['a', 'b', 'c'].map((name) =>
    reviewPhoto(catalog, { path: `Spain/Madrid/editorial/${name}.jpg` }),
  );
  if (one === undefined || two === undefined || three === undefined) throw new Error('three');
  expect(find(catalog, 'city:istanbul,madrid')).toEqual([one, two, three]);
  editText(catalog, two, { description: 'A lighthouse in fog' });
  const reader = openCatalog(catalog.folder, { readOnly: true });
  expect(find(reader, 'lighthouse')).toEqual([two]);
  expect(find(reader, '-lighthouse').toSorted()).toEqual([one, three]);
  // Meanwhile the program that writes goes on.
  editText(catalog, three, { description: 'A lighthouse at night' });
  expect(find(reader, 'lighthouse').toSorted()).toEqual([two, three]);
  expect(find(catalog, 'lighthouse')).toEqual([two, three]);
  expect(find(reader, 'lighthouse').toSorted()).toEqual([two, three]);
  reader.close();
  catalog.close();
});
