/**
 * Names of cameras, lenses, phones and drones as people write them: makers (data/brands.json), and series whose models are
 * numbered by a rule (data/gear.json). Agencies refuse them all.
 */
import brands from '../data/brands.json' with { type: 'json' };
import data from '../data/gear.json' with { type: 'json' };
import { findNames, lexicon } from './find-names.ts';
import { meets, type Passage, passages } from './passages.ts';
import { remembered } from './remembered.ts';

const makers = lexicon(brands.cameras.map((name) => [name, true] as const));

const series = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${data.certain.join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);
const alone = new RegExp(`^(?:${data.alone.join('|')})$`, 'iu');
/** Models that could be roads: only in capitals, and not behind `the` or `on`. */
const numbered = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${data.numbered.join('|')})(?![\\p{L}\\p{N}-])`,
  'gu',
);

/** Roads, rooms and the like that are numbered as cameras are: `the A7 motorway`. */
const otherThings =
  /^\s*(?:motorways?|roads?|highways?|autobahn|routes?|street|expressway|freeway|bus|train|tram|line|flight|gate|platform|pit|exit|junction|bridge|paper|series|locomotive|tank|rocket)\b/iu;
const leadToOthers =
  /(?:^|\s)(?:the|an?|on|along|via|at|road|route|highway|motorway|autobahn|autoroute|train|bus|tram|line|flight|room|gate|platform|class|type|of)\s+$/iu;

/** `taken with a D850` names a camera, `on the D850` a road. */
const takenWith =
  /\b(?:taken|shot|captured|photographed|filmed|made) (?:with|on|using|by)\s+(?:an?|the|my|our)\s+$/iu;

/** Models that a text names by their numbers. */
function modelsIn(text: string): readonly Passage[] {
  if (!/\d|α|\bpro\b/iu.test(text)) return [];
  const found = passages(text, series);
  const others = passages(text, numbered).filter(
    ({ start, ...one }) =>
      (takenWith.test(text.slice(0, start)) || !leadToOthers.test(text.slice(0, start))) &&
      !meets({ start, ...one }, found),
  );
  return [...found, ...others].filter(({ end }) => !otherThings.test(text.slice(end)));
}

/** Cameras and their makers that a sentence names for certain. */
export function gearIn(text: string): readonly Passage[] {
  const found = modelsIn(text);
  const named = findNames(text, makers).filter((one) => !meets(one, found));
  return [...found, ...named].sort((a, b) => a.start - b.start);
}

/** The model that a keyword names; as a whole keyword, nothing else is called `A7` or `D850`. */
export const modelOfKeyword = remembered((keyword) =>
  alone.test(keyword.trim()) ? keyword : modelsIn(keyword)[0]?.words,
);
