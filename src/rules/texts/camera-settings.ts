/** How a picture was taken or stored instead of what it shows: `f/2.8`, `ISO 100`, `24-70mm lens`, `1/200 s`, `RAW format`. */
import data from '../data/camera-settings.json' with { type: 'json' };
import { isOnlyPassages, meets, type Passage, passages } from './passages.ts';

function patternOf(sources: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}.,/])(?:${sources.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

const certain = patternOf(data.certain);
/** What is a setting beside another one: `24mm, f/4`. */
const beside = patternOf(data.beside);
const withNumbers = patternOf([...data.certain, ...data.keywords]);
const words = new RegExp(`^(?:${data.words.join('|')})$`, 'iu');
const honest = new RegExp(`^(?:${data.honest.join('|')})$`, 'iu');

/** `f11` is an aperture, `F1` a race and `F16` an aeroplane. */
const aperture =
  /(?<![\p{L}\p{N}])f(?: ?(?:4|8|11|16|22|32)| (?:[1245]\.[0-8]|3\.5))(?![\p{L}\p{N}.,])/gu;

/** Settings that a sentence names for certain. */
export function cameraSettingsIn(text: string): readonly Passage[] {
  const found = passages(text, certain).filter(({ words }) => !honest.test(words));
  const more = [...passages(text, aperture), ...(found.length > 0 ? passages(text, beside) : [])];
  const others = more.filter((one, at) => !meets(one, [...found, ...more.slice(0, at)]));
  return [...found, ...others].sort((a, b) => a.start - b.start);
}

/** Whether a keyword names nothing but settings or kinds of files. `9mm` and `ISO 9001` are other things. */
export function isCameraSetting(keyword: string): boolean {
  const text = keyword.trim();
  if (words.test(text)) return true;
  if (!/\d/.test(text) || (honest.test(text) && passages(text, aperture).length === 0))
    return false;
  return isOnlyPassages(text, passages(text, withNumbers));
}
