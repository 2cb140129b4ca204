import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { getReview } from '../../../src/catalog/reviews.ts';
import { undoStep } from '../../../src/catalog/undo-log.ts';
import { openChecker } from '../../../src/pipeline/review/checker.ts';
import { exportTexts, importTexts } from '../../../src/pipeline/review/texts.ts';
import { reviewTime } from '../../../src/pipeline/review/time.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { recordsOf } from '../../helpers/records.ts';
import { decide, editText } from './actions.ts';
import { addPhoto, ferry, newCatalog, reviewPhoto, stateOf, statusOf } from './desk.ts';

function take(catalog: Catalog, lines: readonly string[]) {
  const settings = { ...defaultSettings, 'keywords.count': 8 };
  return importTexts(catalog, openChecker(catalog, settings), recordsOf(lines));
}

describe('texts as lines', () => {
  it('are written with title, keywords, verdict and what is wrong', () => {
    const catalog = newCatalog();
    const id = reviewPhoto(catalog, { path: 'a/b.jpg' });
    addPhoto(catalog, { path: 'a/waiting.jpg' });
    expect([...exportTexts(catalog, [id, 2])]).toEqual([
      {
        path: 'a/b.jpg',
        verdict: 'open',
        usage: 'editorial',
        taken: '2019-05-14T10:00:00',
        title: `Istanbul, Turkey - May 14 2019: ${ferry.description}`,
        shortTitle: ferry.shortTitle,
        keywords: ferry.keywords,
        problems: 0,
        unsure: 0,
        edited: false,
      },
    ]);
  });

  it('can be read back without changing anything', () => {
    const catalog = newCatalog();
    const id = reviewPhoto(catalog, { path: 'a.jpg' });
    editText(catalog, id, { description: '"Quotes" & émigrés', caption: 'More' });
    const before = stateOf(catalog);
    const lines = [...exportTexts(catalog, [id])].map((line) => JSON.stringify(line));
    expect(take(catalog, lines)).toEqual({ changed: 0, unchanged: 1, refused: [], faulty: [] });
    expect(stateOf(catalog)).toEqual(before);
  });

  it('have what else was said, take it in again, and refuse what is no such field', () => {
    const catalog = newCatalog();
    const id = reviewPhoto(catalog, { path: 'a.jpg' });
    const further = { altText: 'A ferry.', title_de: 'Fähre', 'terms_pt-BR': ['balsa'] };
    const line = (fields: unknown) => JSON.stringify({ path: 'a.jpg', further: fields });
    expect(take(catalog, [line(further)])).toMatchObject({ changed: 1, refused: [] });
    const lines = [...exportTexts(catalog, [id])];
    expect(lines).toEqual([expect.objectContaining({ further })]);
    expect(take(catalog, [JSON.stringify(lines[0])])).toMatchObject({ changed: 0, unchanged: 1 });
    const ownDateline = 'Istanbul, Turkey - 14. Mai 2019: Fähren';
    expect(take(catalog, [line({ altText: '', title_de: ownDateline })])).toMatchObject({
      changed: 1,
    });
    expect(getReview(catalog, id)?.further).toEqual({
      ...{ title_de: 'Fähren', 'terms_pt-BR': ['balsa'] },
    });
    const wrong = [
      ...[
        { castles: 'x' },
        { title: 'x' },
        { title_: 'x' },
        { altText_de: 'x' },
        { altText: ['x'] },
      ],
      ...[{ terms_de: 'x' }, { categories: ['castles'] }, 'x', null, ['x']],
    ];
    const { refused } = take(catalog, wrong.map(line));
    expect(refused).toHaveLength(wrong.length);
    expect(refused[0]?.message).toMatch(/^Its further must be an object of altText/);
  });

  it('leave what an answer says of another place to its check when they are read back', () => {
    const catalog = newCatalog();
    const description = 'Izmir, Turkey - May 20 2018: Ferries cross the strait';
    const id = reviewPhoto(catalog, { path: 'a.jpg' }, { ...ferry, description });
    const lines = [...exportTexts(catalog, [id])].map((line) => JSON.stringify(line));
    expect(take(catalog, lines)).toMatchObject({ changed: 0, unchanged: 1 });
    expect(getReview(catalog, id)?.description).toBe(description);
  });

  it.each([
    ['composed letters', 'Sa\u0303o Paulo/Ilha\u0301.jpg', 'S\u00e3o Paulo/Ilh\u00e1.jpg'],
    ['decomposed letters', 'S\u00e3o Paulo/Ilh\u00e1.jpg', 'Sa\u0303o Paulo/Ilha\u0301.jpg'],
    ['separators and capitals of Windows', 'Brazil/São Paulo/a.jpg', 'BRAZIL\\SÃO PAULO\\A.JPG'],
    ['a dot in front', 'Brazil/a.jpg', './Brazil/a.jpg'],
  ])('find their photo by a path with %s', (_, path, written) => {
    const catalog = newCatalog();
    const id = reviewPhoto(catalog, { path });
    expect(take(catalog, [JSON.stringify({ path: written, caption: 'More' })])).toMatchObject({
      changed: 1,
      refused: [],
    });
    expect(getReview(catalog, id)?.caption).toBe('More');
  });

  it('take none of two photos that a path may mean, and the one that it names', () => {
    const catalog = newCatalog();
    reviewPhoto(catalog, { path: 'a.jpg' });
    const id = reviewPhoto(catalog, { path: 'A.jpg' });
    const line = (path: string) => JSON.stringify({ path, caption: 'More' });
    expect(take(catalog, [line('a.JPG'), line('A.jpg')])).toMatchObject({
      changed: 1,
      refused: [{ line: 1, message: 'There is no photo a.JPG in this archive.' }],
    });
    expect(getReview(catalog, id)?.caption).toBe('More');
  });

  it('change what they name, give text to photos without, and are undone as one step', () => {
    const catalog = newCatalog();
    const first = reviewPhoto(catalog, { path: 'a.jpg' });
    const second = addPhoto(catalog, { path: 'b.jpg' });
    const before = stateOf(catalog);
    const imported = take(catalog, [
      '{"path":"a.jpg","title":"Istanbul, Turkey - May 14 2019: New","usage":"commercial"}',
      '',
      '{"path":"b.jpg","title":"By script","keywords":["script","boat"],"verdict":"accepted"}',
    ]);
    expect(imported).toMatchObject({ changed: 2, unchanged: 0, refused: [] });
    expect(getReview(catalog, first)).toMatchObject({
      description: 'New',
      keywords: ferry.keywords,
    });
    expect(getReview(catalog, second)).toMatchObject({
      decision: 'accepted',
      keywords: ['script', 'boat'],
    });
    expect(statusOf(catalog, second)).toBe('sidecars');
    expect(undoStep(catalog)?.message).toBe('Imported the texts of 2 photos');
    expect(stateOf(catalog)).toEqual(before);
  });

  it('are refused line by line with a reason, and the others are taken', () => {
    const catalog = newCatalog();
    reviewPhoto(catalog, { path: 'a.jpg' });
    const { changed, refused } = take(catalog, [
      '{"path":"a.jpg","verdict":"rejected"}',
      '{"path":"gone.jpg"}',
      'nonsense',
      '{"title":"no path"}',
      '{"path":"a.jpg","keywords":"boat, ship"}',
      '{"path":"a.jpg","verdict":"perhaps"}',
      '[1]',
    ]);
    expect(changed).toBe(1);
    expect(refused.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '2 There is no photo gone.jpg in this archive.',
      expect.stringMatching(/^3 It is not JSON: /),
      '4 It has no path.',
      '5 Its keywords must be a list of at most 1,000 texts.',
      '6 Its verdict must be open, accepted or rejected.',
      '7 It is not an object.',
    ]);
  });
});

describe('lines that are accepted', () => {
  const line = (fields: object) =>
    JSON.stringify({ path: 'a.jpg', verdict: 'accepted', ...fields });
  const taking = (fields: object) => {
    const catalog = newCatalog();
    reviewPhoto(catalog, { path: 'a.jpg' }, { unsure: [] });
    return { catalog, ...take(catalog, ['', line(fields)]) };
  };

  it('name what the screen would have said against them', () => {
    const { faulty } = taking({ title: 'Ferries cross the wide water '.repeat(8).trim() });
    expect(faulty).toEqual([
      {
        line: 2,
        message: expect.stringMatching(
          /^accepted with 1 problem: \d+ characters over the limit of 200; it would end at ".+"\.$/,
        ),
      },
    ]);
  });

  it('name the unverified names', () => {
    const catalog = newCatalog();
    reviewPhoto(catalog, { path: 'a.jpg' });
    const { faulty } = take(catalog, [line({ keywords: [...ferry.keywords.slice(0, 7), '2019'] })]);
    expect(faulty.map(({ message }) => message)).toEqual([
      'accepted with 1 problem and 1 unverified name: "2019" is only a number. "Galata Tower" was neither given nor legible in the picture.',
    ]);
  });

  it('are accepted with the text that they bring, whatever was accepted without it', () => {
    const { catalog } = taking({ title: '' });
    const titleDecision = () => getReview(catalog, 1)?.titleDecision;
    expect(titleDecision()).toBe('rejected');
    take(catalog, [line({ title: 'Ferries cross the wide water at dusk' })]);
    expect(getReview(catalog, 1)?.decision).toBe('accepted');
    expect(titleDecision()).toBe('accepted');
  });

  it('are not spoken of where nothing is wrong, nothing changes, or nobody accepts', () => {
    expect(taking({}).faulty).toEqual([]);
    const { catalog } = taking({ keywords: ['boat'] });
    expect(take(catalog, [line({ keywords: ['boat'] })])).toMatchObject({
      unchanged: 1,
      faulty: [],
    });
    expect(taking({ keywords: ['boat'], verdict: 'open' }).faulty).toEqual([]);
  });
});

describe('lines with odd contents', () => {
  it('are refused in a short plain sentence, or taken as clean text', () => {
    const catalog = newCatalog();
    const id = reviewPhoto(catalog, { path: 'a.jpg' });
    const long = 'x'.repeat(10_000_000);
    const { changed, refused } = take(catalog, [
      JSON.stringify({ path: 'a.jpg', title: long }),
      JSON.stringify({ path: long }),
      long,
      JSON.stringify({ path: 'a.jpg', keywords: Array(1001).fill('boat') }),
      JSON.stringify({ path: 'red\u001B[31m\n.jpg' }),
      JSON.stringify({ path: '../a.jpg' }),
      '{"path":"a.jpg","title":"Ferries\\u0000 at\\u001b dusk\\ud800","keywords":["a\\u0000b",""," "]}',
    ]);
    expect(changed).toBe(1);
    expect(refused.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '1 Its title must be text of at most 10,000 characters.',
      '2 Its path must be text of at most 10,000 characters.',
      expect.stringMatching(/^3 It is not JSON: .{10,200}$/),
      '4 Its keywords must be a list of at most 1,000 texts.',
      '5 There is no photo red [31m .jpg in this archive.',
      '6 There is no photo ../a.jpg in this archive.',
    ]);
    const review = getReview(catalog, id);
    expect(review?.description).toBe('Ferries at dusk');
    expect(review?.keywords).toEqual(['a b']);
  });
});

describe('the time spent reviewing', () => {
  it('leaves pauses out, and what a clock that was set back makes unknown', () => {
    const catalog = newCatalog();
    const id = reviewPhoto(catalog, { path: 'a.jpg' });
    editText(catalog, id, { description: 'One' });
    editText(catalog, id, { description: 'Two' });
    decide(catalog, [id], 'accepted');
    decide(catalog, [id], 'open');
    const times = ['10:00:00', '10:00:30', '11:00:00', '11:00:10'];
    for (const [index, time] of times.entries())
      catalog.run('UPDATE step SET at = ? WHERE id = ?', `2026-01-01T${time}Z`, index + 1);
    expect(reviewTime(catalog)).toEqual({ seconds: 5 + 30 + 5 + 10 });
    catalog.run("UPDATE step SET at = '2025-06-01T11:00:10Z' WHERE id = 3");
    expect(reviewTime(catalog)).toEqual({ seconds: 5 + 30 + 5 + 5 });
  });
});
