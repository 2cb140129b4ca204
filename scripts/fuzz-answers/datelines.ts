/** Kind 6: datelines in the text, the photo's own and others, and second places and dates. */
import {
  type AnswerClass,
  type Made,
  nothing,
  type Place,
  type Scene,
  wrongKeywords,
  wrongShortTitle,
  wrongTitle,
} from './case.ts';
import type { Draw } from './draw.ts';
import { alternativeNames, dateParts, farPlaces, months, places } from './scenes.ts';

const none = (made: Made): Made => ({ ...made, expected: nothing });
const two = (number: number) => String(number).padStart(2, '0');
const ordinal = (day: number) =>
  `${day}${day % 10 === 1 && day !== 11 ? 'st' : day % 10 === 2 && day !== 12 ? 'nd' : day % 10 === 3 && day !== 13 ? 'rd' : 'th'}`;

/** A date in one of the forms that people and models write. */
function dateForm(draw: Draw, scene: Pick<Scene, 'takenOn'>): string {
  const { year, month, day, name } = dateParts(scene);
  const short = name.slice(0, 3);
  const weekday = new Date(`${scene.takenOn}T12:00:00Z`).toLocaleDateString('en', {
    weekday: 'long',
    timeZone: 'UTC',
  });
  return draw.pick([
    `${name} ${day} ${year}`,
    `${name} ${day}, ${year}`,
    `${day} ${name} ${year}`,
    `${ordinal(day)} ${name} ${year}`,
    `${ordinal(day)} of ${name} ${year}`,
    `${name} ${ordinal(day)}, ${year}`,
    `${short} ${day}, ${year}`,
    `${short}. ${day}, ${year}`,
    `${day} ${short} ${year}`,
    `${day}. ${name} ${year}`,
    `${name.toUpperCase()} ${day}, ${year}`,
    `${year}-${two(month)}-${two(day)}`,
    `${two(day)}.${two(month)}.${year}`,
    `${year}/${two(month)}/${two(day)}`,
    `${two(month)}/${two(day)}/${year}`,
    `${weekday}, ${name} ${day}, ${year}`,
    `${weekday} ${day} ${name} ${year}`,
    `${name} ${year}`,
  ]);
}

function placeForm(draw: Draw, { city, country }: Place): string {
  const name = draw.chance(0.3) ? draw.pick(alternativeNames[country] ?? [country]) : country;
  return draw.pick([
    `${city}, ${name}`,
    `${city}, ${name}`,
    `${city}, ${name}`,
    `${city} (${name})`,
    `${name}, ${city}`,
    `${city} - ${name}`,
    `${city} / ${name}`,
    `${city.toUpperCase()}, ${name.toUpperCase()}`,
  ]);
}

/** Place and date in front of a description. */
function inFront(draw: Draw, scene: Scene, description: string): string {
  const place = placeForm(draw, scene.place);
  const date = dateForm(draw, scene);
  return draw.pick([
    () => `${place} - ${date}: ${description}`,
    () => `${place} – ${date} – ${description}`,
    () => `${place}, ${date}: ${description}`,
    () => `${place}, ${date} - ${description}`,
    () => `${place} | ${date} | ${description}`,
    () => `${date}. ${place}. ${description}`,
    () => `${date}, ${place}: ${description}`,
    () => `${date} - ${place} - ${description}`,
    () => `${place}. ${date}. ${description}`,
    () => `[${place}, ${date}] ${description}`,
    () => `(${place} - ${date}) ${description}`,
    () => `${place} (${date}): ${description}`,
    () => `${place}; ${date}; ${description}`,
    () => `${place} — ${date}. ${description}`,
    () => `${place} on ${date}: ${description}`,
    () => `Location: ${place}. Date: ${date}. ${description}`,
    () => `Date: ${date} | Place: ${place} | ${description}`,
  ])();
}

function atEnd(draw: Draw, scene: Scene, description: string): string {
  const place = placeForm(draw, scene.place);
  const date = dateForm(draw, scene);
  return draw.pick([
    () => `${description}, ${place}, ${date}`,
    () => `${description} - ${place}, ${date}`,
    () => `${description} (${place}, ${date})`,
    () => `${description}. ${place}, ${date}.`,
    () => `${description} | ${place} | ${date}`,
    () => `${description} - ${date}`,
  ])();
}

function partOnly(draw: Draw, scene: Scene, description: string): string {
  const date = dateForm(draw, scene);
  const { city, country } = scene.place;
  return draw.pick([
    () => `${date}: ${description}`,
    () => `${date} - ${description}`,
    () => `${city}, ${date}: ${description}`,
    () => `${city}, ${country}: ${description}`,
    () => `${country} - ${date}: ${description}`,
    () => `${city}, ${country} - ${description}`,
  ])();
}

/** Another of our places, in another country. */
function elsewhere(draw: Draw, { place }: Scene): Place {
  return draw.pick([...places, ...farPlaces].filter(({ country }) => country !== place.country));
}

/** Another day, within the years in which photos are taken; another month, too, with `month`. */
function otherDay(draw: Draw, scene: Scene): Scene {
  const { year, month, day } = dateParts(scene);
  const [newYear, newMonth, newDay] = draw.pick([
    [year + draw.pick([-3, -1, 1]), month, day],
    [year, (month % 12) + 1, day],
    [year + 1, (month % 12) + 1, (day % 28) + 1],
  ]);
  return { ...scene, takenOn: `${newYear}-${two(newMonth ?? 1)}-${two(newDay ?? 1)}` };
}

const kind = '6';

export const datelineClasses: readonly AnswerClass[] = [
  {
    name: 'own-dateline-in-front',
    kind,
    make: (d, s) => wrongTitle(s, inFront(d, s, s.description), [s.description], { must: true }),
  },
  {
    name: 'part-of-own-dateline',
    kind,
    make: (d, s) => {
      const wrong = partOnly(d, s, s.description);
      // Where no dateline is put in front, the place alone is a fact like any other.
      const isPlace =
        s.usage === 'commercial' && wrong.startsWith(`${s.place.city}, ${s.place.country}`);
      return wrongTitle(s, wrong, isPlace ? [s.description, wrong] : [s.description]);
    },
  },
  {
    name: 'own-dateline-at-end',
    kind,
    make: (d, s) => wrongTitle(s, atEnd(d, s, s.description), [s.description]),
  },
  {
    name: 'own-dateline-in-short-title',
    kind,
    make: (d, s) => wrongShortTitle(s, inFront(d, s, s.shortTitle), [s.shortTitle]),
  },
  {
    name: 'dateline-of-another-place',
    kind,
    make: (d, s) =>
      none(wrongTitle(s, inFront(d, { ...s, place: elsewhere(d, s) }, s.description), [])),
  },
  {
    name: 'dateline-of-another-day',
    kind,
    make: (d, s) => {
      const other = otherDay(d, s);
      const { year, month, day, name } = dateParts(other);
      const { city, country } = s.place;
      const date = d.pick([
        `${name} ${day} ${year}`,
        `${day} ${name} ${year}`,
        `${name} ${ordinal(day)}, ${year}`,
        `${year}-${two(month)}-${two(day)}`,
      ]);
      const line = d.pick([
        `${city}, ${country} - ${date}: `,
        `${date} - `,
        `${city}, ${date}: `,
        `[${city}, ${country}, ${date}] `,
        `${date}. ${city}, ${country}. `,
      ]);
      return none(wrongTitle(s, line + s.description, []));
    },
  },
  {
    name: 'dateline-of-elsewhere-at-end',
    kind,
    make: (d, s) => {
      const { city, country } = elsewhere(d, s);
      const end = d.pick([
        `, ${city}, ${country}`,
        ` - ${city}, ${country}`,
        ` (${city}, ${country})`,
        ` | ${city}`,
      ]);
      return none(wrongTitle(s, s.description + end, []));
    },
  },
  {
    name: 'second-place-inside',
    kind,
    make: (d, s) => {
      const { city, country } = elsewhere(d, s);
      const where = d.pick([
        `in ${city}, ${country}`,
        `in ${city}`,
        `near ${city}, ${country}`,
        `in the old town of ${city}`,
        `in central ${city}`,
        `at a market in ${city}, ${country}`,
        `in ${country}`,
        `on the outskirts of ${city}`,
      ]);
      return none(wrongTitle(s, `${s.description} ${where}`, []));
    },
  },
  {
    name: 'second-place-in-short-title',
    kind,
    make: (d, s) => {
      const { city, country } = elsewhere(d, s);
      return wrongShortTitle(
        s,
        `${s.shortTitle.slice(0, 38).replace(/\s\S*$/, '')} in ${d.pick([city, country, `${city}, ${country}`])}`,
      );
    },
  },
  {
    name: 'second-date-inside',
    kind,
    make: (d, s) => {
      const other = otherDay(d, s);
      const { year, day, name } = dateParts(other);
      const isSameMonth = name === dateParts(s).name;
      const when = d.pick([
        `on ${day} ${name} ${year}`,
        `on ${name} ${day}, ${year}`,
        `on the ${ordinal(day)} of ${name} ${year}`,
        isSameMonth ? `on ${day} ${name} ${year}` : `on ${name} ${ordinal(day)}`,
        `taken ${day} ${name} ${year}`,
        `(${name} ${year})`,
        `in ${name} ${year}`,
      ]);
      return none(wrongTitle(s, `${s.description} ${when}`, []));
    },
  },
  {
    name: 'other-place-as-keyword',
    kind,
    make: (d, s) => {
      const { city, country } = elsewhere(d, s);
      // Words of their own are not questioned as keywords.
      const words = [city, country].filter(
        (word) => !['Nice', 'Split', 'Cork', 'Turkey', 'Georgia'].includes(word),
      );
      return wrongKeywords(d, s, [d.pick(words.length > 0 ? words : ['Berlin'])]);
    },
  },
  {
    name: 'unverified-name',
    kind,
    make: (d, s) => {
      const name = d.pick([
        'Villa Aurora',
        'Mayor Johnson',
        'Saint Barnabas Church',
        'Hotel Bellevue',
        'Ponte Vella',
        'Cafe Central',
        'Madame Dubois',
      ]);
      const made = none(wrongTitle(s, `${s.description} near ${name}`, []));
      return { ...made, answer: { ...made.answer, unsure: [name] } };
    },
  },
  {
    name: 'month-of-another-year',
    kind,
    make: (d, s) => {
      const { year, name } = dateParts(s);
      const other = d.pick(months.filter((month) => month !== name));
      return none(
        wrongTitle(
          s,
          `${s.description} ${d.pick([`in ${other} ${year}`, `in ${name} ${year - 2}`, `- ${other} ${year}`])}`,
          [],
        ),
      );
    },
  },
];
