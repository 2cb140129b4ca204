/** Editing the text of one photo: titles, keywords, caption; what was typed is cleaned, never rewritten. */
import type { Catalog } from '../../catalog/catalog.ts';
import { type Columns, recordStep, type Step, type StepDone } from '../../catalog/changes.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { type EditableField, getReviewRow, type ReviewRow } from '../../catalog/reviews.ts';
import type { Photo } from '../../photo.ts';
import { oneLine } from '../../rules/clean.ts';
import { quoted } from '../../rules/quoted.ts';
import { shortTitleFrom } from '../../rules/suggest.ts';
import { splitTitle } from '../../rules/title.ts';
import { cleanKeywords } from './keywords.ts';
import { fileName } from './said.ts';

/** New text; absent fields stay as they are. */
export type TextEdit = {
  /** The description or the whole title: a dateline in front of it goes, because ours is built again. */
  readonly description?: string | undefined;
  readonly shortTitle?: string | undefined;
  /** '' for none, so that the title serves as caption. */
  readonly caption?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  /**
   * Not the person's words: keywords that go made room or broke a rule, and count as taken out by the person otherwise; a
   * short title says no less than before of a description that was mended.
   */
  readonly isMend?: true;
  /** The short title belongs to the description as it is then, also where it stays as it was. */
  readonly shortTitleFits?: true;
};

/**
 * Changes the text of a photo as one step. A photo without any text gets it, wherever on the road it stands.
 * @param said what was done, unless it can be told from the change
 */
export function editText(
  catalog: Catalog,
  photoId: number,
  edit: TextEdit,
  said?: string,
): StepDone {
  const photo = getPhoto(catalog, photoId);
  if (photo === undefined) return { said: 'There is no such photo', photoIds: [] };
  let changed = '';
  const done = recordStep(
    catalog,
    'edit',
    (step) => {
      changed = editInStep(catalog, step, photoId, edit);
    },
    () => `${said ?? changed} in ${fileName(photo.path)}`,
  );
  return done ?? { said: `Nothing changed in ${fileName(photo.path)}`, photoIds: [] };
}

/** The same as part of a larger step; returns what it changed, in words, '' for nothing. */
export function editInStep(catalog: Catalog, step: Step, photoId: number, edit: TextEdit): string {
  const photo = getPhoto(catalog, photoId);
  if (photo === undefined) return '';
  const row = getReviewRow(catalog, photoId);
  const before = row ?? blankRow(catalog, photoId);
  const after = editedColumns(photo, before, edit);
  if (Object.keys(after).length === 0) return '';
  step.set('review', photoId, row, row === undefined ? { ...before, ...after } : after);
  return editInWords(before, after);
}

/** The columns that an edit changes, with the fields it touches marked as edited; none when it changes nothing. */
export function editedColumns(
  photo: Pick<Photo, 'place' | 'takenOn' | 'usage'>,
  row: ReviewRow,
  edit: TextEdit,
): Columns {
  const next: Partial<ReviewRow> = {};
  const fields: EditableField[] = [];
  const change = (field: EditableField, column: TextColumn, value: string | null) => {
    if (row[column] === value) return;
    Object.assign(next, { [column]: value });
    fields.push(field);
  };
  if (edit.description !== undefined)
    change('description', 'description', splitTitle(edit.description, photo));
  const shortTitle = edit.shortTitle ?? followingShortTitle(row, next.description);
  if (shortTitle !== undefined) change('shortTitle', 'short_title', oneLine(shortTitle));
  if (edit.caption !== undefined) change('caption', 'caption', oneLine(edit.caption) || null);
  if (edit.keywords !== undefined)
    change('keywords', 'keywords', JSON.stringify(cleanKeywords(edit.keywords, keywordsOf(row))));
  const behind = shortTitleBehind(row, next, edit);
  if (fields.length === 0) return behind;
  const edited = new Set([...row.edited.split(' ').filter(Boolean), ...fields]);
  return {
    ...next,
    ...behind,
    edited: [...edited].sort().join(' '),
    ...(next.keywords === undefined || edit.isMend === true
      ? {}
      : { dropped: droppedAfter(row, JSON.parse(next.keywords) as string[]) }),
  };
}

/** What the short title was last meant for, where an edit changes that. */
function shortTitleBehind(row: ReviewRow, next: Partial<ReviewRow>, edit: TextEdit): Columns {
  const before = row.short_title_for;
  const meantFor = () => {
    if (edit.shortTitleFits === true || next.short_title !== undefined) return null;
    if (next.description === undefined || edit.isMend === true) return before;
    const first = before ?? row.description;
    return first === next.description ? null : first;
  };
  const now = meantFor();
  return now === before ? {} : { short_title_for: now };
}

function droppedAfter(row: ReviewRow, keywords: readonly string[]): string {
  const dropped = new Set([...(JSON.parse(row.dropped) as string[]), ...keywordsOf(row)]);
  return JSON.stringify([...dropped.difference(new Set(keywords))]);
}

type TextColumn = 'description' | 'short_title' | 'caption' | 'keywords';

/** The keywords in a row, in order. */
export function keywordsOf(row: Pick<ReviewRow, 'keywords'>): string[] {
  return JSON.parse(row.keywords) as string[];
}

/** A short title that was only the beginning of the description goes with it. */
function followingShortTitle(row: ReviewRow, description: string | undefined): string | undefined {
  if (description === undefined) return undefined;
  const followed = row.short_title === '' || row.short_title === shortTitleFrom(row.description);
  return followed ? shortTitleFrom(description) : undefined;
}

/** The row of a photo whose text a person begins. */
export function blankRow(catalog: Catalog, photoId: number): ReviewRow {
  const standing = catalog.get<{ standing: string }>(
    'SELECT standing FROM photo WHERE id = ?',
    photoId,
  );
  return {
    photo_id: photoId,
    suggestion_id: null,
    source: null,
    verdict: 'open',
    title_verdict: 'open',
    keywords_verdict: 'open',
    description: '',
    short_title: '',
    short_title_for: null,
    caption: null,
    keywords: '[]',
    model_usage: null,
    usage_reason: null,
    unsure: '[]',
    kept: '[]',
    dropped: '[]',
    edited: '',
    version: 0,
    sidecar_version: null,
    embedded_version: null,
    came_from: standing?.standing ?? null,
    changed_at: new Date().toISOString(),
    problems: 0,
    open_names: 0,
    misspelled: 0,
    stale: 1,
  };
}

/** What an edit did, in a few words: `Added "boat"`, `Moved "boat"`, `Changed the title`. */
function editInWords(before: ReviewRow, after: Columns): string {
  if (typeof after['keywords'] === 'string' && after['description'] === undefined)
    return keywordsInWords(keywordsOf(before), JSON.parse(after['keywords']) as string[]);
  // Where the title changes, the short title may only follow it.
  const named =
    after['description'] === undefined
      ? columnNames
      : columnNames.filter(([column]) => column !== 'short_title');
  const changed = named.filter(([column]) => after[column] !== undefined).map(([, name]) => name);
  const last = changed.pop();
  return changed.length === 0 ? `Changed the ${last}` : `Changed ${changed.join(', ')} and ${last}`;
}

const columnNames: readonly (readonly [column: TextColumn, name: string])[] = [
  ['description', 'title'],
  ['short_title', 'short title'],
  ['caption', 'caption'],
  ['keywords', 'keywords'],
];

function keywordsInWords(before: readonly string[], after: readonly string[]): string {
  const added = after.filter((keyword) => !before.includes(keyword));
  const removed = before.filter((keyword) => !after.includes(keyword));
  const [gained] = added;
  const [lost] = removed;
  if (added.length + removed.length === 0) return movedInWords(before, after);
  if (added.length === 1 && removed.length === 1) return `Replaced "${lost}" by "${gained}"`;
  if (removed.length === 0) return `Added ${quoted(added)}`;
  return added.length === 0 ? `Removed ${quoted(removed)}` : 'Changed the keywords';
}

function movedInWords(before: readonly string[], after: readonly string[]): string {
  const first = before.findIndex((keyword, index) => after[index] !== keyword);
  const forward = after[first];
  const backward = before[first];
  const moved = [forward, backward].find(
    (word) =>
      word !== undefined &&
      before.filter((other) => other !== word).join('\n') ===
        after.filter((other) => other !== word).join('\n'),
  );
  return moved === undefined
    ? 'Sorted the keywords'
    : `Moved "${moved}" to place ${after.indexOf(moved) + 1}`;
}
