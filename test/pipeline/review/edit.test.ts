import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../../src/catalog/catalog.ts';
import { dropDraft, getDraft, saveDraft } from '../../../src/catalog/drafts.ts';
import { getReview } from '../../../src/catalog/reviews.ts';
import { undoStep } from '../../../src/catalog/undo-log.ts';
import type { Change } from '../../../src/pipeline/review/change.ts';
import { openChecker } from '../../../src/pipeline/review/checker.ts';
import type { TextEdit } from '../../../src/pipeline/review/edit.ts';
import { hasNewerAnswer, removedIn, versionsIn } from '../../../src/pipeline/review/versions.ts';
import { defaultSettings } from '../../../src/settings.ts';
import {
  applyTo,
  bringBack,
  checksOfPhoto,
  editText,
  setPlace,
  setUsage,
  sortBack,
  sourcesOf,
  takeVersion,
} from './actions.ts';
import { ferry, newCatalog, newFolder, reviewPhoto, stateOf, suggest } from './desk.ts';

function one(changes = {}) {
  const catalog = newCatalog();
  const id = reviewPhoto(catalog, { path: 'Turkey/Istanbul/editorial/a.jpg', ...changes });
  const text = () => {
    const review = getReview(catalog, id);
    if (review === undefined) throw new Error('no review');
    return review;
  };
  return { catalog, id, text };
}

describe('editing', () => {
  it('takes a whole title and keeps what stands behind its dateline', () => {
    const { catalog, id, text } = one();
    editText(catalog, id, { description: 'ISTANBUL, TURKEY - 14 May 2019: A ferry\nat dusk' });
    expect(text().description).toBe('A ferry at dusk');
    expect(text().edited).toEqual(['description']);
  });

  it('lets a short title follow the title until the person writes their own', () => {
    const { catalog, id, text } = one();
    editText(catalog, id, { shortTitle: '' });
    editText(catalog, id, { description: 'A ferry at dusk' });
    expect(text().shortTitle).toBe('A ferry at dusk');
    editText(catalog, id, { shortTitle: 'Ferry' });
    editText(catalog, id, { description: 'A ferry at dawn' });
    expect(text().shortTitle).toBe('Ferry');
  });

  it.each([
    [{ keywords: [...ferry.keywords, 'boat'] }, 'Added "boat" in a.jpg'],
    [{ keywords: [...ferry.keywords, 'boat', 'ship'] }, 'Added "boat" and "ship" in a.jpg'],
    [{ keywords: ferry.keywords.slice(1) }, 'Removed "Istanbul" in a.jpg'],
    [
      { keywords: ['Izmir', ...ferry.keywords.slice(1)] },
      'Replaced "Istanbul" with "Izmir" in a.jpg',
    ],
    [
      { keywords: ['skyline', ...ferry.keywords.slice(0, -1)] },
      'Moved "skyline" to place 1 in a.jpg',
    ],
    [{ keywords: [...ferry.keywords].sort() }, 'Sorted the keywords in a.jpg'],
    [{ description: 'A ferry' }, 'Changed the title in a.jpg'],
    [{ description: 'A ferry', keywords: ['ferry'] }, 'Changed title and keywords in a.jpg'],
    [{ caption: 'More words' }, 'Changed the caption in a.jpg'],
    [{ shortTitle: 'Ferry' }, 'Changed the short title in a.jpg'],
    [{ keywords: ferry.keywords }, 'Nothing changed in a.jpg'],
  ])('says what it did: %j', (edit, said) => {
    const { catalog, id } = one();
    expect(editText(catalog, id, edit).message).toBe(said);
  });

  it('keeps a draft of what is being typed, also when the program ends', () => {
    const folder = newFolder();
    let catalog = openCatalog(folder);
    const id = reviewPhoto(catalog, { path: 'a.jpg' });
    saveDraft(catalog, { photoId: id, field: 'title', text: 'Half a sen', cursor: 10 });
    saveDraft(catalog, { photoId: id, field: 'title', text: 'Half a sentence', cursor: 15 });
    catalog.close();
    catalog = openCatalog(folder);
    expect(getDraft(catalog, id, 'keywords')).toBeUndefined();
    expect(getDraft(catalog, id, 'title')).toMatchObject({ text: 'Half a sentence', cursor: 15 });
    dropDraft(catalog, id, 'title');
    expect(getDraft(catalog, id, 'title')).toBeUndefined();
  });
});

describe('usage and place', () => {
  it('are corrected for photos with and without text, and renamed in the keywords', () => {
    const { catalog, id, text } = one();
    expect(setPlace(catalog, [id], { city: ' Izmir ', country: 'Turkey' }).message).toBe(
      'Set Izmir, Turkey for a.jpg',
    );
    expect(text().keywords.slice(0, 3)).toEqual(['Izmir', 'Turkey', 'Bosphorus']);
    setPlace(catalog, [id], { city: 'Bosphorus', country: 'Greece' });
    expect(text().keywords.slice(0, 3)).toEqual(['Greece', 'Bosphorus', 'ferry']);
    expect(catalog.get('SELECT country_code, place_source FROM photo WHERE id = ?', id)).toEqual({
      country_code: 'GRC',
      place_source: 'person',
    });
  });

  it('say so when they change nothing', () => {
    const { catalog, id } = one();
    expect(setUsage(catalog, [id], 'editorial').photoIds).toEqual([]);
    expect(setUsage(catalog, [id], 'commercial').message).toBe('Made commercial: a.jpg');
  });
});

describe('a short title whose title was changed', () => {
  function rewritten() {
    const { catalog, id, text } = one();
    const checker = openChecker(catalog, defaultSettings);
    return {
      catalog,
      id,
      text,
      edit: (edit: TextEdit) => editText(catalog, id, edit),
      change: (change: Change, ids = [id]) => applyTo(catalog, ids, change, { checker }),
      fix: { kind: 'fix', check: { code: 'short-title-behind' } } as const,
      isBehind: () =>
        checksOfPhoto(catalog, checker, id).some(({ code }) => code === 'short-title-behind'),
    };
  }
  const description = 'Gulls over the quay in the morning, seen from a boat on the Bosphorus';

  it('is told until it is written anew, taken from the title, or kept', () => {
    const { catalog, text, edit, change, fix, isBehind } = rewritten();
    expect(isBehind()).toBe(false);
    edit({ description, shortTitle: ferry.shortTitle });
    expect(isBehind()).toBe(true);
    for (const answer of [
      () => edit({ shortTitle: 'Gulls' }),
      () => change(fix),
      () => change({ kind: 'keepShortTitle' }),
    ]) {
      answer();
      expect(isBehind()).toBe(false);
      undoStep(catalog);
      expect(isBehind()).toBe(true);
    }
    expect(change({ kind: 'keepShortTitle' }).message).toBe('Kept the short title in a.jpg');
    expect(text().shortTitle).toBe(ferry.shortTitle);
    edit({ description: 'Gulls over the quay' });
    expect(isBehind()).toBe(true);
  });

  it('follows the title again once it was taken from it', () => {
    const { text, edit, change, fix, isBehind } = rewritten();
    edit({ description });
    expect(change(fix).message).toBe('Took the short title from the title (a.jpg)');
    expect(text().shortTitle).toBe('Gulls over the quay in the morning');
    edit({ description: 'A tram at night' });
    expect(text().shortTitle).toBe('A tram at night');
    expect(isBehind()).toBe(false);
  });

  it('is not told of a title that is what it was again', () => {
    const { edit, isBehind } = rewritten();
    edit({ description });
    edit({ description: ferry.description });
    expect(isBehind()).toBe(false);
  });

  it('is told after words were replaced in titles only, and not after mends or copies', () => {
    const { catalog, edit, change, isBehind } = rewritten();
    change({ kind: 'replaceInTitle', words: 'Galata Tower', by: 'old bridge' });
    expect(isBehind()).toBe(true);
    const other = reviewPhoto(catalog, { path: 'b.jpg' }, { description, shortTitle: 'Gulls' });
    change({ kind: 'copyTitle', from: other });
    expect(isBehind()).toBe(false);
    const long = 'Ferries cross the Bosphorus '.repeat(9).trim();
    edit({ description: long });
    edit({ shortTitle: 'Ferries on the water' });
    change({ kind: 'fix', check: { code: 'title-too-long' } });
    expect(isBehind()).toBe(false);
  });
});

describe('an unverified name', () => {
  const name = 'Galata Tower';
  function asked() {
    const { catalog, id, text } = one();
    const checker = openChecker(catalog, defaultSettings);
    const drop = { kind: 'fix', check: { code: 'unsure', word: name } } as const;
    return {
      catalog,
      id,
      text,
      change: (change: Change) => applyTo(catalog, [id], change, { checker }).message,
      drop,
      isOpen: () => checksOfPhoto(catalog, checker, id).some(({ code }) => code === 'unsure'),
    };
  }

  it('is open until it is kept', () => {
    const { catalog, change, isOpen } = asked();
    expect(isOpen()).toBe(true);
    expect(change({ kind: 'keepName', name })).toBe('Kept "Galata Tower" in a.jpg');
    expect(isOpen()).toBe(false);
    undoStep(catalog);
    expect(isOpen()).toBe(true);
  });

  it('goes from keywords and title when it is dropped', () => {
    const { text, change, drop, isOpen } = asked();
    expect(change(drop)).toMatch(/^Dropped "Galata Tower"; /);
    expect(text().keywords).not.toContain(name);
    expect(text().description).toBe('Ferries cross the Bosphorus at dusk');
    expect(isOpen()).toBe(false);
  });

  it('stays open where the title is no sentence without it, until that is written anew', () => {
    const { catalog, id, text, change, drop, isOpen } = asked();
    const description = 'The Galata Tower glows at dusk';
    editText(catalog, id, { description });
    expect(change(drop)).toMatch(/^Dropped "Galata Tower" from the keywords; /);
    expect(text()).toMatchObject({ description });
    expect(isOpen()).toBe(true);
    editText(catalog, id, { description: 'Ferries at dusk' });
    expect(isOpen()).toBe(false);
  });

  it('is written otherwise in titles and keywords, and is settled with that', () => {
    const { catalog, text, change, isOpen } = asked();
    const before = stateOf(catalog);
    expect(change({ kind: 'writeName', name, by: "Maiden's Tower" })).toBe(
      'Wrote "Maiden\'s Tower" for "Galata Tower" in a.jpg',
    );
    expect(text().description).toBe("Ferries cross the Bosphorus at dusk below the Maiden's Tower");
    expect(text().keywords[5]).toBe("Maiden's Tower");
    expect(isOpen()).toBe(false);
    undoStep(catalog);
    expect(stateOf(catalog)).toEqual(before);
  });
});

describe('versions', () => {
  const existing = {
    headline: 'Istanbul, Turkey - May 14 2019: Old words',
    keywords: ['old', 'ferry'],
  };

  it('are every answer, the newest first, and what the file says', () => {
    const { catalog, id } = one({ existing });
    suggest(catalog, id, { description: 'Second' }, { hint: 'it is a tram' });
    expect(
      versionsIn(sourcesOf(catalog, id)).map(({ origin, isBasis, text }) => [
        origin,
        isBasis,
        text.description,
      ]),
    ).toEqual([
      ['the model, asked again: "it is a tram"', true, 'Second'],
      ['the model, first answer', false, ferry.description],
      ['already in the file', false, 'Old words'],
    ]);
  });

  it('can be taken back whole or in part, and undone', () => {
    const { catalog, id, text } = one({ existing });
    const [first] = versionsIn(sourcesOf(catalog, id));
    editText(catalog, id, { description: 'Mine', keywords: ['mine'] });
    suggest(catalog, id, { description: 'Second', keywords: ['second'] });
    expect(hasNewerAnswer(sourcesOf(catalog, id))).toBe(true);
    const [second] = versionsIn(sourcesOf(catalog, id));
    takeVersion(catalog, id, second?.id ?? 0, 'keywords');
    expect(text()).toMatchObject({ description: 'Mine', keywords: ['second'] });
    takeVersion(catalog, id, first?.id ?? 0);
    expect(text()).toMatchObject({ description: ferry.description, edited: [] });
    takeVersion(catalog, id, 'file', 'title');
    expect(text().description).toBe('Old words');
    for (let step = 0; step < 3; step++) undoStep(catalog);
    expect(text()).toMatchObject({ description: 'Mine', keywords: ['mine'] });
  });

  it('offer the keywords that are gone, with why, and bring them back', () => {
    const { catalog, id, text } = one({ existing });
    editText(catalog, id, { keywords: ferry.keywords.slice(0, 4) });
    expect(removedIn(sourcesOf(catalog, id))).toEqual([
      { keyword: 'dusk', rule: 'person' },
      { keyword: 'Galata Tower', rule: 'person' },
      { keyword: 'strait', rule: 'person' },
      { keyword: 'skyline', rule: 'person' },
      { keyword: 'commuter', rule: 'spare' },
      { keyword: 'old', rule: 'file' },
    ]);
    expect(bringBack(catalog, id, 'commuter').message).toBe('Brought "commuter" back in a.jpg');
    expect(text().keywords.at(-1)).toBe('commuter');
  });

  it('give the keywords their order back', () => {
    const { catalog, id, text } = one();
    editText(catalog, id, { keywords: ['mine', ...[...ferry.keywords].reverse()] });
    sortBack(catalog, id);
    expect(text().keywords).toEqual(['mine', ...ferry.keywords]);
  });
});
