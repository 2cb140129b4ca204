/** What writing would change, and the state of each sidecar, without writing anything. */

import { basename } from 'node:path';
import { approvedText } from '../../catalog/approved.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { acceptedPhotos, rejectedWithSidecar } from '../../catalog/sidecars.ts';
import { InterruptedError } from '../../errors.ts';
import { type FieldName, wordFor } from '../../metadata/fields.ts';
import type { Value } from '../../metadata/metadata.ts';
import type { Issue, Photo } from '../../photo.ts';
import { fields } from '../../xmp/index.ts';
import type { Archive } from '../archive/archive.ts';
import { hasSidecar, type Locator, newLocator } from './locate.ts';
import { isChangedElsewhere } from './merge.ts';
import { planSidecar, type SidecarPlan } from './plan.ts';
import { issueFrom } from './problem.ts';

export type SidecarFieldChange = {
  readonly field: FieldName;
  /** Absent where the file has no value. */
  readonly before?: Value;
  readonly after?: Value;
  /** Both sides changed it: `before` is theirs, `after` ours, and a person has yet to choose. */
  readonly undecided?: true;
};

export type SidecarState =
  /** It says what was accepted. */
  | 'current'
  /** There is none yet. */
  | 'missing'
  /** It does not say what was accepted. */
  | 'stale'
  /** Another program has changed it since we wrote it, and nothing conflicts with that. */
  | 'changed-elsewhere'
  | 'conflict'
  /** It still has our text, and the photo was rejected. */
  | 'rejected'
  | 'issue';

export type SidecarReport = {
  readonly photoId: number;
  /** Of the photo, relative to the archive. */
  readonly path: string;
  /** File name of the sidecar, as it is or would be. */
  readonly name: string;
  readonly state: SidecarState;
  /** What writing would change, field by field; both sides of a field in conflict. */
  readonly changes: readonly SidecarFieldChange[];
  readonly issue?: Issue;
};

/**
 * Looks at the sidecars that are there: of each accepted photo, then of rejected photos that have our text; and then names
 * those that are missing. In archive order each time. @throws StopError, InterruptedError
 */
export async function* reportSidecars(
  archive: Archive,
  now: Date,
  signal: AbortSignal,
): AsyncGenerator<SidecarReport> {
  const { catalog } = archive;
  const locate = newLocator(archive);
  const missing: number[] = [];
  async function* reportOf(id: number) {
    if (signal.aborted) throw new InterruptedError();
    const photo = getPhoto(catalog, id);
    if (photo !== undefined) yield* reportOfPhoto(archive, photo, locate, now);
  }
  for (const id of photosWithText(catalog)) {
    const photo = getPhoto(catalog, id);
    if (photo !== undefined && !(await hasSidecar(locate, photo))) missing.push(id);
    else yield* reportOf(id);
  }
  for (const id of missing) yield* reportOf(id);
}

function* photosWithText(catalog: Catalog): Generator<number> {
  for (const page of acceptedPhotos(catalog)) yield* page;
  yield* rejectedWithSidecar(catalog);
}

/** The states of a photo's own sidecar, and of those of raw files beside it; `rejected` for a photo without accepted text. */
export async function* reportOfPhoto(
  archive: Archive,
  photo: Photo,
  locate: Locator,
  now: Date,
): AsyncGenerator<SidecarReport> {
  const approved = approvedText(archive.catalog, photo.id);
  let file = `${photo.path}.xmp`;
  const of = () => ({ photoId: photo.id, path: photo.path, name: basename(file) });
  try {
    const own = await locate(photo);
    const raws = approved === undefined ? [] : await locate.raws(photo);
    for (const place of [own, ...raws]) {
      file = place.path;
      const plan = await planSidecar(archive, photo, approved, place, now);
      const state = approved === undefined ? 'rejected' : stateOf(plan);
      yield { ...of(), state, changes: changesOf(plan) };
    }
  } catch (error) {
    yield { ...of(), state: 'issue', changes: [], issue: issueFrom(error, file) };
  }
}

function stateOf({ before, remembered, merge, after }: SidecarPlan): SidecarState {
  if (merge.conflicts.length > 0) return 'conflict';
  if (before === undefined) return 'missing';
  const base = remembered?.writtenAt === undefined ? undefined : remembered.base;
  if (base !== undefined && isChangedElsewhere(merge, base.text)) return 'changed-elsewhere';
  return after === undefined ? 'current' : 'stale';
}

function changesOf({ merge, after }: SidecarPlan): SidecarFieldChange[] {
  if (merge.conflicts.length > 0)
    return merge.conflicts.map(({ field, ours, theirs }) => ({
      ...change(field, theirs, ours),
      undecided: true,
    }));
  if (after === undefined) return [];
  return fields
    .map((field) => change(field, merge.theirs[field], after.content[field]))
    .filter(({ before: old, after: now }) => JSON.stringify(old) !== JSON.stringify(now));
}

function change(
  field: FieldName,
  before: Value | undefined,
  after: Value | undefined,
): SidecarFieldChange {
  return {
    field,
    ...(before === undefined || before.length === 0 ? {} : { before }),
    ...(after === undefined || after.length === 0 ? {} : { after }),
  };
}

export type DiffLine = { readonly sign: '+' | '-' | '?'; readonly text: string };

/** A change of a field as lines to show: what goes, what comes; of what is undecided, both sides. */
export function diffLines({ field, before, after, undecided }: SidecarFieldChange): DiffLine[] {
  const word = wordFor(field);
  const label = word.charAt(0).toUpperCase() + word.slice(1);
  const line = (sign: DiffLine['sign'], value: Value | undefined, whose = ''): DiffLine[] => {
    if (value === undefined) return [];
    const text = typeof value === 'string' ? JSON.stringify(value) : value.join(', ');
    return [{ sign, text: `${label}${whose}: ${text}` }];
  };
  return undecided === true
    ? [...line('?', after, ', ours'), ...line('?', before, ', theirs')]
    : [...line('-', before), ...line('+', after)];
}
