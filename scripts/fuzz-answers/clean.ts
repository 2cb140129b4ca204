/**
 * Honest texts of many kinds. None of them may be held or changed. Left out are those that look just like a planted
 * fault: a last word such as `with` or `through` that ends a thought (`to play with`), `perfect` in its own sense.
 */
import { type AnswerClass, asIs, type Scene, type Text } from './case.ts';
import texts from './clean.json' with { type: 'json' };
import type { Draw } from './draw.ts';

const ofPlace = ['', '', '', ' of {city}', ' in {city}'];

/** Trademarks are refused in commercial photos alone; these classes name aircraft and the like. */
const editorialOnly = new Set(['transport-numbers', 'museum-objects', 'sign-quotes']);

/** Words that English has taken from other languages; honest lists have a few of them. */
const fewOfThem = new Set(['local-words', 'foreign-names', 'scientific-names']);

type Kind = keyof typeof texts;

/** One class for every group of the data file. `Short title|rest of the description`. */
export const cleanClasses: readonly AnswerClass[] = [
  ...(Object.keys(texts) as Kind[]).map(
    (name): AnswerClass => ({
      name: `clean-${name}`,
      kind: 'clean',
      make: (draw, given) => {
        const scene: Scene = editorialOnly.has(name) ? { ...given, usage: 'editorial' } : given;
        const text = textOf(draw, scene, name);
        return {
          scene,
          answer: { content: text },
          expected: asIs(text),
          planted: text.description,
        };
      },
    }),
  ),
  {
    name: 'clean-scenes',
    kind: 'clean',
    make: (_, scene) => ({
      answer: { content: scene },
      expected: asIs(scene),
      planted: scene.description,
    }),
  },
  {
    name: 'clean-long-places',
    kind: 'clean',
    make: (draw, given) => {
      const scene = { ...given, place: draw.pick(longPlaces) };
      const keywords = given.keywords.map((word) =>
        word === given.place.city
          ? scene.place.city
          : word === given.place.country
            ? scene.place.country
            : word,
      );
      const text = { ...given, keywords };
      return { scene, answer: { content: text }, expected: asIs(text), planted: text.description };
    },
  },
];

const longPlaces = [
  { city: 'San Cristóbal de las Casas', country: 'Mexico' },
  { city: 'Villefranche-sur-Mer', country: 'France' },
  { city: "Val-d'Isère", country: 'France' },
  { city: 'Palma de Mallorca', country: 'Spain' },
  { city: 'Kampung Baharu Nilai', country: 'Malaysia' },
  { city: 'Sri Jayawardenepura Kotte', country: 'Sri Lanka' },
  { city: 'Garmisch-Partenkirchen', country: 'Germany' },
  { city: 'Newcastle upon Tyne', country: 'United Kingdom' },
  { city: 'Hódmezővásárhely', country: 'Hungary' },
  { city: 'Santa Cruz de la Sierra', country: 'Bolivia' },
  { city: 'Kingstown', country: 'Saint Vincent and the Grenadines' },
  { city: "N'Djamena", country: 'Chad' },
  { city: 'Port-aux-Français', country: 'French Southern Territories' },
  { city: 'Truth or Consequences', country: 'United States' },
];

function textOf(draw: Draw, { place, keywords }: Scene, name: Kind): Text {
  const data = texts[name];
  const [short = '', rest = ''] = draw.pick(data.titles).split('|');
  const isPlaced = /^(?:in|on|at|with|above|beside|behind|below|near|across|over)\b/.test(rest);
  const where = isPlaced ? draw.pick(ofPlace).replace('{city}', place.city) : '';
  const own = new Set([place.city, place.country].map((word) => word.toLowerCase()));
  const words = draw.some(
    data.keywords.filter((word) => !own.has(word.toLowerCase())),
    fewOfThem.has(name) ? 4 : 12,
  );
  const others = fewOfThem.has(name) ? keywords.slice(5, 13) : [];
  return {
    description: `${short.replace(/,$/, '')}${short.endsWith(',') ? ', ' : ' '}${rest}${where.startsWith(' in') ? where : ''}`,
    shortTitle: short.replace(/,$/, ''),
    keywords: [
      ...words.slice(0, 3),
      place.city,
      place.country,
      ...words.slice(3),
      ...others,
      ...keywords.slice(-1),
    ],
  };
}
