/** What embedding would change in a photo, and how. Nothing is written. */
import type { FileHandle } from 'node:fs/promises';
import type { EmbeddedEarlier, FieldChange } from '../../catalog/journal.ts';
import { whyRefused } from '../../exiftool/argument.ts';
import type { Pool } from '../../exiftool/pool.ts';
import type { Links } from '../../files/inside.ts';
import { withFile } from '../../files/with-file.ts';
import { hasContentCredentials } from '../../jpeg/content-credentials.ts';
import { identityOf } from '../../jpeg/identity.ts';
import { type Head, readHeadOf } from '../../jpeg/read-head.ts';
import { fieldsIn, type Metadata } from '../../metadata/metadata.ts';
import { languageIn } from '../../metadata/second-language.ts';
import { withoutDefaults } from '../../rules/texts/camera-defaults.ts';
import { anotherPicture } from '../archive/same-picture.ts';
import type { Withdrawn } from '../archive/withdrawn.ts';
import type { KeywordTrees } from './packet-fields.ts';
import { type PhotoState, problemOfBroken, problemOfChanges, readState } from './photo-state.ts';
import {
  type ChangedSince,
  changedSince,
  changesFor,
  describeChanges,
  iptcStands,
  type Policies,
} from './policy.ts';
import { type Problem, problemOfName } from './problem.ts';
import { findTarget, type Target } from './target.ts';

export type EmbedOptions = {
  readonly policies: Policies;
  /** What it says because of us. */
  readonly earlier?: EmbeddedEarlier;
  /** The keywords that it or its sidecar had when a person saw the list. */
  readonly seen?: readonly string[];
  /** What is no longer to stand in it. */
  readonly withdrawn?: Withdrawn;
  readonly links: Links;
  /** Lists of keyword paths that are written with the keywords; those that are there stay where they are not given. */
  readonly trees?: KeywordTrees | undefined;
  /** What to do with photos whose metadata are signed: writing breaks the signature. */
  readonly signed: 'leave' | 'write';
  /** The picture that the text is meant for (src/jpeg/identity.ts); the text goes into no other. */
  readonly identity?: string;
  /** The second language that may be there although the text has none: English follows beside it. */
  readonly second?: string | undefined;
  /** The photo is only read: what is written goes into a copy of this path, elsewhere. */
  readonly copy?: string;
};

export type EmbedPlan = {
  readonly kind: 'planned';
  readonly target: Target;
  readonly state: PhotoState;
  readonly changes: Metadata;
  /** The digest of the IPTC that stays, stale as it is, so that readers go on taking what IPTC says. */
  readonly digest: Buffer | undefined;
  /** The second one of the text. */
  readonly language: string | undefined;
  readonly trees?: KeywordTrees | undefined;
  /** The same changes for people, and for the journal. */
  readonly described: readonly FieldChange[];
  readonly since: ChangedSince;
};

export type Unchanged = { readonly kind: 'unchanged'; readonly target: Target };

/** A photo that says already what it is to say. */
export type NothingPlanned = Unchanged & Pick<EmbedPlan, 'since'>;

/** @returns a problem where nothing can be written @throws the file system's error, ProcessLostError */
export async function planEmbed(
  pool: Pool,
  path: string,
  text: Metadata,
  {
    policies,
    earlier,
    seen,
    withdrawn,
    links,
    trees,
    signed,
    identity,
    copy,
    second,
  }: EmbedOptions,
): Promise<EmbedPlan | NothingPlanned | Problem> {
  const target = await findTarget(path, links, { isOnlyRead: copy !== undefined });
  if ('code' in target) return target;
  const refused = whyRefused(target.path);
  if (refused !== undefined) return problemOfName(refused);
  const head = await withFile(target.path, 'r', (file) => readPicture(file, identity));
  if ('code' in head) return head;
  if (signed === 'leave' && hasContentCredentials(head.segments)) return isSigned;
  const language = languageIn(text) ?? languageIn(earlier?.last) ?? second;
  const known = earlier ?? { last: {}, before: {}, addedKeywords: [] };
  const hasOurs = fieldsIn(known.last).length > 0;
  const state = await readState(pool, target.path, head, { language, hasOurs });
  const since = changedSince(text, withoutDefaults(state.present.shown, path), policies, known);
  const changes = changesFor(text, state.present, policies, path, {
    ...known,
    ...(seen === undefined ? {} : { seen }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
  });
  if (fieldsIn(changes).length === 0) return { kind: 'unchanged', target, since };
  const problem = problemOfChanges(state, changes);
  if (problem !== undefined) return problem;
  const described = describeChanges(changes, state.present, withdrawn);
  const digest = iptcStands(changes, state.present) ? state.staleDigest : undefined;
  const writing = { changes, digest, language, trees };
  return { kind: 'planned', target, state, ...writing, described, since };
}

async function readPicture(
  file: FileHandle,
  identity: string | undefined,
): Promise<Head | Problem> {
  const read = await readHeadOf(file);
  if (read.kind === 'broken') return problemOfBroken(read.why);
  const isMeant = identity === undefined || (await identityOf(file, read.head)) === identity;
  return isMeant ? read.head : anotherPicture;
}

const isSigned: Problem = {
  code: 'signed',
  message:
    'It has content credentials (C2PA), and writing to the photo would break their signature. Keep the text in the sidecar, or set embed.signed to write.',
};
