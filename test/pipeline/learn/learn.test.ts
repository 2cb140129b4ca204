/** Rules offered from what a person did in a catalog. */
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { declineLesson, habitText, lessonsOf } from '../../../src/pipeline/learn/learn.ts';
import { defaultSettings, type Settings } from '../../../src/settings.ts';
import { applyTo, decide } from '../review/actions.ts';
import { newCatalog, reviewPhoto } from '../review/desk.ts';

const archiveOf = (catalog: Catalog, settings: Partial<Settings> = {}) =>
  ({ catalog, settings: { ...defaultSettings, ...settings } }) as Archive;

/** Photos of which "strait" was taken out, "travel" added and a word of the title rewritten. */
function edited(photos: number): Catalog {
  const catalog = newCatalog();
  for (let number = 0; number < photos; number++) {
    const id = reviewPhoto(catalog, { path: `a/${number}.jpg`, city: `Travel${number}` });
    applyTo(catalog, [id], { kind: 'removeKeyword', keyword: 'strait' });
    applyTo(catalog, [id], { kind: 'addKeyword', keyword: 'travel', position: 'last' });
    applyTo(catalog, [id], { kind: 'replaceInTitle', words: 'dusk', by: 'nightfall' });
    decide(catalog, [id], 'accepted');
  }
  return catalog;
}

describe('what is learned', () => {
  it('are rules with their counts, for the settings that there are', () => {
    const catalog = edited(6);
    const lessons = lessonsOf(archiveOf(catalog));
    expect(lessons.map(({ name, setting, entry }) => [name, setting, entry])).toEqual([
      ['spelling:dusk=nightfall', 'words.replaced', 'dusk=nightfall'],
      ['banned:strait', 'keywords.banned', 'strait'],
      ['required:travel', 'keywords.required', 'travel'],
    ]);
    expect(lessons.map(habitText)[1]).toBe(
      'You took "strait" out of all 6 photos in which it was offered.',
    );
    expect(lessonsOf(archiveOf(edited(4)))).toEqual([]);
  });

  it('is not offered where it is a rule already, nor once it was declined', () => {
    const catalog = edited(5);
    const settings = { 'keywords.banned': ['Straits'], 'words.replaced': ['dusk=evening'] };
    const [left, ...more] = lessonsOf(archiveOf(catalog, settings));
    expect([left?.name, more]).toEqual(['required:travel', []]);
    if (left !== undefined) declineLesson(archiveOf(catalog), left);
    expect(lessonsOf(archiveOf(catalog, settings))).toEqual([]);
  });
});
