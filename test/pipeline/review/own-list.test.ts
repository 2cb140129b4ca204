/** The user's own keyword list in the review: what is typed, what comes along, what is counted and found. */
import { describe, expect, it } from 'vitest';
import { findPhotos } from '../../../src/catalog/find-photos.ts';
import { getReview } from '../../../src/catalog/reviews.ts';
import { undoStep } from '../../../src/catalog/undo-log.ts';
import { openChecker } from '../../../src/pipeline/review/checker.ts';
import { parseFilter } from '../../../src/pipeline/review/filter.ts';
import { countStale } from '../../../src/pipeline/review/photo-checks.ts';
import { KeywordList } from '../../../src/rules/keyword-list/keyword-list.ts';
import { readList } from '../../../src/rules/keyword-list/read-list.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { applyTo } from './actions.ts';
import { newCatalog, reviewPhoto } from './desk.ts';

const listOf = (text: string) => new KeywordList([readList(text).entries], text);

function desk(text: string, keywords: readonly string[]) {
  const catalog = newCatalog();
  const id = reviewPhoto(catalog, { path: 'Turkey/Istanbul/editorial/a.jpg' }, { keywords });
  const checker = openChecker(catalog, defaultSettings, undefined, listOf(text));
  const change = (what: Parameters<typeof applyTo>[2]) =>
    applyTo(catalog, [id], what, { checker, count: 10 });
  const words = () => getReview(catalog, id)?.keywords;
  const found = (filter: string) => {
    const parsed = parseFilter(filter);
    return 'conditions' in parsed ? [...findPhotos(catalog, parsed.conditions, 'path')] : parsed;
  };
  return { catalog, id, checker, change, words, found };
}

describe('a keyword that is typed', () => {
  it('is spelled as in the list, is undone like any, and leaves those that are there', () => {
    const { catalog, change, words } = desk('ferry boat\ngray', ['greyhound', 'grey']);
    change({ kind: 'addKeyword', keyword: 'Ferryboat, Grey sea', position: 'last' });
    expect(words()).toEqual(['greyhound', 'grey', 'ferry boat', 'Grey sea']);
    change({ kind: 'edit', text: { keywords: ['FERRY-BOAT', 'grey'] } });
    expect(words()).toEqual(['ferry boat', 'grey']);
    change({ kind: 'replaceKeyword', keyword: 'ferry boat', by: 'GRAY, sea' });
    expect(words()).toEqual(['gray', 'sea', 'grey']);
    undoStep(catalog);
    undoStep(catalog);
    undoStep(catalog);
    expect(words()).toEqual(['greyhound', 'grey']);
  });
});

describe('parents and synonyms', () => {
  const list = 'vehicle\n\tferry boat {car ferry}\nbird\n\tgull';
  it('are added on request, and undone', () => {
    const { catalog, change, words } = desk(list, ['ferry boat', 'gull']);
    expect(change({ kind: 'bringAlong', what: 'both' }).message).toBe(
      'Added parents and synonyms of the keywords to a.jpg',
    );
    expect(words()).toEqual(['ferry boat', 'gull', 'vehicle', 'car ferry', 'bird']);
    expect(change({ kind: 'bringAlong', what: 'both' }).message).toContain('Nothing changed');
    undoStep(catalog);
    expect(words()).toEqual(['ferry boat', 'gull']);
  });
});

describe('keywords that are not in the list', () => {
  it('are found by the filter, and counted again with another list', () => {
    const { catalog, id, checker, found } = desk('dusk\ngull', ['dusk', 'gulls', 'Café Pier']);
    countStale(catalog, checker);
    for (const filter of ['unlisted:pier', 'unlisted:cafe', 'unlisted:yes', 'has:unlisted'])
      expect(found(filter)).toEqual([id]);
    for (const filter of ['unlisted:gull', 'unlisted:no', '-has:unlisted'])
      expect(found(filter)).toEqual([]);
    countStale(
      catalog,
      openChecker(catalog, defaultSettings, undefined, listOf('dusk\ngull\ncafé pier')),
    );
    expect(found('has:unlisted')).toEqual([]);
    countStale(catalog, openChecker(catalog, defaultSettings));
    expect(found('unlisted:yes')).toEqual([]);
  });
});
