/** The inverted index of the filter: it finds what looking through every photo finds, also after changes, and never more. */

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalog, openCatalog } from '../../src/catalog/catalog.ts';
import { catalogFile } from '../../src/catalog/faults.ts';
import { makeTerms } from '../../src/catalog/make-terms.ts';
import { makeList } from '../../src/pipeline/review/list.ts';
import { decide, editText, setPlace } from '../pipeline/review/actions.ts';
import { newFolder, reviewPhoto } from '../pipeline/review/desk.ts';

const photos = 1200;
const words =
  'ferry Ferries café strait\u00a0wide 100% under_score back\\slash İstanbul ЁЛКА 港 naïve a b'.split(
    ' ',
  );
let catalog: Catalog;
const ids: number[] = [];

const goOn = () => Promise.resolve(true);
const without = () => {
  const db = new DatabaseSync(join(catalog.folder, catalogFile));
  db.exec('DELETE FROM term_segment');
  db.close();
};

/** What a filter finds, in a catalog with an index or without. */
const find = (filter: string) => {
  const list = makeList(catalog, { filter, sort: 'path' });
  if (list.complaint !== undefined) throw new Error(list.complaint);
  return list.ids;
};

beforeAll(() => {
  catalog = openCatalog(newFolder());
  catalog.transaction(() => {
    for (let index = 0; index < photos; index++) {
      const word = (at: number) => words[(index * 7 + at * at) % words.length] ?? '';
      const city = index % 5 === 0 ? null : `City ${index % 11}`;
      const usage = index % 3 === 0 ? 'commercial' : 'editorial';
      const takenAt = index % 4 === 0 ? null : `20${10 + (index % 12)}-05-14T10:00:00`;
      ids.push(
        reviewPhoto(
          catalog,
          {
            path: `Country ${index % 3}/City ${index % 11}/${usage}/IMG_${index}.jpg`,
            city,
            usage,
            takenAt,
          },
          {
            description: `${word(0)} ${word(1)}  and ${word(2)} ${index}`,
            shortTitle: `Short ${word(3)}`,
            keywords: [
              ...new Set([word(4), `${word(5)} ${word(6)}`, `boat${index % 13}`, `boathouse`]),
            ],
            unsure: index % 9 === 0 ? ['Galata Tower'] : [],
          },
        ),
      );
    }
  });
});
afterAll(() => catalog.close());

const filters = [
  ...[
    'ferry',
    'f',
    'ferr',
    'cafe',
    'CAFÉ',
    'istanbul',
    'ёлка',
    '港',
    '100%',
    '_',
    '\\',
    '"a b"',
    '" a"',
    'a',
  ],
  ...[
    '"and ferry"',
    'title:"short ferry"',
    'title:"ferry short"',
    'title:"strait wide"',
    'title:ferries,cafe',
  ],
  ...[
    'kw:boat1',
    'kw:=boat1',
    'kw:="ferry cafe"',
    'kw:=boathouse',
    'kw:boat1,boat12',
    '-kw:=boat1',
    'kw:"y b"',
  ],
  ...[
    'city:"city 1"',
    'city:="city 1"',
    '-city:city',
    'country:turkey',
    'folder:"city 10"',
    'file:img_11',
    'file:=img_11.jpg',
  ],
  ...[
    'usage:editorial',
    '-usage:commercial ferry',
    'date:2012',
    '-date:2012..2014 cafe',
    'rating:none',
    'pick:none',
    '-rating:none',
  ],
  ...[
    'has:place',
    '-has:place',
    'has:date',
    'has:title',
    'has:label',
    '-has:label',
    'has:unsure',
    'has:twin',
    'has:edit',
  ],
  ...[
    'state:open',
    '-state:accepted kw:=boat3',
    'is:unasked',
    'path:"Country 1/**" ferry',
    'nothingofthekind',
    '-nothingofthekind',
  ],
  ...[
    'ferry cafe -a',
    'kw:boat2 city:"city 2",_ usage:editorial date:2011..2019',
    'unsure:galata ferry',
  ],
];

/** By filter: found with the index, and found by looking through all. */
function bothWays() {
  const byTerms = filters.map((filter) => [filter, find(filter)] as const);
  expect(catalog.count('SELECT count(*) FROM term_segment')).toBeGreaterThan(0);
  without();
  return { byTerms, byLooking: filters.map((filter) => [filter, find(filter)] as const) };
}

describe('the index of the filter', () => {
  it('finds what looking through every photo finds', async () => {
    await makeTerms(catalog, goOn);
    expect(catalog.count('SELECT count(*) FROM outside_terms')).toBe(0);
    const { byTerms, byLooking } = bothWays();
    expect(byTerms).toEqual(byLooking);
    expect(Object.fromEntries(byLooking)['kw:=boathouse']).toHaveLength(photos);
  });

  it('finds photos by what they say now, and not by what they said, before it is made again', async () => {
    catalog.run('INSERT OR REPLACE INTO outside_terms SELECT photo_id, 0 FROM search');
    await makeTerms(catalog, goOn);
    const [first = 0, second = 0, third = 0] = ids;
    editText(catalog, first, {
      description: 'A zeppelin over the harbour',
      keywords: ['zeppelin'],
    });
    setPlace(catalog, [second], { city: 'Zagreb', country: 'Croatia' });
    decide(catalog, [third], 'accepted');
    const added = reviewPhoto(
      catalog,
      { path: 'Z/new.jpg' },
      { description: 'Zeppelins', keywords: ['kite'] },
    );
    expect(find('zeppelin')).toEqual(expect.arrayContaining([first, added]));
    expect(find('kw:=boathouse')).not.toContain(first);
    expect(find('city:zagreb')).toEqual([second]);
    expect(catalog.count('SELECT count(*) FROM outside_terms')).toBe(3);
    const { byTerms, byLooking } = bothWays();
    expect(byTerms).toEqual(byLooking);
  });

  it('leaves outside what changes while it is made, and is made anew when it was given up', async () => {
    catalog.run('INSERT OR REPLACE INTO outside_terms SELECT photo_id, 0 FROM search');
    const [first = 0] = ids;
    let pauses = 0;
    await makeTerms(catalog, () => Promise.resolve(++pauses < 4));
    expect(catalog.count('SELECT count(*) FROM term_segment')).toBe(0);
    pauses = 0;
    await makeTerms(catalog, () => {
      if (++pauses === 4)
        editText(catalog, first, { description: 'A gondola', keywords: ['gondola'] });
      return goOn();
    });
    expect(catalog.ids('SELECT photo_id AS id FROM outside_terms')).toEqual([first]);
    expect(find('gondola')).toEqual([first]);
    expect(find('zeppelin')).not.toContain(first);
  });

  it('finds nothing false in an index that somebody has cut off', async () => {
    catalog.run('UPDATE term_segment SET terms = substr(terms, 1, 7)');
    catalog.run('UPDATE term_photos SET photos = substr(photos, 1, 3)');
    expect(find('ferry').every((id) => id > 0)).toBe(true);
  });
});

it('lists photos by path as they are called and placed now, though the order is kept', () => {
  const byPath = () =>
    catalog.ids('SELECT id FROM photo WHERE missing = 0 AND excluded = 0 ORDER BY path');
  const isKept = () => catalog.has('SELECT 1 FROM known_order');
  expect(find('')).toEqual(byPath());
  expect(isKept()).toBe(true);
  const [first = 0, second = 0, third = 0] = ids;
  for (const [sql, id] of [
    ["UPDATE photo SET path = 'ZZ/last.jpg' WHERE id = ?", first],
    ['UPDATE photo SET missing = 1 WHERE id = ?', second],
    ['UPDATE photo SET excluded = 1 WHERE id = ?', third],
    ['DELETE FROM photo WHERE id = ?', second],
  ] as const) {
    catalog.run(sql, id);
    expect(find('')).toEqual(byPath());
    expect(isKept()).toBe(true);
  }
  expect(find('')).not.toContain(third);
  expect(find('').at(-1)).toBe(first);
  const added = reviewPhoto(catalog, { path: 'A/first.jpg' });
  expect(find('')[0]).toBe(added);
});
