/** The texts of an archive as lines of JSON: out for scripts and other programs, and in again. */
import { count, counted } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { getReviewRow, type Review } from '../../catalog/reviews.ts';
import { recordStep, type Step } from '../../catalog/undo-log.ts';
import { excerptOf } from '../../errors.ts';
import type { JsonRecord } from '../../files/json-records.ts';
import type { Decision, Photo, Usage } from '../../photo.ts';
import { typedCategories } from '../../rules/answers/categories.ts';
import { type Further, furtherField, isListed } from '../../rules/answers/further.ts';
import { isDoubt } from '../../rules/checks.ts';
import { longestTyped, mostTyped, typedLimit } from '../../rules/foreign-text.ts';
import { oneLine } from '../../rules/texts/clean.ts';
import { titleOf } from '../../rules/texts/title.ts';
import { newPhotoFinder, type PhotoFinder } from '../archive/find-photo.ts';
import type { Checker } from './checker.ts';
import { faultsInWords } from './describe.ts';
import { docOf, loadDoc, type PhotoDoc, saveDoc } from './doc.ts';
import { type TextEdit, withDate, withDecision, withText, withUsage } from './edit.ts';
import { faultsOfPhoto } from './photo-checks.ts';
import { dateInFile } from './transform.ts';
import { type CaptureTime, typedDate } from './typed-date.ts';

/** One photo as a line. What `importTexts` reads is the same; all but `path` may be left out there. */
export type TextLine = {
  /** Relative to the archive. */
  readonly path: string;
  readonly verdict: Decision;
  readonly usage: Usage;
  /** The day it was taken, with the time where that is known: `2019-05-14T18:30:12`. */
  readonly taken?: string;
  /** With the dateline of an editorial photo. */
  readonly title: string;
  readonly shortTitle: string;
  readonly caption?: string;
  readonly keywords: readonly string[];
  /** What else is said, by the names of its fields (rules/answers/further.ts); absent where nothing is. */
  readonly further?: Further;
  /** How many checks it breaks and how many names are undecided; not read. */
  readonly problems: number;
  readonly unsure: number;
  /** Whether a person changed the text; not read. */
  readonly edited: boolean;
};

/** The lines of these photos, in order; photos without text are left out. */
export function* exportTexts(catalog: Catalog, photoIds: Iterable<number>): Generator<TextLine> {
  for (const id of photoIds) {
    const doc = loadDoc(catalog, id);
    if (doc?.hasText === true) yield lineOf(doc.photo, doc.review);
  }
}

function lineOf(photo: Photo, review: Review): TextLine {
  const { decision, shortTitle, caption, keywords, description, problems, openNames } = review;
  return {
    path: photo.path,
    verdict: decision,
    usage: photo.usage,
    ...(photo.takenOn === undefined ? {} : { taken: photo.takenAt ?? photo.takenOn }),
    title: titleOf({ ...photo, description }).title,
    shortTitle,
    ...(caption === undefined ? {} : { caption }),
    keywords,
    ...(Object.keys(review.further).length === 0 ? {} : { further: review.further }),
    problems,
    unsure: openNames,
    edited: review.edited.length > 0,
  };
}

/** A line that there is something to say about. */
type LineMessage = { readonly line: number; readonly message: string };

export type Imported = {
  readonly changed: number;
  readonly unchanged: number;
  /** Lines that were not taken, and why. */
  readonly refused: readonly LineMessage[];
  /** Lines whose text was changed and is accepted now, and what the checks say against it. */
  readonly faulty: readonly LineMessage[];
};

/**
 * Takes texts in, as one step that can be undone. A line without a verdict leaves the decision; a title may have a
 * dateline, which is built again. Lines that cannot be used are refused one by one; the others are taken.
 * @param records the objects of a file
 */
export function importTexts(
  catalog: Catalog,
  checker: Checker,
  records: Iterable<JsonRecord>,
): Imported {
  const refused: LineMessage[] = [];
  const faulty: LineMessage[] = [];
  let changed = 0;
  let unchanged = 0;
  const find = newPhotoFinder(catalog);
  recordStep(
    catalog,
    'import',
    (step) => {
      for (const record of records) {
        const { line } = record;
        const outcome = takeRecord(catalog, find, step, record);
        if ('refused' in outcome) {
          refused.push({ line, message: shortened(outcome.refused) });
          continue;
        }
        if (!outcome.isChanged) {
          unchanged++;
          continue;
        }
        changed++;
        const message = acceptedWith(catalog, checker, outcome.photoId);
        if (message !== undefined) faulty.push({ line, message });
      }
    },
    () => `Imported the texts of ${counted(changed, 'photo')}`,
  );
  return { changed, unchanged, refused, faulty };
}

/** `accepted with 1 problem: 30 characters over the limit of 200; ...`; undefined where nothing speaks against it. */
function acceptedWith(catalog: Catalog, checker: Checker, photoId: number): string | undefined {
  if (getReviewRow(catalog, photoId)?.decision !== 'accepted') return undefined;
  const faults = faultsOfPhoto(catalog, checker, photoId);
  if (faults.length === 0) return undefined;
  const names = faults.filter(({ code }) => code === 'unsure').length;
  const doubts = faults.filter(isDoubt).length;
  const reasons = faults.map(({ message }) => message).join(' ');
  return `accepted with ${faultsInWords(faults.length - doubts, names, doubts - names)}: ${reasons}`;
}

/** A reason may quote the line, which may hold anything. */
function shortened(message: string): string {
  return excerptOf(oneLine(message));
}

type TextOutcome =
  | { readonly photoId: number; readonly isChanged: boolean }
  | { readonly refused: string };

function takeRecord(
  catalog: Catalog,
  find: PhotoFinder,
  step: Step,
  record: JsonRecord,
): TextOutcome {
  const read = readRecord(record);
  if ('refused' in read) return read;
  const row = find(read.path);
  if (row === undefined) return { refused: `There is no photo ${read.path} in this archive.` };
  const before = docOf(row, getReviewRow(catalog, row.id));
  const { usage, decision } = read;
  const licensed =
    usage === undefined || usage === before.photo.usage ? before : withUsage(before, usage);
  const dated =
    'date' in read ? withDate(licensed, read.date, dateInFile(catalog, row.id)) : licensed;
  // The title is split by the dateline that the photo has now.
  const { review } = withText(before, withoutSameTitle(before, read.edit));
  const edited = review === before.review ? dated : { ...dated, review };
  const after =
    decision === undefined || decision === edited.review.decision
      ? edited
      : withDecision(edited, decision, 'all');
  return { photoId: row.id, isChanged: saveDoc(catalog, step, before, after) };
}

/** A title that comes back as it went out changes nothing, also where it leaves out a dateline of the description. */
function withoutSameTitle({ photo, review }: PhotoDoc, edit: TextEdit): TextEdit {
  const { title } = titleOf({ ...photo, description: review.description });
  return edit.description === title ? { ...edit, description: undefined } : edit;
}

type ReadLine = {
  readonly path: string;
  readonly edit: TextEdit;
  readonly usage?: Usage;
  readonly decision?: Decision;
  /** Present without a value, it gives back the date of the file. */
  readonly date?: CaptureTime | undefined;
};

function readRecord(record: JsonRecord): ReadLine | { readonly refused: string } {
  if ('damage' in record) return { refused: `It ${record.damage}.` };
  const fields = record.value;
  if ('custom_id' in fields)
    return { refused: 'It is of a batch; read results with `proofsheet batch import`.' };
  const wrong = Object.entries(shapes).find(
    ([name, { fits }]) => fields[name] !== undefined && !fits(fields[name]),
  );
  if (wrong !== undefined) return { refused: `Its ${wrong[0]} must be ${wrong[1].must}.` };
  if (typeof fields['path'] !== 'string') return { refused: 'It has no path.' };
  const line = fields as LineFields;
  if (line.taken === undefined) return partsOf(line);
  const date = typedDate(line.taken, new Date());
  if ('wrong' in date) return { refused: `Its date cannot be used. ${date.wrong}` };
  return { ...partsOf(line), date: date.taken };
}

type LineFields = {
  readonly path: string;
  readonly title?: string;
  readonly shortTitle?: string;
  readonly caption?: string;
  readonly keywords?: readonly string[];
  readonly further?: Further;
  readonly usage?: Usage;
  readonly taken?: string;
  readonly verdict?: Decision;
};

function partsOf(fields: LineFields): ReadLine {
  const { path, title, shortTitle, caption, keywords, further, usage, verdict } = fields;
  return {
    path,
    edit: { description: title, shortTitle, caption, keywords, further },
    ...(usage === undefined ? {} : { usage }),
    ...(verdict === undefined ? {} : { decision: verdict }),
  };
}

type Shape = { readonly must: string; readonly fits: (value: unknown) => boolean };

const text: Shape = {
  must: `text of ${typedLimit}`,
  fits: (value) => typeof value === 'string' && value.length <= longestTyped,
};

const keywords: Shape = {
  must: `a list of at most ${count(mostTyped)} texts`,
  fits: (value) => Array.isArray(value) && value.length <= mostTyped && value.every(text.fits),
};

/** Whether a field is one that we know, and has what it holds. */
function isFurther([name, value]: [string, unknown]): boolean {
  const field = furtherField(name);
  if (field === undefined) return false;
  if (!isListed(field)) return text.fits(value);
  return keywords.fits(value) && (name !== 'categories' || areCategories(value));
}

function areCategories(value: unknown): boolean {
  return Array.isArray(value) && !('unknown' in typedCategories(value.join(', ')));
}

const shapes: Readonly<Record<string, Shape>> = {
  path: text,
  title: text,
  shortTitle: text,
  caption: text,
  keywords,
  further: {
    must: 'an object of altText, extendedDescription, categories, title_de, terms_de and their like, each a text, or a list of texts where it is one',
    fits: (value) =>
      typeof value === 'object' && value !== null && Object.entries(value).every(isFurther),
  },
  taken: text,
  usage: {
    must: 'editorial or commercial',
    fits: (value) => value === 'editorial' || value === 'commercial',
  },
  verdict: {
    must: 'open, accepted or rejected',
    fits: (value) => value === 'open' || value === 'accepted' || value === 'rejected',
  },
};
