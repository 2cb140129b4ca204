import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../../src/catalog/catalog.ts';
import { getPhoto } from '../../../src/catalog/photos.ts';
import { makeList, rememberedView, rememberView } from '../../../src/pipeline/review/list.ts';
import { decide, editText } from './actions.ts';
import { newCatalog, newFolder, reviewPhoto } from './desk.ts';

function many(count: number) {
  const catalog = newCatalog();
  const ids = catalog.transaction(() =>
    Array.from({ length: count }, (_, index) =>
      reviewPhoto(
        catalog,
        {
          path: `${index % 2 === 0 ? 'b' : 'a'}/${String(index).padStart(4, '0')}.jpg`,
          takenAt: `2019-05-14T10:${String(59 - (index % 60)).padStart(2, '0')}:00`,
        },
        { description: `Title ${count - index}` },
      ),
    ),
  );
  return { catalog, ids };
}

describe('the list', () => {
  it('has its rows by the window, in the order of the archive, and knows where a photo is', () => {
    const { catalog, ids } = many(100);
    const list = makeList(catalog, { filter: '', sort: 'path' });
    expect(list.count).toBe(100);
    expect(list.rows(48, 4).map(({ id }) => getPhoto(catalog, id)?.path)).toEqual([
      'a/0097.jpg',
      'a/0099.jpg',
      'b/0000.jpg',
      'b/0002.jpg',
    ]);
    expect(list.indexOf(ids[0] ?? 0)).toBe(50);
    expect(list.idAt(50)).toBe(ids[0]);
    expect(list.rows(98, 10)).toHaveLength(2);
    expect(list.indexOf(-5)).toBe(-1);
    expect(list.folderOf(ids[0] ?? 0)).toHaveLength(50);
  });

  it('shows the state of the moment and keeps its photos where they are until it is made again', () => {
    const { catalog } = many(4);
    const list = makeList(catalog, { filter: 'state:open', sort: 'path' });
    const first = list.idAt(0) ?? 0;
    decide(catalog, [first], 'accepted');
    editText(catalog, first, { description: 'Mine' });
    expect(list.rows(0, 1)).toMatchObject([
      { decision: 'accepted', edited: true, description: 'Mine' },
    ]);
    expect(makeList(catalog, list.view).count).toBe(3);
  });

  it('sorts by time, title, state, need and what was changed last', () => {
    const { catalog, ids } = many(4);
    const [first = 0, second = 0, third = 0, fourth = 0] = ids;
    catalog.run('UPDATE review SET problems = 1 WHERE photo_id = ?', third);
    catalog.run('UPDATE review SET open_names = 1, doubts = 1 WHERE photo_id = ?', fourth);
    decide(catalog, [second], 'accepted');
    const sorted = (sort: Parameters<typeof makeList>[1]['sort']) =>
      makeList(catalog, { filter: '', sort }).ids;
    expect(sorted('path')).toEqual([second, fourth, first, third]);
    expect(sorted('taken')).toEqual([fourth, third, second, first]);
    expect(sorted('title')).toEqual([fourth, third, second, first]);
    expect(sorted('state')).toEqual([first, third, fourth, second]);
    expect(sorted('look')).toEqual([third, fourth, first, second]);
    expect(sorted('changed')[0]).toBe(second);
  });

  it('jumps to problems first, then to undecided names, then to the rest, around the end', () => {
    const { catalog } = many(900);
    const list = makeList(catalog, { filter: '', sort: 'path' });
    const mark = (column: string, index: number) =>
      catalog.run(`UPDATE review SET ${column} = 1 WHERE photo_id = ?`, list.idAt(index));
    mark('problems', 3);
    mark('problems', 600);
    mark('doubts', 10);
    expect(list.nextToLookAt(5)).toBe(600);
    expect(list.nextToLookAt(600)).toBe(3);
    expect(list.nextToLookAt(3, -1)).toBe(600);
    decide(catalog, [list.idAt(3) ?? 0, list.idAt(600) ?? 0], 'rejected');
    expect(list.nextToLookAt(600)).toBe(10);
    decide(catalog, [list.idAt(10) ?? 0], 'accepted');
    expect(list.nextToLookAt(10)).toBe(11);
    expect(list.nextToLookAt(0, -1)).toBe(899);
    expect(list.nextOpen(2)).toBe(4);
    decide(catalog, list.ids, 'accepted');
    expect(list.nextToLookAt(0)).toBeUndefined();
    expect(makeList(catalog, { filter: 'nothing', sort: 'path' }).nextToLookAt(0)).toBeUndefined();
  });

  it('is remembered by the archive with its filter, order and photo', () => {
    const folder = newFolder();
    const catalog = openCatalog(folder);
    expect(rememberedView(catalog)).toEqual({ view: { filter: '', sort: 'path' } });
    rememberView(catalog, {
      view: { filter: 'kw:boat', sort: 'look' },
      photoId: 7,
      picture: 'large',
    });
    catalog.close();
    expect(rememberedView(openCatalog(folder))).toEqual({
      view: { filter: 'kw:boat', sort: 'look' },
      photoId: 7,
      picture: 'large',
    });
  });
});
