/**
 * Sentences about what was seen: colours, light, shapes, and the place that was given. Names nothing that cannot be
 * known, so every sentence is true however little it says.
 */
import { plainColour } from './colours.ts';
import type { Look } from './look.ts';
import type { PromptFacts } from './prompt-facts.ts';

/** A number that stays the same for one picture; chooses among equally true wordings. */
export type Pick = <T>(choices: readonly T[], salt: number) => T | undefined;

/** Chooses by the picture's own digest. */
export function pickBy(key: string): Pick {
  return (choices, salt) => {
    const at = (salt * 4) % 32;
    const number = Number.parseInt(key.slice(at, at + 8).padEnd(8, '0'), 16);
    return choices[number % Math.max(1, choices.length)];
  };
}

const lights: Readonly<Record<Look['light'], readonly string[]>> = {
  night: ['night view', 'dark evening scene', 'view after dark'],
  dusk: ['twilight view', 'view in fading light', 'dim evening scene'],
  golden: ['view in warm golden light', 'scene in low golden light', 'warmly lit view'],
  bright: ['bright daylight view', 'bright and airy scene', 'sunlit view'],
  day: ['daylight view', 'daytime scene', 'view by day'],
  overcast: ['view under soft gray light', 'softly lit scene', 'muted daylight view'],
};

const skies: Readonly<Record<NonNullable<Look['sky']>, readonly string[]>> = {
  blue: ['a clear blue sky', 'a wide blue sky', 'blue sky'],
  pale: ['a pale sky', 'a white sky', 'a bright hazy sky'],
  warm: ['a sky in warm tones', 'a glowing sky', 'a warm-colored sky'],
  violet: ['a violet sky', 'a purple evening sky', 'a sky in violet tones'],
  gray: ['a gray sky', 'an overcast sky', 'a soft gray sky'],
  dark: ['a dark sky', 'a night sky', 'a deep dark sky'],
};

const sides: Readonly<Record<Look['weight'], readonly string[]>> = {
  left: ['on the left', 'on the left of the frame'],
  center: ['in the center', 'in the middle of the frame'],
  right: ['on the right', 'on the right of the frame'],
};

/** One sentence of 60 to 140 characters without a full stop, place included where one was given. */
export function describe(seen: Look, facts: PromptFacts, pick: Pick): string {
  const sentence = composed(seen, facts, pick);
  if (facts.hint === undefined) return sentence;
  const told = hintPhrase(facts.hint);
  return told === '' ? sentence : `${told}, ${lowerFirst(toneSentence(seen, facts, pick))}`;
}

function composed(seen: Look, facts: PromptFacts, pick: Pick): string {
  const where = placePhrase(facts);
  const light = upperFirst(pick(lights[seen.light], 1) ?? 'view');
  const side = pick(sides[seen.weight], 2) ?? 'in the center';
  const ground = groundPhrase(seen, pick);
  const accent = accentPhrase(seen, pick);
  const rest = restPhrase(seen, pick);
  if (seen.sky === undefined) {
    const mixture = listed(seen.colours.slice(0, 3));
    const choices = [
      `${light}${where} filled with ${mixture}, ${accent} ${side}`,
      `${upperFirst(mixture)} filling the ${seen.shape === 'portrait' ? 'upright' : 'wide'} frame${where}, ${accent} ${side}`,
      `${light}${where}, ${detailPhrase(seen)} in ${mixture} ${side}`,
    ];
    return pick(choices, 3) ?? light;
  }
  const sky = pick(skies[seen.sky], 4) ?? 'a sky';
  const choices = [
    `${light}${where} with ${sky} above ${ground}, ${accent} ${side}`,
    `${upperFirst(sky)} over ${ground}${where}, ${accent} ${side}`,
    `${upperFirst(ground)} under ${sky}${where}, ${rest}`,
    `${light}${where}, ${ground} reaching up to ${sky}, ${accent} ${side}`,
    `${upperFirst(accent)} ${side} between ${ground} and ${sky}${where}`,
  ];
  return pick(choices, 5) ?? light;
}

/** The same in a few words, for a short title: at most about 50 characters before the place. */
export function shortSentence(seen: Look, facts: PromptFacts, pick: Pick): string {
  const told = facts.hint === undefined ? '' : hintPhrase(facts.hint);
  if (told !== '') return told;
  return toneSentence(seen, facts, pick);
}

function toneSentence(seen: Look, facts: PromptFacts, pick: Pick): string {
  const city = facts.city === undefined ? '' : ` in ${facts.city}`;
  if (seen.sky !== undefined && pick([true, false], 6) === true)
    return `${upperFirst(bare(skies[seen.sky], pick))} over ${seen.ground} areas${city}`;
  const light = upperFirst(pick(lights[seen.light], 1) ?? 'view');
  return `${light}${city} in ${plainColour(seen.colours[0] ?? 'gray')} tones`;
}

function bare(phrases: readonly string[], pick: Pick): string {
  return (pick(phrases, 4) ?? 'sky').replace(/^an? /, '');
}

function placePhrase({ city, country }: PromptFacts): string {
  if (city === undefined) return '';
  return country === undefined ? ` in ${city}` : ` in ${city}, ${country}`;
}

function groundPhrase(seen: Look, pick: Pick): string {
  const colour = seen.ground;
  if (seen.mirrored)
    return (
      pick([`${withArticle(colour)} surface that mirrors it`, `${colour} reflections`], 0) ?? ''
    );
  const choices = [`${withArticle(colour)} foreground`, `broad ${colour} areas`];
  // Blue below the sky may as well be water.
  const solid =
    plainColour(colour) === 'blue' ? `${withArticle(colour)} surface` : `${colour} ground`;
  return pick([...choices, solid], 0) ?? '';
}

function withArticle(words: string): string {
  return `${/^[aeiou]/.test(words) ? 'an' : 'a'} ${words}`;
}

/** What stands out, by a colour that neither sky nor ground has. */
function accentPhrase(seen: Look, pick: Pick): string {
  if (seen.lamps)
    return pick(['small points of light', 'scattered lights', 'bright lights'], 3) ?? '';
  const usual = [seen.ground, seen.colours[0] ?? '', ...(seen.sky === undefined ? [] : [seen.sky])];
  const known = new Set(usual.map(plainColour));
  const accent = seen.colours.find((colour) => !known.has(plainColour(colour)));
  const words =
    seen.detail === 'fine' ? ['details', 'outlines', 'forms'] : ['shapes', 'forms', 'lines'];
  return `${accent ?? 'simple'} ${pick(words, 2) ?? ''}`;
}

function restPhrase(seen: Look, pick: Pick): string {
  const low = seen.horizon !== undefined && seen.horizon > 0.55;
  const high = seen.horizon !== undefined && seen.horizon < 0.42;
  if (low)
    return (
      pick(['with a low horizon and much open space', 'the horizon low in the frame'], 1) ?? ''
    );
  if (high) return pick(['with a high horizon', 'the horizon high in the frame'], 1) ?? '';
  return pick(['in balanced halves', 'in calm broad bands', 'with open space around'], 1) ?? '';
}

function detailPhrase(seen: Look): string {
  return seen.detail === 'fine' ? 'fine detail' : 'calm smooth areas';
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? 'even tones';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const longestHint = 90;

/** What the user said, as the beginning of a sentence. */
function hintPhrase(hint: string): string {
  const plain = hint
    .replace(/^(?:please |it is |it's |this is |that is |these are |shows? |here is )+/i, '')
    .replace(/[.!?\s]+$/, '');
  const short =
    plain.length <= longestHint ? plain : plain.slice(0, plain.lastIndexOf(' ', longestHint));
  return upperFirst(short.replace(/^(?:a|an|the) (?=\S)/i, ''));
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
