/** What the catalog remembers of sidecars, as values. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getSidecar, putSidecar, type SidecarRow } from '../../catalog/sidecars.ts';
import type { Base, Conflict, SidecarBytes, XmpContent, XmpText } from '../../xmp/index.ts';

/** The base of merging, and what is needed to take our text out again. */
export type KnownBase = Base & {
  /** What the fields in `wrote` said before we first wrote them; see `knowsBefore`. */
  readonly before?: XmpText;
  /** We made the file, and nobody else has saved it. */
  readonly created?: boolean;
};

/** Whether it is known what stood there before us. The first version of the catalog did not remember it. */
export function knowsBefore({ before, wrote }: KnownBase): boolean {
  return before !== undefined || wrote.length === 0;
}

/** A sidecar as it was last read. */
export type Remembered = {
  /** File name, in the folder of the photo. */
  readonly name: string;
  readonly hash: string;
  readonly bytes: number;
  readonly mtime: string;
  readonly content: XmpContent;
  /** Absent while neither we wrote it nor a person saw it. */
  readonly base?: KnownBase;
  /** Hash of the bytes that `base` was read from. */
  readonly baseHash?: string;
  readonly conflicts: readonly Conflict[];
  /** When we last wrote it. */
  readonly writtenAt?: string;
};

export function recall(catalog: Catalog, photoId: number): Remembered | undefined {
  const row = getSidecar(catalog, photoId);
  return row === undefined ? undefined : rememberedOf(row);
}

function rememberedOf(row: SidecarRow): Remembered {
  return {
    name: row.name,
    hash: row.hash,
    bytes: row.bytes,
    mtime: row.mtime,
    content: JSON.parse(row.content) as XmpContent,
    conflicts: conflictsOf(row.conflicts),
    ...(row.base === null ? {} : { base: JSON.parse(row.base) as KnownBase }),
    ...(row.base_hash === null ? {} : { baseHash: row.base_hash }),
    ...(row.written_at === null ? {} : { writtenAt: row.written_at }),
  };
}

export function conflictsOf(json: string): readonly Conflict[] {
  return JSON.parse(json) as Conflict[];
}

export function remember(catalog: Catalog, photoId: number, sidecar: Remembered): void {
  putSidecar(catalog, {
    photo_id: photoId,
    name: sidecar.name,
    hash: sidecar.hash,
    bytes: sidecar.bytes,
    mtime: sidecar.mtime,
    content: JSON.stringify(sidecar.content),
    base: sidecar.base === undefined ? null : JSON.stringify(sidecar.base),
    base_hash: sidecar.baseHash ?? null,
    conflicts: JSON.stringify(sidecar.conflicts),
    written_at: sidecar.writtenAt ?? null,
  });
}

/** The part of `Remembered` that a file on the disk tells. */
export function seenIn(name: string, file: SidecarBytes, content: XmpContent) {
  return { name, hash: file.hash, bytes: file.bytes.length, mtime: file.mtime, content };
}
