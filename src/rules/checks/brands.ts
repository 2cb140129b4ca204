/**
 * Checks for names that agencies refuse in commercial titles and keywords, because they belong to somebody (Adobe Stock,
 * "Titles and keywords"; Shutterstock, "Metadata"; 123RF, "How to describe your content"): those a traveller's pictures
 * meet, no list is complete. Names that are everyday words (apple, canon, shell, gap, orange) are left out.
 */
import brands from '../data/brands.json' with { type: 'json' };
import { cameraTermIn, rejectionRule } from '../keywords/rejected-keywords.ts';
import { mentions } from '../keywords/terms.ts';
import { type FoundName, findNames, lexicon } from '../texts/find-names.ts';
import { gearIn, modelOfKeyword } from '../texts/gear.ts';
import { withoutPassages } from '../texts/passages.ts';
import { remembered } from '../texts/remembered.ts';
import {
  type Check,
  type CheckFunction,
  changed,
  type Fix,
  ofKeyword,
  type ReviewedText,
  removeKeywordFix,
  type Subject,
} from './check.ts';

const known = lexicon<'camera' | 'brand' | 'other'>([
  // Goddesses, islands and churches that have a trademark's name in theirs.
  ...brands.others.map((name) => [name, 'other'] as const),
  ...brands.trademarks.map((name) => [name, 'brand'] as const),
  ...brands.cameras.map((name) => [name, 'camera'] as const),
]);

/** Trademarks that in small letters are words: `birds twitter`. */
const words = new Set(brands.wordsInSmallLetters);

type Brand = FoundName<'camera' | 'brand'>;

function brandsIn(text: string): readonly Brand[] {
  return findNames(text, known).filter(
    (found): found is Brand => found.value !== 'other' && !words.has(found.words),
  );
}

const brandIn = remembered((keyword) => brandsIn(keyword)[0]);

const messages = {
  camera: 'names a camera or program; agencies refuse that',
  brand: 'is a trademark; agencies refuse it in commercial photos',
} as const;

/** Trademarks may be named in an editorial photo where they are part of what it reports. */
export const brandsInKeywords: CheckFunction = ({ text, facts }) =>
  text.keywords.flatMap((keyword, index): Check | [] => {
    const model = modelOfKeyword(keyword);
    const named = brandIn(keyword);
    const found = model === undefined ? named : ({ value: 'camera', words: model } as const);
    // What another check says already: `my instagram`, this photo's own camera.
    if (found === undefined || rejectionRule(keyword, facts) !== undefined) return [];
    const isCamera = found.value === 'camera';
    const why = isCamera ? 'names a camera or program' : 'is a trademark';
    return ofKeyword(keyword, index, {
      code: isCamera ? 'keyword-camera-brand' : 'keyword-brand',
      severity: isCamera || text.usage === 'commercial' ? 'problem' : 'hint',
      message: `"${found.words}" ${messages[found.value]}.`,
      fix: removeKeywordFix(index, keyword, why),
    });
  });

/** Names in title and short title, each once. */
export const brandsInTitle: CheckFunction = (subject) => {
  const { text, title } = subject;
  const inTitle = namesIn(title.text, subject);
  const others = namesIn(text.shortTitle, subject).filter(
    ({ words }) => !inTitle.some((one) => mentions(one.words, words)),
  );
  return [
    ...inTitle.map((name) => named(name, 'title', subject)),
    ...others.map((name) => named(name, 'shortTitle', subject)),
  ];
};

type Name = { readonly value: keyof typeof messages; readonly words: string };

function namesIn(text: string, { facts }: Subject): readonly Name[] {
  const gear = [...new Set(gearIn(text).map(({ words }) => words))];
  const own = cameraTermIn(text, facts.camera);
  const cameras = own === undefined || gear.some((words) => mentions(words, own)) ? gear : [own];
  const trademarks = brandsIn(text).filter(({ value }) => value === 'brand');
  return [...cameras.map((words) => ({ value: 'camera' as const, words })), ...trademarks];
}

function named({ value, words }: Name, field: 'title' | 'shortTitle', { text }: Subject): Check {
  const isCamera = value === 'camera';
  return {
    code: isCamera ? 'title-camera-brand' : 'title-brand',
    field,
    word: words,
    severity: isCamera || text.usage === 'commercial' ? 'problem' : 'hint',
    message: `"${words}" ${messages[value]}.`,
    fix: isCamera ? withoutGear(text, words) : undefined,
  };
}

/** Only where the sentence does not need the name: `..., shot on a Leica`. */
function withoutGear({ description, shortTitle }: ReviewedText, words: string): Fix | undefined {
  const mended = (text: string) => withoutPassages(text, gearIn(text));
  if (mended(description) === description && mended(shortTitle) === shortTitle) return undefined;
  return {
    label: `take "${words}" out`,
    done: `took "${words}" out`,
    apply: changed((now) => ({
      description: mended(now.description),
      shortTitle: mended(now.shortTitle),
    })),
  };
}
