/** Photos and honest texts for them: what the planted faults stand between. */
import type { Place, Scene } from './case.ts';
import type { Draw } from './draw.ts';
import subjects from './subjects.json' with { type: 'json' };

export const places: readonly Place[] = [
  { city: 'Istanbul', country: 'Turkey' },
  { city: 'Porto', country: 'Portugal' },
  { city: 'Kyoto', country: 'Japan' },
  { city: 'Mexico City', country: 'Mexico' },
  { city: 'São Paulo', country: 'Brazil' },
  { city: 'Reykjavik', country: 'Iceland' },
  { city: 'Tbilisi', country: 'Georgia' },
  { city: 'Hanoi', country: 'Vietnam' },
  { city: 'Seville', country: 'Spain' },
  { city: 'Cluj-Napoca', country: 'Romania' },
  { city: 'Cape Town', country: 'South Africa' },
  { city: 'Edinburgh', country: 'United Kingdom' },
  { city: 'Ljubljana', country: 'Slovenia' },
  { city: 'Marrakesh', country: 'Morocco' },
  { city: 'Melbourne', country: 'Australia' },
  { city: 'Salt Lake City', country: 'United States' },
  { city: "St. John's", country: 'Canada' },
  { city: 'Santiago de Compostela', country: 'Spain' },
  { city: 'Tórshavn', country: 'Faroe Islands' },
  { city: 'Nice', country: 'France' },
  { city: 'Split', country: 'Croatia' },
  { city: 'Cork', country: 'Ireland' },
];

/** Places that no photo is from. */
export const farPlaces: readonly Place[] = [
  { city: 'Paris', country: 'France' },
  { city: 'Berlin', country: 'Germany' },
  { city: 'Rome', country: 'Italy' },
  { city: 'Bangkok', country: 'Thailand' },
  { city: 'Buenos Aires', country: 'Argentina' },
  { city: 'Nairobi', country: 'Kenya' },
  { city: 'Vienna', country: 'Austria' },
  { city: 'Oslo', country: 'Norway' },
];

/** Other names of our countries. */
export const alternativeNames: Readonly<Record<string, readonly string[]>> = {
  Turkey: ['Türkiye', 'TURKEY'],
  'United States': ['USA', 'U.S.', 'U.S.A.', 'United States of America'],
  'United Kingdom': ['UK', 'U.K.', 'Great Britain'],
  Vietnam: ['Viet Nam'],
  Brazil: ['BRAZIL'],
};

const tails = [
  'on a clear morning',
  'under a cloudy sky',
  'in soft evening light',
  'after a short rain shower',
  'on a quiet weekday',
  'during the early afternoon',
  'in warm summer light',
  'on a cold winter day',
  'beneath drifting clouds',
  'with long shadows on the ground',
  'seen from across the road',
  'beside an old brick wall',
  'in the shade of tall trees',
  'near the edge of the old town',
  'while people walk past',
  'at the end of a long day',
  'as the first lamps come on',
  'against a pale blue sky',
];

const general = [
  'travel',
  'tourism',
  'daylight',
  'outdoors',
  'urban',
  'scenic',
  'atmosphere',
  'leisure',
  'daily life',
  'culture',
  'background',
  'colourful',
  'heritage',
  'calm',
  'horizontal',
  'copy space',
];

const fileNames = ['DSC_', 'IMG_', 'P', 'DSCF', '_MG_', 'R00', 'scan-', 'walk ', 'Photo_'];

/** Photo number `index` with its text; `copy` draws the same photo another text. */
export function sceneOf(draw: Draw, index: number): Scene {
  const place = draw.pick(places);
  const subject = draw.pick(subjects);
  const own = new Set(subject.keywords);
  const [first = '', second = '', third = '', ...rest] = subject.keywords;
  return {
    place,
    takenOn: dayOf(draw),
    usage: draw.pick(['editorial', 'commercial'] as const),
    fileName: `${draw.pick(fileNames)}${10_000 + index}.jpg`,
    description: `${subject.text} ${draw.pick(tails)}`,
    shortTitle: subject.text,
    keywords: [
      first,
      second,
      third,
      place.city,
      place.country,
      ...rest,
      ...draw.some(
        general.filter((word) => !own.has(word)),
        4,
      ),
    ],
  };
}

function dayOf(draw: Draw): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${2008 + draw.below(17)}-${two(1 + draw.below(12))}-${two(1 + draw.below(28))}`;
}

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** The year, month and day of a photo as numbers, and the month's name. */
export function dateParts({ takenOn }: Pick<Scene, 'takenOn'>) {
  const [year = 0, month = 0, day = 0] = takenOn.split('-').map(Number);
  return { year, month, day, name: months[month - 1] ?? '' };
}

/** The title of a photo with this description, as the project promises it. */
export function titleWith(scene: Scene, description: string): string {
  if (scene.usage === 'commercial') return description;
  const { year, day, name } = dateParts(scene);
  return `${scene.place.city}, ${scene.place.country} - ${name} ${day} ${year}: ${description}`;
}
