import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markWritten } from '../../../src/catalog/approved.ts';
import { openCatalog } from '../../../src/catalog/catalog.ts';
import { keepCorrections } from '../../../src/catalog/corrections.ts';
import { getReview } from '../../../src/catalog/reviews.ts';
import { parseFilter } from '../../../src/pipeline/review/filter.ts';
import { makeList } from '../../../src/pipeline/review/list.ts';
import { selectPhotos } from '../../../src/pipeline/review/selection.ts';
import { completeFilter } from '../../../src/pipeline/session/filter-completion.ts';
import { runsOf } from '../../helpers/some-of.ts';
import { decide, editText, setPlace } from './actions.ts';
import { addPhoto, newCatalog, reviewPhoto, suggest } from './desk.ts';

/** Three photos of three places, and the names of those a filter finds. */
function three() {
  const catalog = newCatalog();
  const istanbul = reviewPhoto(catalog, { path: 'Turkey/Istanbul/editorial/DSC_1.jpg' });
  const porto = reviewPhoto(
    catalog,
    {
      path: 'Portugal/São Pedro/commercial/DSC_2.jpg',
      usage: 'commercial',
      city: 'São Pedro',
      country: 'Portugal',
      takenAt: '2020-07-02T09:00:00',
    },
    { description: 'Gulls over a harbour', keywords: ['gull', 'boat', 'boathouse'], unsure: [] },
  );
  const kyoto = reviewPhoto(
    catalog,
    { path: 'Japan/Kyoto/editorial/100%.jpg', city: 'Kyoto', country: 'Japan', takenAt: null },
    { description: 'Lanterns in the rain', keywords: ['boathouse', 'rain'], unsure: [] },
  );
  const find = (filter: string) => {
    const list = makeList(catalog, { filter, sort: 'path' });
    if (list.complaint !== undefined) throw new Error(list.complaint);
    return list.rows(0, 10).map(({ name }) => name);
  };
  return { catalog, istanbul, porto, kyoto, find };
}

describe('completing a filter', () => {
  const places = [
    { city: 'Porto', country: 'Portugal' },
    { city: 'São Pedro', country: 'Portugal' },
    { city: 'Kyoto', country: 'Japan' },
  ];
  it.each([
    ['', []],
    ['ferry ', []],
    ['u', ['usage:', 'unfit:', 'unsure:', 'unlisted:']],
    ['rating:>', ['rating:>=3']],
    ['is:e', ['is:excluded']],
    ['label:pu', ['label:purple']],
    ['ferry -st', ['ferry -state:']],
    ['usage:', ['usage:editorial', 'usage:commercial']],
    ['city:sao', ['city:"São Pedro"']],
    ['country:p', ['country:Portugal']],
    ['kw:x city:porto,k', ['kw:x city:porto,Kyoto']],
    ['-has:pr', ['-has:problem']],
    ['city:"São Pedro"', []],
    ['nothing:x', []],
    ['date:2018,2019-05', ['date:2018,2019-05..']],
    ['date:2019..', []],
  ])('makes of %j %j', (text, expected) => {
    expect(completeFilter(text, places, 5)).toEqual(expected);
  });

  it('makes only filters that are understood', () => {
    for (const field of ['usage', 'state', 'has', 'city'])
      for (const whole of completeFilter(`${field}:`, places, 50))
        expect(parseFilter(whole)).toHaveProperty('conditions');
  });
});

describe('the filter', () => {
  it('finds words in title, keywords, file, folder and place, without regard to case and accents', () => {
    const { find } = three();
    expect(find('GULLS')).toEqual(['DSC_2.jpg']);
    expect(find('skyline')).toEqual(['DSC_1.jpg']);
    expect(find('sao')).toEqual(['DSC_2.jpg']);
    expect(find('dsc_1')).toEqual(['DSC_1.jpg']);
    expect(find('japan')).toEqual(['100%.jpg']);
    expect(find('editorial')).toEqual(['100%.jpg', 'DSC_1.jpg']);
    expect(find('')).toHaveLength(3);
  });

  it('wants every word, keeps quoted ones together, and turns a word around behind - or !', () => {
    const { find } = three();
    expect(find('editorial rain')).toEqual(['100%.jpg']);
    expect(find('"in the rain"')).toEqual(['100%.jpg']);
    expect(find('"the in rain"')).toEqual([]);
    expect(find('editorial -rain')).toEqual(['DSC_1.jpg']);
    expect(find('!"in the rain" -gulls')).toEqual(['DSC_1.jpg']);
  });

  it('takes percent signs and underscores for themselves', () => {
    const { find } = three();
    expect(find('100%')).toEqual(['100%.jpg']);
    expect(find('dsc%1')).toEqual([]);
    expect(find('dsc_')).toEqual(['DSC_2.jpg', 'DSC_1.jpg']);
    expect(find('dscx')).toEqual([]);
  });

  it('looks into one field, for a part or the whole, with alternatives', () => {
    const { find } = three();
    expect(find('city:kyo')).toEqual(['100%.jpg']);
    expect(find('country:turkey,portugal')).toEqual(['DSC_2.jpg', 'DSC_1.jpg']);
    expect(find('kw:boat')).toEqual(['100%.jpg', 'DSC_2.jpg']);
    expect(find('kw:=boat')).toEqual(['DSC_2.jpg']);
    expect(find('kw:="galata tower"')).toEqual(['DSC_1.jpg']);
    expect(find('title:galata')).toEqual(['DSC_1.jpg']);
    expect(find('title:skyline')).toEqual([]);
    expect(find('file:dsc')).toEqual(['DSC_2.jpg', 'DSC_1.jpg']);
    expect(find('folder:="portugal/são pedro/commercial"')).toEqual(['DSC_2.jpg']);
    expect(find('usage:commercial')).toEqual(['DSC_2.jpg']);
    expect(find('-city:kyoto,istanbul')).toEqual(['DSC_2.jpg']);
  });

  it('finds days, months, years and spans of them', () => {
    const { find } = three();
    expect(find('date:2019')).toEqual(['DSC_1.jpg']);
    expect(find('date:2020-07')).toEqual(['DSC_2.jpg']);
    expect(find('date:2019-05-14')).toEqual(['DSC_1.jpg']);
    expect(find('date:2019-05-14..2020-07')).toEqual(['DSC_2.jpg', 'DSC_1.jpg']);
    expect(find('date:2018,2020')).toEqual(['DSC_2.jpg']);
    expect(find('date:2019-05-14..2019')).toEqual(['DSC_1.jpg']);
    expect(find('date:2019..2019-05-14')).toEqual(['DSC_1.jpg']);
    expect(find('date:2019-05-15..')).toEqual(['DSC_2.jpg']);
    expect(find('date:2019-05..')).toEqual(['DSC_2.jpg', 'DSC_1.jpg']);
    expect(find('date:..2019')).toEqual(['DSC_1.jpg']);
    expect(find('date:..2019-05-13,2021..')).toEqual([]);
    expect(find('-date:..2019')).toEqual(['100%.jpg', 'DSC_2.jpg']);
    expect(find('-has:date')).toEqual(['100%.jpg']);
  });

  it('finds what was decided, edited, corrected and written', () => {
    const { catalog, istanbul, porto, kyoto, find } = three();
    decide(catalog, [istanbul], 'accepted');
    decide(catalog, [porto], 'accepted', 'title');
    expect(find('state:accepted')).toEqual(['DSC_1.jpg']);
    expect(find('state:part')).toEqual(['DSC_2.jpg']);
    expect(find('state:open,rejected')).toEqual(['100%.jpg', 'DSC_2.jpg']);
    markWritten(catalog, istanbul, getReview(catalog, istanbul)?.version ?? 0, 'embed');
    expect(find('state:written')).toEqual(['DSC_1.jpg']);
    editText(catalog, porto, { keywords: ['gull'] });
    setPlace(catalog, [kyoto], { city: 'Nara', country: 'Japan' });
    expect(find('has:edits')).toEqual(['100%.jpg', 'DSC_2.jpg']);
    expect(find('city:nara')).toEqual(['100%.jpg']);
    expect(find('kw:boathouse')).toEqual(['100%.jpg']);
  });

  it('finds photos with more than one answer, also where nobody had touched the text', () => {
    const { catalog, porto, find } = three();
    expect(find('has:redone')).toEqual([]);
    suggest(catalog, porto, { description: 'A tram again' }, { hint: 'the tram' });
    expect(find('has:redone')).toEqual(['DSC_2.jpg']);
    expect(find('has:newer')).toEqual([]);
  });

  it('finds photos of a folder that have the same title, and no others', () => {
    const { catalog, find } = three();
    const text = { description: 'gulls over a HARBOUR', shortTitle: 'Other' };
    reviewPhoto(catalog, { path: 'Portugal/São Pedro/commercial/DSC_3.jpg' }, text);
    reviewPhoto(catalog, { path: 'Portugal/São Pedro/editorial/DSC_4.jpg' }, text);
    for (const name of ['DSC_5', 'DSC_6'])
      reviewPhoto(catalog, { path: `empty/${name}.jpg` }, { description: '', shortTitle: 'x' });
    expect(find('has:twin')).toEqual(['DSC_2.jpg', 'DSC_3.jpg']);
  });

  it('follows a photo that a scan found under another name or in another place', () => {
    const { catalog, kyoto, find } = three();
    catalog.run("UPDATE photo SET path = 'Japan/Nara/x.jpg', city = 'Nara' WHERE id = ?", kyoto);
    expect(find('file:x')).toEqual(['x.jpg']);
    expect(find('city:kyoto')).toEqual([]);
    catalog.run('UPDATE photo SET missing = 1 WHERE id = ?', kyoto);
    expect(find('lanterns')).toEqual([]);
  });

  it('keeps what a person corrected when a scan says otherwise', () => {
    const { catalog, kyoto, find } = three();
    setPlace(catalog, [kyoto], { city: 'Nara', country: 'Japan' });
    catalog.run("UPDATE photo SET city = 'Kyoto', place_source = 'folder' WHERE id = ?", kyoto);
    keepCorrections(catalog);
    expect(find('city:nara')).toEqual(['100%.jpg']);
  });

  it.each([
    ['citty:porto', /no field citty: .*city/],
    ['city:', /city: needs something/],
    ['"gala', /quotation mark before gala is not closed/],
    ['gala "', /quotation mark at the end is not closed/],
    ['a '.repeat(501), /at most 500 words or fields/],
    [`file:${'a,'.repeat(2001)}`, /2,000 between commas/],
    ['state:done', /state: can be open, accepted.*not done/],
    ['has:fun', /has: can be problem/],
    ['date:may', /date: is written 2019, 2019-05/],
    ['date:2019-13', /date: is written/],
    ['date:..', /date: is written/],
    ['date:2019..2020..', /date: is written/],
    ['date:2019..2020..2021', /date: is written/],
    ['date:2019-02-29', /no such day as 2019-02-29/],
    ['date:2020-02-29..2020-04-31', /no such day as 2020-04-31/],
    ['date:2019-07..2019-05', /ends before it begins/],
    ['date:2020..2019-12-31', /ends before it begins/],
    ['rating:4..2', /rating: 4\.\.2 ends before it begins/],
    ['rain -', /nothing to look for behind -/],
  ])('says what is wrong with %s', (filter, complaint) => {
    expect(parseFilter(filter)).toEqual({ complaint: expect.stringMatching(complaint) });
  });

  it('takes a list of file names by the thousand, and hundreds of words, in a catalog that is only read as well', () => {
    const { catalog, find } = three();
    const names = Array.from({ length: 1999 }, (_, index) => `IMG_${index}.jpg`);
    expect(find(`file:=${[...names, '100%.jpg'].join(',')}`)).toEqual(['100%.jpg']);
    expect(
      find(
        names
          .slice(0, 500)
          .map((name) => `-file:${name}`)
          .join(' '),
      ),
    ).toHaveLength(3);
    catalog.run('INSERT INTO unindexed SELECT id FROM photo');
    const reader = openCatalog(catalog.folder, { readOnly: true });
    const where = names
      .slice(0, 500)
      .map((name) => `-file:${name}`)
      .join(' ');
    const { photoIds } = selectPhotos({ catalog: reader, root: '/' }, { only: [], where: [where] });
    expect(photoIds).toHaveLength(3);
    reader.close();
  });

  it('keeps the list of the filter before while a filter is not understood', () => {
    const { catalog } = three();
    const before = makeList(catalog, { filter: 'kw:boat', sort: 'path' });
    const list = makeList(catalog, { filter: 'kw:boat state:', sort: 'path' }, before);
    expect(list.complaint).toMatch(/needs something/);
    expect(list.count).toBe(2);
  });

  it('understands or complains about anything that can be typed, and never fails', () => {
    const { catalog } = three();
    const pieces = fc.constantFrom(
      'city:',
      'kw:=',
      '"',
      '-',
      '!',
      ',',
      ' ',
      ':',
      'date:',
      '2019',
      '..',
      'a',
      '%',
      '\\',
      'has:',
      'problem',
      '|',
      "'",
      'é',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((list) => list.join('')),
        ),
        (filter) => {
          const list = makeList(catalog, { filter, sort: 'path' });
          expect(list.count).toBeLessThanOrEqual(3);
        },
      ),
      { numRuns: runsOf(200) },
    );
  });
});

describe('marks in the file', () => {
  const catalog = newCatalog();
  const marked = (name: string, existing: object) =>
    reviewPhoto(catalog, { path: `Turkey/${name}.jpg`, existing: { keywords: [], ...existing } });
  marked('five', { rating: '5', label: 'Rot', colour: 'red' });
  marked('three', { rating: '3.0', pick: 'yes' });
  marked('none', {});
  marked('rejected', { rating: '-1', pick: 'no', label: 'To Anna' });
  const beside = marked('sidecar', { rating: '1', colour: 'blue' });
  const content = JSON.stringify({
    keywords: [],
    hierarchicalKeywords: [],
    rating: '4',
    colour: 'green',
    pick: 'yes',
  });
  catalog.run(
    `INSERT INTO sidecar (photo_id, name, hash, bytes, mtime, content, conflicts) VALUES (?, 'a', 'b', 1, '1', ?, '[]')`,
    beside,
    content,
  );
  const find = (filter: string) => {
    const list = makeList(catalog, { filter, sort: 'path' });
    return list.complaint ?? list.rows(0, 10).map(({ name }) => name.replace('.jpg', ''));
  };

  it.each([
    ['rating:5', ['five']],
    ['rating:>=3', ['five', 'sidecar', 'three']],
    ['rating:>3', ['five', 'sidecar']],
    ['rating:<=3', ['none', 'three']],
    ['rating:<3', ['none']],
    ['rating:3..4', ['sidecar', 'three']],
    ['rating:3,5', ['five', 'three']],
    ['rating:none', ['none']],
    ['rating:0', ['none']],
    ['rating:rejected', ['rejected']],
    ['rating:-1', ['rejected']],
    ['-rating:rejected', ['five', 'none', 'sidecar', 'three']],
    ['has:rating', ['five', 'sidecar', 'three']],
    ['label:red', ['five']],
    ['label:rot', ['five']],
    ['label:Green', ['sidecar']],
    ['label:blue', []],
    ['label:anna', ['rejected']],
    ['label:none', ['none', 'three']],
    ['-has:label', ['none', 'three']],
    ['pick:yes', ['sidecar', 'three']],
    ['pick:rejected', ['rejected']],
    ['pick:none', ['five', 'none']],
    ['path:Turkey/f*', ['five']],
    ['path:"turkey/none.jpg",Turkey/three.jpg', ['none', 'three']],
  ])('%s', (filter, expected) => {
    expect(find(filter)).toEqual(expected);
  });

  it.each(['rating:6', 'rating:>=3..4', 'rating:good', 'rating:-2', 'pick:maybe', 'is:here'])(
    '%s is complained about',
    (filter) => {
      expect(find(filter)).toMatch(/^(?:rating|pick|is): /);
    },
  );
});

it('finds photos without a text, and those left out, only when they are asked for', () => {
  const catalog = newCatalog();
  reviewPhoto(catalog, { path: 'Turkey/answered.jpg' });
  const existing = { keywords: ['lighthouse'], caption: 'A pier' };
  addPhoto(catalog, { path: 'Turkey/waiting.jpg', status: 'prepare', existing });
  const out = reviewPhoto(catalog, { path: 'Turkey/out.jpg' });
  catalog.run('UPDATE photo SET excluded = 1 WHERE id = ?', out);
  for (const sort of ['path', 'taken', 'title', 'state', 'look', 'changed'] as const) {
    const find = (filter: string) =>
      makeList(catalog, { filter, sort })
        .rows(0, 9)
        .map(({ name }) => name);
    expect(find('')).toEqual(['answered.jpg']);
    expect(find('city:istanbul')).toEqual(['answered.jpg']);
    expect(find('is:unasked')).toEqual(['waiting.jpg']);
    expect(find('is:unasked lighthouse pier')).toEqual(['waiting.jpg']);
    expect(find('is:unasked has:title')).toEqual([]);
    expect(find('is:excluded')).toEqual(['out.jpg']);
    expect(find('is:excluded,unasked').toSorted()).toEqual(['out.jpg', 'waiting.jpg']);
    expect(find('-is:excluded')).toEqual(['answered.jpg']);
  }
});
