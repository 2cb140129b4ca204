/** The first look at a photo that is to be embedded in: what it says, and what would change. Nothing is written. */
import type { FileHandle } from 'node:fs/promises';
import type { Pool } from '../../exiftool/pool.ts';
import type { AttributeCopier } from '../../files/attributes.ts';
import { withFile } from '../../files/with-file.ts';
import { hasContentCredentials } from '../../jpeg/content-credentials.ts';
import { identityOf } from '../../jpeg/identity.ts';
import { type Head, readHeadOf } from '../../jpeg/read-head.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import {
  type PhotoState,
  readState,
  refusalOfBroken,
  refusalOfChanges,
  type XmpTools,
} from './photo-state.ts';
import {
  changesFor,
  describeChanges,
  type Earlier,
  type FieldChange,
  type Policies,
} from './policy.ts';
import { findTarget, type LinkPolicy, type Refusal, type Target } from './target.ts';

export type EmbedTools = {
  readonly pool: Pool;
  readonly xmp: XmpTools;
  /** Carries over what the file has beside its contents; without it that is lost. */
  readonly attributes?: AttributeCopier;
};

export type EmbedOptions = {
  readonly policies: Policies;
  /** What we have written into it before. */
  readonly earlier?: Earlier;
  readonly links: LinkPolicy;
  /** What to do with photos whose metadata are signed: writing breaks the signature. */
  readonly signed: 'leave' | 'write';
  /** The picture that the text is meant for (src/jpeg/identity.ts); any other is refused. */
  readonly identity?: string;
};

export type Planned =
  | { readonly kind: 'planned'; readonly described: readonly FieldChange[] }
  | { readonly kind: 'unchanged'; readonly target: Target }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What embedding would change. @throws the file system's error, ProcessLostError */
export async function planEmbed(
  path: string,
  text: Metadata,
  options: EmbedOptions,
  tools: EmbedTools,
): Promise<Planned> {
  const looked = await look(path, text, options, tools);
  if (looked.kind !== 'looked') return looked;
  return { kind: 'planned', described: describeChanges(looked.changes, looked.state.present) };
}

export type Refused = Extract<Planned, { kind: 'refused' }>;
export type Looked = {
  readonly kind: 'looked';
  readonly target: Target;
  readonly state: PhotoState;
  readonly changes: Metadata;
};

export const refused = (refusal: Refusal): Refused => ({ kind: 'refused', refusal });

/** @throws the file system's error, ProcessLostError */
export async function look(
  path: string,
  text: Metadata,
  { policies, earlier, links, signed, identity }: EmbedOptions,
  { pool, xmp }: EmbedTools,
): Promise<Looked | Exclude<Planned, { kind: 'planned' }>> {
  const target = await findTarget(path, links);
  if ('code' in target) return refused(target);
  if (/[\r\n]/.test(target.path))
    return refused({
      code: 'name-has-line-break',
      message:
        'There is a line break in its name or in that of a folder, which ExifTool cannot take. Rename it.',
    });
  const read = await withFile(target.path, 'r', (file) => readPicture(file, identity));
  if ('code' in read) return refused(read);
  if (signed === 'leave' && hasContentCredentials(read.segments)) return refused(isSigned);
  const state = await readState(pool, target.path, read, xmp);
  const changes = changesFor(text, state.present, policies, earlier);
  if (Object.keys(changes).length === 0) return { kind: 'unchanged', target };
  const refusal = refusalOfChanges(state, changes);
  if (refusal !== undefined) return refused(refusal);
  return { kind: 'looked', target, state, changes };
}

async function readPicture(
  file: FileHandle,
  identity: string | undefined,
): Promise<Head | Refusal> {
  const read = await readHeadOf(file);
  if (read.kind === 'broken') return refusalOfBroken(read.why);
  const isMeant = identity === undefined || (await identityOf(file, read.head)) === identity;
  return isMeant ? read.head : anotherPicture;
}

/** The text was accepted for another picture than the one that lies at this name now. */
export const anotherPicture: Refusal = {
  code: 'another-picture',
  message:
    'Another picture lies at its name now. Scan the archive again, so that every text finds its own picture.',
};

const isSigned: Refusal = {
  code: 'signed',
  message:
    'It has content credentials (C2PA), and writing to it would break their signature. Keep the text in the sidecar, or set embed.signed to write.',
};
