/**
 * Checks for names that agencies refuse in commercial titles and keywords, because they belong to somebody (Adobe Stock,
 * "Titles and keywords"; Shutterstock, "Metadata"; 123RF, "How to describe your content"): those a traveller's pictures
 * meet, no list is complete. Names that are everyday words (apple, canon, shell, gap, orange) are left out.
 */
import brands from '../data/brands.json' with { type: 'json' };
import { findNames, lexicon } from '../find-names.ts';
import { cameraTermIn } from '../rejected-keywords.ts';
import { type Check, type CheckFunction, removeKeywordFix } from './check.ts';

const known = lexicon<'camera' | 'brand'>([
  ...brands.trademarks.map((name) => [name, 'brand'] as const),
  ...brands.cameras.map((name) => [name, 'camera'] as const),
]);

const messages = {
  camera: 'names a camera or program; agencies refuse that',
  brand: 'is a trademark; agencies refuse it in commercial photos',
} as const;

/** Trademarks may be named in an editorial photo where they are part of what it reports. */
export const brandsInKeywords: CheckFunction = ({ text, facts }) =>
  text.keywords.flatMap((keyword, index) => {
    // What `keyword-camera` says already of this photo's own camera.
    if (cameraTermIn(keyword, facts.camera) !== undefined) return [];
    const [found] = findNames(keyword, known);
    if (found === undefined) return [];
    return [
      {
        code: found.value === 'camera' ? 'keyword-camera-brand' : 'keyword-brand',
        field: 'keywords' as const,
        keyword,
        index,
        word: keyword,
        severity: found.value === 'camera' || text.usage === 'commercial' ? 'problem' : 'hint',
        message: `"${found.words}" ${messages[found.value]}.`,
        fix: removeKeywordFix(
          index,
          keyword,
          found.value === 'camera' ? 'names a camera or program' : 'is a trademark',
        ),
      },
    ];
  });

export const brandsInTitle: CheckFunction = ({ text, title, facts }) => {
  const own = cameraTermIn(title.text, facts.camera);
  const names = [
    ...(own === undefined ? [] : [{ value: 'camera' as const, words: own }]),
    ...findNames(title.text, known),
  ];
  return names.map(
    ({ value, words }): Check => ({
      code: value === 'camera' ? 'title-camera-brand' : 'title-brand',
      field: 'title',
      word: words,
      severity: value === 'camera' || text.usage === 'commercial' ? 'problem' : 'hint',
      message: `"${words}" ${messages[value]}.`,
    }),
  );
};
