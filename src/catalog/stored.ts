/**
 * What the catalog keeps as JSON: how each column looks, and the one door where it becomes a value. A catalog may have been
 * edited, damaged, or put together by somebody else.
 */
import { damagedValue } from './faults.ts';
import {
  flag,
  list,
  maybe,
  number,
  object,
  orNull,
  parsed,
  type Shape,
  scalar,
  text,
  words,
} from './shapes.ts';

/** Fields of metadata: a text, or a list of them. */
const metadata = object({}, (value) => text(value) || words(value));
const place = { region: maybe(text), countryCode: maybe(text) };
const existing = object({
  ...{ headline: maybe(text), shortTitle: maybe(text), caption: maybe(text), keywords: words },
  ...{ rating: maybe(text), label: maybe(text), colour: maybe(text), pick: maybe(text) },
  ...{ people: maybe(words), modelReleaseId: maybe(text), propertyReleaseId: maybe(text) },
  ...{ translatedTitle: maybe(text), translatedCaption: maybe(text) },
  defaults: maybe(words),
});
const rival = object({
  source: text,
  place: object({ city: text, country: text, ...place }),
  distance: maybe(number),
  isCertain: flag,
});
const repair = object({ rule: text, field: text, before: text, after: maybe(text) });
const fingerprint = { bytes: number, head: text, tail: number };
const value: Shape = (one) => text(one) || words(one);
const sidecarContent = object(
  { keywords: words, hierarchicalKeywords: words, people: maybe(words) },
  value,
);
const sidecarBase = object({
  ...{ text: metadata, ours: maybe(metadata), wrote: words, before: maybe(metadata) },
  created: maybe(flag),
});
const conflicts = list(object({ field: text, base: maybe(text), ours: text, theirs: text }));
const further = object({}, value);
const asked = object({ only: maybe(text), further: maybe(words) });
const sidecarRow = object({
  ...{ photo_id: number, name: text, hash: text, bytes: number, mtime: text, content: text },
  ...{ base: orNull(text), base_hash: orNull(text), conflicts: text, written_at: orNull(text) },
});

type Column = {
  readonly shape: Shape;
  /** What a rebuilt catalog has in place of what cannot be read; where there is nothing, the row is lost. */
  readonly otherwise?: string | null;
};

const columns = {
  'photo.existing': { shape: existing, otherwise: '{"keywords":[]}' },
  'photo.file_place': {
    shape: object({ city: maybe(text), country: maybe(text), ...place }),
    otherwise: null,
  },
  'photo.rivals': { shape: list(rival), otherwise: null },
  'folder_notes.content': {
    shape: object({ notes: text, keywords: words, people: words }),
    otherwise: '{"notes":"","keywords":[],"people":[]}',
  },
  'request.facts': {
    shape: object({
      ...{ place: maybe(object({ city: text, country: text, ...place })), takenOn: maybe(text) },
      ...{ usage: text, usageGiven: flag, existing, notes: text, keywordsWanted: number },
      ...{ hint: maybe(text), neutral: maybe(flag) },
      ...{ people: maybe(words), required: maybe(words), examples: maybe(words) },
      asked: maybe(asked),
    }),
  },
  'suggestion.suggestion': {
    shape: object({
      ...{ description: text, shortTitle: text, keywords: words, usage: text, usageReason: text },
      ...{ unsure: words, repairs: list(repair), existing: maybe(words) },
      ...{ further: maybe(further), left: maybe(text) },
    }),
  },
  'suggestion.answer': {
    shape: object({
      ...{ description: text, shortTitle: text, keywords: words, usage: maybe(text) },
      ...{ usageReason: text, unsure: words, further: maybe(further) },
    }),
    otherwise: '{"description":"","shortTitle":"","keywords":[],"usageReason":"","unsure":[]}',
  },
  'review.keywords': { shape: words, otherwise: '[]' },
  'review.unsure': { shape: words, otherwise: '[]' },
  'review.kept': { shape: words, otherwise: '[]' },
  'review.dropped': { shape: words, otherwise: '[]' },
  'review.existing_keywords': { shape: words, otherwise: '[]' },
  'review.further': { shape: further, otherwise: '{}' },
  'at_outlet.text': {
    shape: object({ title: text, description: text, keywords: words }),
    otherwise: null,
  },
  'change.before': { shape: object({}, scalar) },
  'change.after': { shape: object({}, scalar) },
  'sidecar.content': { shape: sidecarContent },
  /** Taken out of `content` and `base` by the query. */
  'sidecar.keywords': { shape: words },
  'sidecar.base': { shape: sidecarBase, otherwise: null },
  'sidecar.conflicts': { shape: conflicts, otherwise: '[]' },
  'raw_sidecar.content': { shape: sidecarContent },
  'raw_sidecar.base': { shape: sidecarBase, otherwise: null },
  'raw_sidecar.conflicts': { shape: conflicts, otherwise: '[]' },
  'sidecar_writing.row_before': { shape: sidecarRow },
  'sidecar_writing.row_after': { shape: sidecarRow },
  'embedding.before': { shape: object({ ...fingerprint, mtime: text }) },
  'embedding.after': { shape: object(fingerprint) },
  'embedding.fields': {
    shape: list(
      object({
        field: text,
        before: maybe(value),
        after: value,
        isBack: maybe(flag),
        cutInIptc: flag,
      }),
    ),
  },
} satisfies Readonly<Record<string, Column>>;

export type StoredColumn = keyof typeof columns;

/** Every column of JSON with its table; all but those that say so may not be NULL. */
export const storedColumns = (Object.entries(columns) as readonly [StoredColumn, Column][]).map(
  ([name, { otherwise }]) => {
    const [table = '', column = ''] = name.split('.');
    return { name, table, column, otherwise };
  },
);

/** Whether a text is what its column holds. */
export function isSound(column: StoredColumn, json: string): boolean {
  return columns[column].shape(parsed(json));
}

/** What tells in a message whose row it is: its photo, or its number. */
type Owner = {
  readonly path?: string;
  readonly photo_id?: number;
  readonly photoId?: number;
  readonly id?: number;
};

/**
 * The value in a column of JSON. The caller names the type that `columns` describes.
 * @throws StopError `catalog-damaged` when it is something else
 */
export function stored<T>(column: StoredColumn, json: string, of: Owner): T {
  const found = parsed(json);
  if (columns[column].shape(found)) return found as T;
  throw damagedValue(column, ownerIn(of));
}

function ownerIn({ path, photo_id, photoId = photo_id, id }: Owner): string {
  return path ?? (photoId === undefined ? `row ${id ?? '?'}` : `photo ${photoId}`);
}

/** The same of a column that may be NULL. */
export function storedOr<T>(column: StoredColumn, json: string | null, of: Owner): T | undefined {
  return json === null ? undefined : stored<T>(column, json, of);
}
