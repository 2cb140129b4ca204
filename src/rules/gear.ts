/**
 * Names of cameras, lenses, phones and drones as people write them: makers (data/brands.json), and series whose models are
 * numbered by a rule (data/gear.json). Agencies refuse them all.
 */
import brands from './data/brands.json' with { type: 'json' };
import data from './data/gear.json' with { type: 'json' };
import { findNames, lexicon } from './find-names.ts';
import { type Passage, passages } from './passages.ts';

const makers = lexicon(brands.cameras.map((name) => [name, true] as const));

const series = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${data.certain.join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);
const alone = new RegExp(`^(?:${data.alone.join('|')})$`, 'iu');

/** Roads, rooms and the like that are numbered as cameras are: `the A7 motorway`. */
const otherThings =
  /^\s*(?:motorways?|roads?|highways?|autobahn|routes?|street|expressway|freeway|bus|train|tram|line|flight|gate|platform|pit|exit|junction|bridge|paper|series|locomotive|tank|rocket)\b/iu;

/** Models that a text names by their numbers. */
function modelsIn(text: string): readonly Passage[] {
  if (!/\d|α/u.test(text)) return [];
  return passages(text, series).filter(({ end }) => !otherThings.test(text.slice(end)));
}

/** Cameras and their makers that a sentence names for certain. */
export function gearIn(text: string): readonly Passage[] {
  const found = modelsIn(text);
  const named = findNames(text, makers).filter(
    ({ start, end }) => !found.some((one) => start < one.end && end > one.start),
  );
  return [...found, ...named].sort((a, b) => a.start - b.start);
}

/** The model that a keyword names; as a whole keyword, nothing else is called `A7` or `D850`. */
export function modelOfKeyword(keyword: string): string | undefined {
  return alone.test(keyword.trim()) ? keyword : modelsIn(keyword)[0]?.words;
}
