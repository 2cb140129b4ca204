/** What the catalog remembers of sidecars, as values. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getSidecar, putSidecar, type SidecarRow } from '../../catalog/sidecars.ts';
import { stored, storedOr } from '../../catalog/stored.ts';
import type { Conflict, SidecarBytes, XmpContent } from '../../xmp/index.ts';
import { type KnownBase, seenBase } from './base.ts';

/** A sidecar as it was last read from the disk. */
export type Seen = {
  /** File name, in the folder of the photo. */
  readonly name: string;
  readonly hash: string;
  readonly bytes: number;
  readonly mtime: string;
  readonly content: XmpContent;
};

export type Remembered = Seen & {
  /** Absent while neither we wrote it nor a person saw it. */
  readonly base?: KnownBase | undefined;
  /** Hash of the bytes that `base` was read from. */
  readonly baseHash?: string | undefined;
  readonly conflicts: readonly Conflict[];
  /** When we last wrote it. */
  readonly writtenAt?: string | undefined;
};

/** @param raw the name of the sidecar, where it is that of a raw file beside the photo */
export function recall(catalog: Catalog, photoId: number, raw?: string): Remembered | undefined {
  const row = getSidecar(catalog, photoId, raw);
  if (row === undefined) return undefined;
  const table = raw === undefined ? 'sidecar' : 'raw_sidecar';
  const { name, hash, bytes, mtime } = row;
  return {
    ...{ name, hash, bytes, mtime },
    content: stored<XmpContent>(`${table}.content`, row.content, row),
    conflicts: conflictsOf(row.conflicts, photoId),
    base: storedOr<KnownBase>(`${table}.base`, row.base, row),
    baseHash: row.base_hash ?? undefined,
    writtenAt: row.written_at ?? undefined,
  };
}

/** @param photoId whose they are */
export function conflictsOf(json: string, photoId: number): readonly Conflict[] {
  return stored('sidecar.conflicts', json, { photo_id: photoId });
}

/** @param isRaw it is that of a raw file beside the photo */
export function remember(
  catalog: Catalog,
  photoId: number,
  sidecar: Remembered,
  { isRaw = false } = {},
): void {
  putSidecar(catalog, rowOf(photoId, sidecar), isRaw ? sidecar.name : undefined);
}

/** The row that a sidecar is remembered by. */
export function rowOf(photoId: number, sidecar: Remembered): SidecarRow {
  const { name, hash, bytes, mtime, content, base, baseHash, conflicts, writtenAt } = sidecar;
  return {
    photo_id: photoId,
    ...{ name, hash, bytes, mtime },
    content: JSON.stringify(content),
    base: base === undefined ? null : JSON.stringify(base),
    base_hash: baseHash ?? null,
    conflicts: JSON.stringify(conflicts),
    written_at: writtenAt ?? null,
  };
}

/** A file on the disk as something to remember. */
export function seenIn(name: string, file: SidecarBytes, content: XmpContent): Seen {
  return { name, hash: file.hash, bytes: file.bytes.length, mtime: file.mtime, content };
}

/** A sidecar that contains nothing of ours, as a person has seen it or we have left it. */
export function knownAsSeen(seen: Seen): Remembered {
  return known(seen, seenBase(seen.content));
}

/** A sidecar whose contents are the base from now on: a person has seen it, or we have left it so. */
export function known(seen: Seen, base: KnownBase): Remembered {
  return { ...seen, base, baseHash: seen.hash, conflicts: [] };
}
