/** Keywords for what was seen and told, most telling first; more of them than anybody asks for. */
import { plainColour } from './colours.ts';
import type { Pick } from './describe.ts';
import type { Look } from './look.ts';
import { nationOf, seasonOf } from './nations.ts';
import type { PromptFacts } from './prompt-facts.ts';

const lightWords: Readonly<Record<Look['light'], readonly string[]>> = {
  night: ['night', 'darkness', 'after dark', 'nocturnal', 'dim'],
  dusk: ['dusk', 'twilight', 'evening', 'low light', 'fading light'],
  golden: ['golden light', 'warm light', 'amber', 'glow', 'radiant'],
  bright: ['bright', 'sunlight', 'daylight', 'sunny', 'airy'],
  day: ['daytime', 'daylight', 'natural light', 'even light', 'clarity'],
  overcast: ['soft light', 'overcast', 'muted', 'diffuse light', 'pastel'],
};

const skyWords: Readonly<Record<NonNullable<Look['sky']>, readonly string[]>> = {
  blue: ['blue sky', 'clear sky', 'air'],
  pale: ['pale sky', 'haze', 'bright sky'],
  warm: ['colorful sky', 'glowing sky', 'warm sky'],
  violet: ['violet sky', 'evening sky', 'purple'],
  gray: ['gray sky', 'cloudy', 'gloomy'],
  dark: ['night sky', 'dark sky', 'black background'],
};

const shapeWords: Readonly<Record<Look['shape'], readonly string[]>> = {
  landscape: ['horizontal', 'wide view'],
  portrait: ['vertical', 'upright format'],
  square: ['square format', 'square composition'],
  panorama: ['panorama', 'panoramic view'],
};

const sideWords: Readonly<Record<Look['weight'], readonly string[]>> = {
  left: ['copy space on the right', 'asymmetry'],
  center: ['central composition', 'balance'],
  right: ['copy space on the left', 'asymmetry'],
};

const calmMoods = [
  'calm mood',
  'quiet place',
  'tranquility',
  'peaceful scene',
  'simplicity',
  'minimalism',
  'serenity',
  'stillness',
];
const livelyMoods = [
  'lively mood',
  'vibrant color',
  'energy',
  'cheerful atmosphere',
  'bold contrast',
  'rich palette',
  'intensity',
  'dynamic scene',
];
const travelWords = [
  'travel',
  'tourism',
  'travel destination',
  'journey',
  'vacation',
  'sightseeing',
  'city break',
  'holiday trip',
  'weekend getaway',
  'exploration',
  'travel guide',
  'travel blog',
  'wanderlust',
  'discovery',
];
const formWords = [
  'texture',
  'abstract pattern',
  'color layers',
  'geometric shapes',
  'outline',
  'silhouette',
  'sense of depth',
  'perspective',
  'foreground',
  'background',
  'balanced composition',
  'open space',
  'negative space',
  'soft gradient',
];
const placeWords = [
  'scenery',
  'landscape photography',
  'place of interest',
  'location',
  'scenic view',
  'scene',
  'atmosphere',
  'mood',
  'ambience',
  'environment',
  'exterior',
  'outdoors',
  'postcard view',
  'backdrop',
  'desktop wallpaper',
  'web banner',
  'travel brochure',
  'magazine cover',
  'advertising background',
  'storytelling',
  'inspiration',
  'memories',
  'leisure time',
  'lifestyle',
  'local culture',
  'geography',
  'region',
  'weather',
  'seasonal',
  'natural colors',
  'urban exploration',
  'aesthetic',
  'artistic view',
  'harmony',
  'freedom',
  'adventure travel',
];

/** Distinct keywords for one photo, at least 60. */
export function keywordPool(seen: Look, facts: PromptFacts, pick: Pick): string[] {
  const moods = seen.vivid || seen.strongContrast ? livelyMoods : calmMoods;
  const groups: readonly (readonly string[])[] = [
    hintWords(facts.hint),
    seen.sky === undefined ? [] : ['sky', ...skyWords[seen.sky].slice(0, 2)],
    placeNames(facts),
    lightWords[seen.light].slice(0, 2),
    colourWords(seen),
    seen.horizon === undefined ? [] : ['horizon'],
    seen.mirrored ? ['reflection', 'mirror image', 'symmetry'] : [],
    seen.lamps ? ['lights', 'illuminated', 'artificial light'] : [],
    lightWords[seen.light].slice(2),
    seen.sky === undefined ? ['detail', 'color'] : skyWords[seen.sky].slice(2),
    turned(moods, pick, 1).slice(0, 5),
    turned(travelWords, pick, 2).slice(0, 8),
    shapeWords[seen.shape],
    sideWords[seen.weight],
    [seen.warm ? 'warm tones' : 'cool tones', seen.vivid ? 'saturated' : 'subdued'],
    turned(formWords, pick, 3),
    turned(travelWords, pick, 2).slice(8),
    turned(placeWords, pick, 4),
    turned(moods, pick, 1).slice(5),
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

function colourWords(seen: Look): string[] {
  const [first, ...rest] = seen.colours;
  return [
    ...(first === undefined ? [] : [first, `${plainColour(first)} tones`]),
    ...rest.map(plainColour),
  ];
}

const smallWords = new Set([
  'the',
  'a',
  'an',
  'of',
  'and',
  'in',
  'on',
  'at',
  'is',
  'are',
  'with',
  'this',
  'seen',
  'view',
  'photo',
  'picture',
  'that',
  'from',
  'it',
  'for',
  'to',
  'by',
]);

/** Names and longer words of what the user said. */
function hintWords(hint: string | undefined): string[] {
  if (hint === undefined) return [];
  const names = hint.match(/\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)+/gu) ?? [];
  const words = (hint.match(/\p{L}{3,}/gu) ?? []).filter(
    (word) => !smallWords.has(word.toLowerCase()),
  );
  return [...names, ...words].slice(0, 12);
}

/** The list begun at another place, so that pictures differ. */
function turned(words: readonly string[], pick: Pick, salt: number): string[] {
  const start =
    pick(
      words.map((_, index) => index),
      salt,
    ) ?? 0;
  return [...words.slice(start), ...words.slice(0, start)];
}

/** Case and plural apart, each word once. */
function distinct(words: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const word of words) {
    const key = word.toLowerCase().replace(/s$/, '');
    if (!kept.has(key)) kept.set(key, word);
  }
  return [...kept.values()];
}
