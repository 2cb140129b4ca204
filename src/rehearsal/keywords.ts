/** Keywords for what was seen and told, most telling first; more of them than anybody asks for. */
import { plainColour } from './colours.ts';
import type { Look } from './look.ts';
import { nationOf, seasonOf } from './nations.ts';
import type { Picker } from './pick.ts';
import type { PromptFacts } from './prompt-facts.ts';
import words from './words/words.json' with { type: 'json' };

/** Distinct keywords for one photo, at least 60. */
export function keywordsFor(seen: Look, facts: PromptFacts, pick: Picker): string[] {
  const light = words.lights[seen.light].keywords;
  const sky = seen.sky === undefined ? undefined : words.skies[seen.sky].keywords;
  const moods = turned(seen.vivid ? words.lively : words.calm, pick, 1);
  const travel = turned(words.travel, pick, 2);
  const groups: readonly (readonly string[])[] = [
    hintWords(facts.hint),
    sky === undefined ? [] : ['sky', ...sky.slice(0, 2)],
    placeNames(facts),
    light.slice(0, 2),
    colourWords(seen),
    seen.lamps ? ['lights', 'illuminated', 'artificial light'] : [],
    light.slice(2),
    sky === undefined ? ['detail', 'color'] : ['horizon', ...sky.slice(2)],
    moods.slice(0, 5),
    travel.slice(0, 8),
    words.shapes[seen.shape],
    words.sides[seen.side].keywords,
    [seen.warm ? 'warm tones' : 'cool tones', seen.vivid ? 'saturated' : 'subdued'],
    turned(words.form, pick, 3),
    travel.slice(8),
    turned(words.scene, pick, 4),
    moods.slice(5),
    facts.existingKeywords,
  ];
  return distinct(groups.flat());
}

function placeNames({ city, region, country, date }: PromptFacts): string[] {
  const nation = country === undefined ? undefined : nationOf(country);
  const season = date === undefined || country === undefined ? undefined : seasonOf(date, country);
  return [city, country, region, nation?.adjective, nation?.continent, season].filter(
    (word) => word !== undefined,
  );
}

function colourWords({ colours: [first, ...rest] }: Look): string[] {
  return first === undefined
    ? []
    : [first, `${plainColour(first)} tones`, ...rest.map(plainColour)];
}

/** Names and longer words of what the user said. */
export function hintWords(hint = ''): string[] {
  const names = hint.match(/\p{Lu}\p{L}{1,40}(?: \p{Lu}\p{L}{1,40}){1,9}/gu) ?? [];
  const longer = (hint.match(/\p{L}{3,}/gu) ?? []).filter(
    (word) => !words.small.includes(word.toLowerCase()),
  );
  return [...names, ...longer].slice(0, 12);
}

/** The list begun at another place, so that pictures differ. */
function turned(list: readonly string[], pick: Picker, salt: number): string[] {
  const start = pick([...list.keys()], salt);
  return [...list.slice(start), ...list.slice(0, start)];
}

/** Case and plural apart, each word once. */
function distinct(list: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const word of list) {
    const key = word.toLowerCase().replace(/s$/, '');
    if (!kept.has(key)) kept.set(key, word);
  }
  return [...kept.values()];
}
