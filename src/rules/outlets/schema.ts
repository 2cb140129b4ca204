/**
 * What the file of an outlet may say: a place where accepted photos go, an agency or a folder of one's own. Every fact has
 * its confidence and the day on which it was read, because agencies publish little of this and change it without notice.
 */
import * as z from 'zod';
import { usualTag } from '../../metadata/language-tag.ts';
import { categories } from '../answers/categories.ts';

/**
 * A: the agency's own page. B: several programs agree, or an upload that passed. C: one program, or a page of others. D:
 * sources differ. K: general knowledge. own: the user says so.
 */
const confidence = z.enum(['A', 'B', 'C', 'D', 'K', 'own']);

function fact<T extends z.ZodType>(value: T) {
  return z.strictObject({
    value,
    confidence: confidence.default('own'),
    asOf: z.iso.date().optional(),
  });
}

/** Nothing that would end a line of a protocol, of a CSV or of the screen. */
const plainLine = z
  .string()
  .max(1000)
  .regex(/^\P{Cc}*$/u, { error: 'can be text on one line' });
const sentence = plainLine.endsWith('.', { error: 'must end with a full stop' });

const count = z.int().nonnegative();
const amount = z.int().positive();

/** A text of the outlet: what it is made from, and what it may be. */
const field = z
  .strictObject({
    /** The description never has a dateline; the caption is the description unless a person wrote one. */
    from: z.enum(['description', 'shortTitle', 'caption']),
    unit: z.enum(['characters', 'bytes']).default('characters'),
    least: count.default(0),
    most: amount,
    /** Fewest words. */
    words: count.default(0),
    /** Whether the outlet's dateline stands in front of it in editorial photos. */
    dateline: z.boolean().default(false),
  })
  .refine(({ least, most }) => least <= most, { path: ['least'], error: 'is more than most' });

/** The words that a dateline may hold; in capitals, what they stand for is written in capitals. */
const datelineWords =
  /^(?:[^{}]|\{(?:CITY|City|COUNTRY|Country|MONTH|Month|MON|Mon|MM|DD|D|YEAR)\})*$/;
const dateline = z
  .string()
  .max(200)
  .regex(datelineWords, {
    error:
      'may hold {City}, {Country}, {Month}, {Mon}, {MM}, {D}, {DD} and {YEAR}, and {CITY}, {COUNTRY}, {MONTH}, {MON} in capitals',
  })
  .nullable();

const keywords = z
  .strictObject({
    least: count.default(0),
    most: amount,
    /** Characters of one keyword, and of all of them with a comma between. */
    length: amount.optional(),
    total: amount.optional(),
    /** Whether a keyword may have several words; where not, each word is one. */
    phrases: z.boolean().default(true),
    /** Whether the first ones weigh most. The order is kept in any case. */
    ordered: z.boolean().default(false),
    lowerCase: z.boolean().default(false),
    /** Whether dates may be keywords. */
    dates: z.boolean().default(true),
  })
  .refine(({ least, most }) => least <= most, { path: ['least'], error: 'is more than most' });

const text = z.strictObject({
  title: fact(field),
  /** Absent where the outlet has one text alone. */
  description: fact(field).optional(),
  keywords: fact(keywords),
  dateline: fact(dateline),
  /** illustrative: only without recognisable people and events. */
  editorial: fact(z.enum(['taken', 'illustrative', 'none'])),
  /** unaccented: English letters, and any signs. ascii: nothing but ASCII. */
  letters: fact(z.enum(['any', 'unaccented', 'ascii'])),
  /** Signs that become a space. */
  refused: fact(z.strictObject({ texts: plainLine, keywords: plainLine })),
  /** What must be known of an editorial photo. */
  required: fact(z.array(z.enum(['place', 'date']))),
});

const picture = z.strictObject({
  megapixels: z
    .strictObject({ least: z.number().optional(), most: z.number().optional() })
    .optional(),
  /** Pixels of a side. */
  side: z.strictObject({ least: amount.optional(), most: amount.optional() }).optional(),
  /** Of a million bytes. */
  megabytes: z.number().positive().optional(),
});

const fileName = z.strictObject({
  /** What a name may hold beside A-Z, a-z and 0-9. */
  signs: z.string().regex(/^[-_ ]*$/, { error: 'can be hyphen, underscore and space' }),
  /** Characters with the extension. */
  most: z.int().min(12).max(200),
});

/** Categories of the outlet. */
const outletCategories = z.strictObject({
  /** Of one photo. */
  most: amount,
  /** Whether it takes no photo without one. */
  required: z.boolean().default(false),
  /** Between those in one cell. */
  separator: plainLine.min(1).default(','),
  /** What ours are called there; several of ours may be one of theirs, and some may be none. */
  names: z.partialRecord(z.enum(categories), plainLine.min(1)),
});

/** How a site is told yes and no. */
const yesNo = z.tuple([plainLine, plainLine]);

const column = z.strictObject({
  /** No formula in a spreadsheet, as no other cell is. */
  name: plainLine.regex(/^(?![=+\-@＝＋－＠])/u, { error: 'cannot begin as a formula does' }),
  from: z.enum([
    'filename',
    'title',
    'description',
    'keywords',
    'city',
    'region',
    'country',
    'countryCode',
    'date',
    'editorial',
    /** Names of releases, all or of one kind; and yes where there is one. Without any, the value. */
    'releases',
    'modelReleases',
    'propertyReleases',
    'hasModelRelease',
    'hasPropertyRelease',
    /** In the outlet's own words, all or the one at a place. Without any, the value. */
    'categories',
    'constant',
  ]),
  /** Of a constant, and of releases and categories where there are none. */
  value: plainLine.optional(),
  /** Of categories: which one, counted from 1. */
  place: amount.optional(),
  /** Of yes and no, where this column has others than the rest. */
  words: yesNo.optional(),
  /** Of a date, in the words of a dateline. */
  form: dateline.optional(),
});

const dialectFields = z.strictObject({
  name: plainLine,
  confidence: confidence.default('own'),
  asOf: z.iso.date().optional(),
  columns: z.array(column).min(1),
  delimiter: z.enum([',', ';', '\t']).default(','),
  quoteHeader: z.boolean().default(false),
  /** The columns whose fields are always in quotes; others are where they must be. */
  quoted: z.union([z.literal('all'), z.array(plainLine)]).default([]),
  quote: z.enum(['"', "'"]).default('"'),
  bom: z.boolean().default(false),
  lineEnd: z.enum(['LF', 'CRLF']).default('LF'),
  /** Whether the last line has an end. */
  finalLineEnd: z.boolean().default(true),
  /** Between keywords. */
  separator: plainLine.min(1).default(', '),
  yesNo: yesNo.default(['yes', 'no']),
});
const dialect = dialectFields
  .refine(({ columns }) => columns.some(({ from }) => from === 'filename'), {
    path: ['columns'],
    error: 'must have a column from filename, by which rows find their files',
  })
  .refine(
    ({ columns, quoted }) =>
      quoted === 'all' || quoted.every((name) => columns.some((one) => one.name === name)),
    { path: ['quoted'], error: 'can name columns of this dialect alone' },
  );

const csv = z.strictObject({
  /** The likeliest first; it is the one that is written. */
  dialects: z.array(dialect).min(1),
  /** Of one file, the header not counted. */
  rows: fact(amount).optional(),
  /** Room for a header and a long row. */
  bytes: fact(z.int().min(10_000)).optional(),
});

/** A name or address without a user or a password in it; of S3 with the protocol in front. */
const host = plainLine.regex(/^(?:https?:\/\/)?[^\s@/]*\/?$/u, {
  error: 'can be the name or address of a server, without user and password',
});

const delivery = z.strictObject({
  way: z.enum(['sftp', 'ftps', 'ftps-implicit', 'ftp', 's3', 'folder', 'hand']),
  host: host.optional(),
  port: z.int().min(1).max(65_535).optional(),
  directory: plainLine.optional(),
  /** Connections at once. */
  connections: z.int().min(1).max(16).optional(),
  /** Whether files are taken up and gone from the directory soon after they have arrived. */
  inbox: z.boolean().default(false),
  /** Whether files must be sent under their own names from the beginning. */
  direct: z.boolean().default(false),
  /** Whether the CSV goes the same way, after the photos. */
  csv: z.boolean().default(false),
});

export const outletSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/, {
    error: 'can be small letters, digits and hyphens, 31 at most',
  }),
  name: plainLine.min(1).max(60),
  sources: z.array(z.url()).default([]),
  /** Of title and keywords, where that is not English: the tag of a language that is asked for as well. */
  language: fact(
    z.string().refine((tag) => usualTag(tag) === tag, { error: 'can be de, pt-BR, ...' }),
  ).optional(),
  text,
  picture: fact(picture).optional(),
  fileName: fact(fileName),
  /** Absent where it takes none in its CSV. */
  categories: fact(outletCategories).optional(),
  csv: csv.optional(),
  delivery: fact(delivery),
  /** What is left to do by hand after the photos are there, a line each; `{csv}` is the name of the CSV. */
  byHand: fact(z.array(sentence).max(3)),
  /** What no rule here keeps, sentences. */
  notes: z.array(fact(sentence)).default([]),
});

/** A place where accepted photos go, with every fact about it. */
export type Outlet = z.infer<typeof outletSchema>;

/** How an outlet reads a CSV. */
export type Dialect = z.infer<typeof dialect>;
export type TextField = z.infer<typeof field>;
