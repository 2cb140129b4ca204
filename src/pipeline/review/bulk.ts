/** One change to many photos: what it would do, told before it is done, and doing it as one step. */
import type { Catalog } from '../../catalog/catalog.ts';
import { type Columns, drain, type Plan, runPlan, type StepDone } from '../../catalog/changes.ts';
import { type PhotoRow, photoOf } from '../../catalog/photos.ts';
import { getReviewRow, type ReviewRow } from '../../catalog/reviews.ts';
import type { Photo, Place } from '../../photo.ts';
import { mentions } from '../../rules/terms.ts';
import { placeInWords, titleOf } from '../../rules/title.ts';
import {
  type BulkChange,
  changeInWords,
  type EditOf,
  editBy,
  type Outcome,
} from './bulk-change.ts';
import { editedColumns, keywordsOf } from './edit.ts';
import { cleanPlace, correctUsage, dateAfter, datePlan, placePlan, usagePlan } from './facts.ts';
import type { Mend } from './mend.ts';
import { counted, fileName, photosInWords } from './said.ts';
import { takenInWords } from './typed-date.ts';

export type BulkExample = {
  /** File name. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
};

export type BulkPreview = {
  /** How many photos would change, of how many. */
  readonly changed: number;
  readonly of: number;
  /** The first of them. */
  readonly examples: readonly BulkExample[];
  /** Sentences about what stands against it. */
  readonly warnings: readonly string[];
};

/** More than a person looks through. */
const mostExamples = 100;

/**
 * What a change would do to the photos, without doing it.
 * @param keywordCount how many keywords a photo may have
 */
export function previewBulk(
  catalog: Catalog,
  photoIds: readonly number[],
  change: BulkChange,
  keywordCount: number,
): BulkPreview {
  return drain(previewing(catalog, photoIds, change, keywordCount));
}

/** The same, resting after every photo. */
export function* previewing(
  catalog: Catalog,
  photoIds: readonly number[],
  change: BulkChange,
  keywordCount: number,
): Generator<void, BulkPreview> {
  const examples: BulkExample[] = [];
  const against = { withoutText: 0, tooMany: 0, tooLong: 0, accepted: 0, placed: 0 };
  let changed = 0;
  const edit = editBy(catalog, change);
  for (const { photo, row } of subjectsOf(catalog, photoIds)) {
    yield;
    if (edit !== undefined && row === undefined) against.withoutText++;
    const outcome = outcomeOf(catalog, photo, row, change, edit);
    if (outcome === undefined) continue;
    changed++;
    if (examples.length < mostExamples)
      examples.push({ name: fileName(photo.path), before: outcome.before, after: outcome.after });
    if (row?.verdict === 'accepted') against.accepted++;
    if (change.kind === 'place' && row !== undefined && namesOldPlace(photo, row, change.place))
      against.placed++;
    if (outcome.keywords > keywordCount) against.tooMany++;
    if (outcome.cut > 0) against.tooLong++;
  }
  const warnings = warningsFor(against, keywordCount, change, changed);
  return { changed, of: photoIds.length, examples, warnings };
}

/** Makes a change to the photos as one step. Photos without text are left out where the change is about text. */
export function applyBulk(
  catalog: Catalog,
  photoIds: readonly number[],
  change: BulkChange,
): StepDone {
  return runPlan(catalog, bulkPlan(catalog, photoIds, change));
}

/** The same as a plan, for very many photos. */
export function bulkPlan(catalog: Catalog, photoIds: readonly number[], change: BulkChange): Plan {
  if (change.kind === 'usage') return usagePlan(catalog, photoIds, change.usage);
  if (change.kind === 'place') return placePlan(catalog, photoIds, change.place);
  if (change.kind === 'date') return datePlan(catalog, photoIds, change.taken);
  const edit = editBy(catalog, change);
  const isOne = photoIds.length === 1;
  const all: Outcome = { gone: new Set(), filled: [], deeds: new Set() };
  return {
    action: actions[change.kind] ?? 'bulk',
    *work(step) {
      for (const { photo, photoRow, row } of subjectsOf(catalog, photoIds)) {
        if (row !== undefined && edit !== undefined) {
          const made = edit(row, photo);
          const columns = columnsAfter(photo, row, made);
          if (made.usage !== undefined) correctUsage(catalog, step, photoRow, made.usage);
          const now = made.usage === undefined ? row : getReviewRow(catalog, photo.id);
          step.set('review', photo.id, now, columns);
          const kept = new Set(keywordsOf({ ...row, ...columns }));
          for (const word of keywordsOf(row)) if (!kept.has(word)) all.gone.add(word);
          for (const deed of (isOne ? made.named : undefined) ?? made.done ?? [])
            all.deeds.add(deed);
          all.filled.push(...(made.filled ?? []));
        }
        yield;
      }
    },
    said: (step) => changeInWords(catalog, change, all, photosInWords(catalog, step.photoIds)),
    nothing: () => `Nothing changed in ${photosInWords(catalog, photoIds)}`,
  };
}

/** What a step that is not simply a change to many is kept as. */
const actions: Partial<Record<BulkChange['kind'], string>> = {
  fix: 'fix',
  fixAll: 'fix',
  dropNames: 'fix',
  keepName: 'keep-name',
  keepShortTitle: 'keep-short-title',
};

/** The columns of a text after a change. */
function columnsAfter(photo: Photo, row: ReviewRow, made: Mend): Columns {
  return {
    ...editedColumns(photo, row, made),
    ...(made.kept === undefined ? {} : { kept: JSON.stringify(made.kept) }),
  };
}

type Subject = {
  readonly photo: Photo;
  readonly photoRow: PhotoRow;
  readonly row: ReviewRow | undefined;
};

function* subjectsOf(catalog: Catalog, photoIds: readonly number[]): Generator<Subject> {
  for (const id of photoIds) {
    const photo = catalog.get<PhotoRow>('SELECT * FROM photo WHERE id = ?', id);
    if (photo !== undefined)
      yield { photo: photoOf(photo), photoRow: photo, row: getReviewRow(catalog, id) };
  }
}

type BeforeAndAfter = { readonly before: string; readonly after: string };

type Effect = BeforeAndAfter & {
  /** Keywords afterwards, and characters of the title that would not fit. */
  readonly keywords: number;
  readonly cut: number;
};

/** What a change would do to one photo; undefined for nothing. */
function outcomeOf(
  catalog: Catalog,
  photo: Photo,
  row: ReviewRow | undefined,
  change: BulkChange,
  edit: EditOf | undefined,
): Effect | undefined {
  if (isAboutFacts(change)) return factsOutcome(catalog, photo, row, change);
  if (row === undefined || edit === undefined) return undefined;
  const made = edit(row, photo);
  const columns = columnsAfter(photo, row, made);
  if (Object.keys(columns).length === 0 && made.usage === undefined) return undefined;
  const after = { ...row, ...columns };
  const next = made.usage === undefined ? photo : { ...photo, usage: made.usage };
  return {
    ...differenceOf(photo, row, after, made),
    keywords: columns['keywords'] === undefined ? 0 : keywordsOf(after).length,
    cut: columns['description'] === undefined ? 0 : cutOf(next, after),
  };
}

/** What goes and what comes, in words: a title, keywords, the usage, or else what was done. */
function differenceOf(photo: Photo, row: ReviewRow, after: ReviewRow, made: Mend): BeforeAndAfter {
  const pairs = [
    [row.description, after.description],
    [row.short_title, after.short_title],
    [row.caption ?? '', after.caption ?? ''],
  ].filter(([was, is]) => was !== is);
  const [title] = pairs;
  const [lost, gained] = keywordDifference(keywordsOf(row), keywordsOf(after));
  const usage = made.usage === undefined ? [] : [[photo.usage, made.usage]];
  const words = [...(title === undefined ? [] : [title]), [lost, gained], ...usage];
  const side = (index: 0 | 1) =>
    words
      .map((pair) => pair[index] ?? '')
      .filter((text) => text !== '')
      .join('; ');
  const [before, now] = [side(0), side(1)];
  return before === '' && now === ''
    ? { before, after: (made.done ?? []).join('; ') }
    : { before, after: now };
}

type FactChange = Extract<BulkChange, { kind: 'usage' | 'place' | 'date' }>;

/** What a change is about, as it reads before and after. */
const factInWords: Readonly<Record<FactChange['kind'], (photo: Photo) => string>> = {
  usage: ({ usage }) => usage,
  place: ({ place }) => placeInWords(place),
  date: takenInWords,
};

function isAboutFacts(change: BulkChange): change is FactChange {
  return Object.hasOwn(factInWords, change.kind);
}

function factsOutcome(
  catalog: Catalog,
  photo: Photo,
  row: ReviewRow | undefined,
  change: FactChange,
): Effect | undefined {
  const next = withFact(catalog, photo, change);
  const words = factInWords[change.kind];
  if (words(next) === words(photo)) return undefined;
  return {
    before: words(photo),
    after: words(next),
    keywords: 0,
    cut: row === undefined ? 0 : cutOf(next, row),
  };
}

/** Whether a title says a city or country of the photo that another place would not have. */
function namesOldPlace({ place }: Photo, row: ReviewRow, next: Place): boolean {
  const titles = `${row.description} ; ${row.short_title}`;
  const places = placeInWords(next);
  return [place?.city ?? '', place?.country ?? ''].some(
    (name) => mentions(titles, name) && !mentions(places, name),
  );
}

function withFact(catalog: Catalog, photo: Photo, change: FactChange): Photo {
  if (change.kind === 'usage') return { ...photo, usage: change.usage };
  if (change.kind === 'place') return { ...photo, place: cleanPlace(change.place) };
  const { id, takenOn, takenAt, ...rest } = photo;
  const now = { id, taken_on: takenOn ?? null, taken_at: takenAt ?? null };
  const { taken_on, taken_at } = dateAfter(catalog, now, change.taken).next;
  return {
    ...rest,
    id,
    ...(taken_on === null ? {} : { takenOn: taken_on }),
    ...(taken_at === null ? {} : { takenAt: taken_at }),
  };
}

function cutOf(photo: Photo, row: Pick<ReviewRow, 'description'>): number {
  return titleOf({ ...photo, description: row.description }).cut;
}

/** The keywords that one list has and the other has not, in words; a change of order shows both beginnings. */
function keywordDifference(before: readonly string[], after: readonly string[]): [string, string] {
  const lost = before.filter((keyword) => !after.includes(keyword));
  const gained = after.filter((keyword) => !before.includes(keyword));
  const isMoved = lost.length + gained.length === 0 && before.join() !== after.join();
  if (isMoved) return [before.slice(0, 5).join(', '), after.slice(0, 5).join(', ')];
  return [lost.join(', '), gained.join(', ')];
}

function warningsFor(
  against: Readonly<Record<'withoutText' | 'tooMany' | 'tooLong' | 'accepted' | 'placed', number>>,
  keywordCount: number,
  change: BulkChange,
  changed: number,
): string[] {
  const { withoutText, tooMany, tooLong, accepted, placed } = against;
  const photos = (count: number) => counted(count, 'photo');
  const equal = change.kind === 'copyTitle' && changed > 0;
  return [
    ...(placed > 0 ? [`the titles of ${photos(placed)} would still name the place before`] : []),
    ...(tooMany > 0 ? [`${photos(tooMany)} would have more than ${keywordCount} keywords`] : []),
    ...(tooLong > 0 ? [`${photos(tooLong)} would have a title that is cut at 200 characters`] : []),
    ...(equal ? [`${photos(changed + 1)} would have the same title; agencies rank that down`] : []),
    ...(accepted > 0 ? [`${photos(accepted)} accepted already would be written again`] : []),
    ...(withoutText > 0 ? [`${photos(withoutText)} without text would stay as they are`] : []),
  ];
}
