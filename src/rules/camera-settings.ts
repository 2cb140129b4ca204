/** How a picture was taken or stored instead of what it shows: `f/2.8`, `ISO 100`, `24-70mm lens`, `1/200 s`, `RAW format`. */
import data from './data/camera-settings.json' with { type: 'json' };
import { isOnlyPassages, type Passage, passages } from './passages.ts';

function patternOf(sources: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}.,/])(?:${sources.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

const certain = patternOf(data.certain);
const withNumbers = patternOf([...data.certain, ...data.keywords]);
const words = new RegExp(`^(?:${data.words.join('|')})$`, 'iu');
const honest = new RegExp(`^(?:${data.honest.join('|')})$`, 'iu');

/** Settings that a sentence names for certain. */
export function cameraSettingsIn(text: string): readonly Passage[] {
  return passages(text, certain).filter(({ words }) => !honest.test(words));
}

/** Whether a keyword names nothing but settings or kinds of files. `9mm` and `ISO 9001` are other things. */
export function isCameraSetting(keyword: string): boolean {
  const text = keyword.trim();
  if (words.test(text)) return true;
  return /\d/.test(text) && !honest.test(text) && isOnlyPassages(text, passages(text, withNumbers));
}
