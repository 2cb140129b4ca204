/**
 * What the model is given. The part that is the same for all photos comes first, so that a service that remembers
 * prefixes can; the facts of one photo follow as plain `Name: value` lines, then the picture.
 */
import type { CalendarDay, ExistingText, Place, Usage } from '../photo.ts';
import { type Asked, furtherFields, furtherSentence } from '../rules/answers/further.ts';
import { keywordsToAsk } from './schema.ts';

/** Raised whenever the text below changes in a way that changes answers. */
export const promptVersion = 2;

const judging = `usage: editorial when the picture shows recognisable people, private property, brands, works of art or an event; otherwise commercial. usageReason: why, in a few words.
unsure: every proper name in your text that is neither in the facts nor legible in the picture.`;

/** A line of the instructions, and which part of the text it is about; without one it is always there. */
type Said = readonly [about: 'title' | 'keywords' | undefined, line: string];

const ours: readonly Said[] = [
  [
    undefined,
    `You write titles and keywords for stock photographs, in English, for image buyers who search by words.

Look at the picture and use the facts given with it. Place and date are facts: use them, do not doubt or repeat them in other forms.
`,
  ],
  [
    'title',
    'description: one factual sentence in the present tense of 60 to 140 characters that names the main subject, what happens and where. Do not begin with place and date; they are put in front by the program. No "photo of", no opinions, no quotation marks, no full stop at the end.',
  ],
  ['title', 'shortTitle: the same in at most 60 characters.'],
  [
    'keywords',
    'keywords: as many as wanted, in order of relevance, the ten that matter most first. Single words or short phrases, lower case except names, singular unless only the plural is usual, no word twice in another form. Cover in this order: main subject and action; city, region and country; landmark, architectural style and period; plants and animals by common and scientific name; materials, colours, light, season and time of day; people by number, age and activity where visible; ideas and moods that a buyer would search for; the niche and the audience the picture suits. Where writing in the picture is legible, add what it says in Latin letters, and its translation. No camera terms, no dates, no numbers, nothing that is not in the picture or the facts.',
  ],
  [undefined, judging],
];

/** What the program relies on, whoever says how to write. */
const fixed: readonly Said[] = [
  [
    undefined,
    `Answer in English. Place and date are facts: use them, do not doubt or repeat them in other forms.
`,
  ],
  [
    'title',
    'description: the title, one sentence. Do not begin with place and date; they are put in front by the program.',
  ],
  ['title', 'shortTitle: the same in at most 60 characters.'],
  [
    'keywords',
    'keywords: as many as wanted, in order of relevance, the ten that matter most first.',
  ],
  [undefined, judging],
];

function lines(said: readonly Said[], asked: Asked = {}): string {
  const { only } = asked;
  return [
    ...said
      .filter(([about]) => only === undefined || about === undefined || about === only)
      .map(([, line]) => line),
    ...furtherFields(asked).map(furtherSentence),
  ].join('\n');
}

/** Our own instructions for a title and keywords. */
export const instructions = lines(ours);

/** The instructions for what is asked, with the user's own text in place of how we say to write where there is one. */
export function instructionsWith(own = '', asked?: Asked): string {
  return own === '' ? lines(ours, asked) : `${own}\n\n${lines(fixed, asked)}`;
}

export const neutralRequest =
  'Describe only what is visible, in neutral words, without saying who anybody is. This is for an ordinary picture library.';

/** What is known of one photo and may be sent to the model. */
export type Facts = {
  readonly place?: Place | undefined;
  readonly takenOn?: CalendarDay | undefined;
  readonly usage: Usage;
  /** Whether a folder or a person gave the usage; a mere default is not sent. */
  readonly usageGiven: boolean;
  readonly existing: ExistingText;
  /** What the user says with every photo, and of those in its folder. */
  readonly notes: string;
  /** Keywords that the photo's folder asks for. */
  readonly required?: readonly string[] | undefined;
  /** Names of people who may be in the picture. */
  readonly people?: readonly string[] | undefined;
  readonly keywordsWanted: number;
  /** Titles of other photos as the user wrote them, the latest first. */
  readonly examples?: readonly string[] | undefined;
  /** Absent where just a title and keywords are asked for. */
  readonly asked?: Asked | undefined;
  /** The user's sentence when a photo is asked again. */
  readonly hint?: string | undefined;
  /** Asks once more in neutral words, after a refusal. */
  readonly neutral?: boolean;
};

/** Keywords that are already in a photo are hints; more of them than this say nothing new. */
const mostHints = 30;
const longestHint = 300;
/** Of the notes of several folders together. */
const longestNotes = 4000;

/** The text part of the user's message. */
export function promptLines(facts: Facts): string {
  const { place, existing } = facts;
  const lines: (readonly [name: string, value: string | undefined, most?: number])[] = [
    ['Place', place && [place.city, place.region, place.country].filter(Boolean).join(', ')],
    ['Date', facts.takenOn],
    ['Folder usage', facts.usageGiven ? facts.usage : undefined],
    [
      'Keywords wanted',
      facts.asked?.only === 'title' ? undefined : String(keywordsToAsk(facts.keywordsWanted)),
    ],
    ['Existing title', existing.headline ?? existing.shortTitle],
    ['Existing caption', existing.caption],
    ['Existing keywords', existing.keywords.slice(0, mostHints).join(', ')],
    ['Notes', facts.notes, longestNotes],
    ['People who may be in the picture', (facts.people ?? []).join(', '), longestNotes],
    ['Keywords that must be there', (facts.required ?? []).join(', '), longestNotes],
    ['Titles of other photos as they should sound', quoted(facts.examples), longestNotes],
    ['Hint', facts.hint],
    ['Manner', facts.neutral === true ? neutralRequest : undefined],
  ];
  return lines
    .map(([name, value = '', most]) => [name, plain(value, most)] as const)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function quoted(titles: readonly string[] = []): string {
  return titles.map((title) => `"${title}"`).join('; ');
}

/** One line of clean text: a fact cannot pose as another one, and lone surrogates would break the JSON. */
function plain(text: string, most = longestHint): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim();
  return [...line].length <= most ? line : `${[...line].slice(0, most).join('')}...`;
}
