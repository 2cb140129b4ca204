/**
 * Sentences about what was seen: colours, light, and the place that was given. They name nothing that cannot be known,
 * so every one is true however little it says.
 */
import { listed } from '../amounts.ts';
import { plainColour } from './colours.ts';
import type { Look } from './look.ts';
import type { Picker } from './pick.ts';
import type { PromptFacts } from './prompt-facts.ts';
import words from './words/words.json' with { type: 'json' };

/** One sentence of 60 to 140 characters without a full stop, with the place where one was given. */
export function describe(seen: Look, facts: PromptFacts, pick: Picker): string {
  const hint = hintPhrase(facts.hint);
  if (hint !== '') return `${hint}, ${lowerFirst(shortSentence(seen, facts, pick))}`;
  const { city, country } = facts;
  const { sky: skySentences, plain } = words.sentences;
  const sentence = pick(seen.sky === undefined ? plain : skySentences, 5);
  return filled(sentence, {
    light: pick(words.lights[seen.light].phrases, 1),
    place: city === undefined ? '' : ` in ${[city, country].filter(Boolean).join(', ')}`,
    sky: seen.sky === undefined ? '' : pick(words.skies[seen.sky].phrases, 4),
    foreground: foregroundOf(seen, pick),
    accent: accentOf(seen, pick),
    side: pick(words.sides[seen.side].phrases, 2),
    colours: listed(seen.colours.slice(0, 3)) || 'even tones',
    frame: seen.shape === 'portrait' ? 'upright' : 'wide',
  });
}

/** What is to be seen in a few words, for a short title: at most about 50 characters before the place. */
export function shortTitle(seen: Look, facts: PromptFacts, pick: Picker): string {
  return hintPhrase(facts.hint) || shortSentence(seen, facts, pick);
}

function shortSentence(seen: Look, { city }: PromptFacts, pick: Picker): string {
  const place = city === undefined ? '' : ` in ${city}`;
  if (seen.sky === undefined || pick([true, false], 6)) {
    const tones = plainColour(seen.colours[0] ?? 'gray');
    return upperFirst(`${pick(words.lights[seen.light].phrases, 1)}${place} in ${tones} tones`);
  }
  const sky = pick(words.skies[seen.sky].phrases, 4).replace(/^an? /, '');
  return upperFirst(`${sky} over ${seen.ground} areas${place}`);
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return upperFirst(template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''));
}

function foregroundOf({ ground }: Look, pick: Picker): string {
  const article = /^[aeiou]/.test(ground) ? 'an' : 'a';
  return pick(
    [`${article} ${ground} foreground`, `broad ${ground} areas`, `an expanse of ${ground}`],
    0,
  );
}

/** What stands out, by a colour that neither sky nor ground has. */
function accentOf(seen: Look, pick: Picker): string {
  if (seen.lamps) return pick(words.lamps, 3);
  const usual = [seen.ground, seen.colours[0] ?? '', seen.sky ?? ''].map(plainColour);
  const accent = seen.colours.find((colour) => !usual.includes(plainColour(colour)));
  return `${accent ?? 'simple'} ${pick(words.accents, 3)}`;
}

const longestHint = 90;

/** What the user said, as the beginning of a sentence; '' where nothing was said. */
export function hintPhrase(hint = ''): string {
  const plain = hint
    .replace(/^(?:please |it is |it's |this is |that is |these are |shows? |here is )+/i, '')
    .replace(/(?<![.!?\s])[.!?\s]+$/, '')
    .replace(/^(?:a|an|the) (?=\S)/i, '');
  return upperFirst(cutAtWord(plain, longestHint));
}

/** The words of `text` that fit into so many characters. */
export function cutAtWord(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return text
    .slice(0, Math.max(text.lastIndexOf(' ', characters), 1))
    .replace(/(?<![\s,])[\s,]+$/, '');
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
