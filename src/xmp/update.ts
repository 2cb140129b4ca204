/** The whole of it in two calls, for those who have a photo and want its sidecar read or written. */

import { basename } from 'node:path';
import { endingOf } from '../files/picture-kinds.ts';
import type { FieldName } from '../metadata/fields.ts';
import type { Metadata } from '../metadata/metadata.ts';
import { createXmp } from './create.ts';
import { type Naming, placeOf, readFolderAbout } from './find.ts';
import { openXmp } from './merge.ts';
import { readXmp, type XmpContent } from './read.ts';
import { readSidecarFile, sidecarForExtension, writeSidecarFile } from './sidecar-file.ts';

/** Reads the sidecar of a photo by its path; undefined when there is none. @throws XmpError, file system errors */
export async function readSidecar(
  photo: string,
): Promise<{ readonly path: string; readonly content: XmpContent } | undefined> {
  const { path, exists } = await placeFor(photo, 'photo.jpg.xmp');
  const file = exists ? await readSidecarFile(path) : undefined;
  return file === undefined ? undefined : { path, content: readXmp(file.bytes) };
}

export type WriteOptions = {
  /** For xmp:MetadataDate: ISO 8601 with offset, `2026-11-23T10:00:00+01:00`. */
  readonly metadataDate: string;
  /** The name of a new sidecar; one that exists keeps its own. */
  readonly naming?: Naming;
  /** For x:xmptk of a new sidecar. */
  readonly tool?: string;
};

/**
 * Sets fields in the sidecar of a photo: creates it, or merges into the one that is there. The file is replaced in
 * one step, and not at all when nothing changes or when another program saves it meanwhile.
 * @returns the path and the fields that changed @throws XmpError, file system errors; the file is then as it was
 */
export async function writeSidecar(
  photo: string,
  changes: Metadata,
  { metadataDate, naming = 'photo.jpg.xmp', tool }: WriteOptions,
): Promise<{ readonly path: string; readonly changed: readonly FieldName[] }> {
  const { path, exists } = await placeFor(photo, naming);
  const file = exists ? await readSidecarFile(path) : undefined;
  if (file === undefined) {
    const isShort = basename(path) !== `${basename(photo)}.xmp`;
    const bytes = createXmp(changes, {
      metadataDate,
      ...(tool === undefined ? {} : { tool }),
      ...(isShort ? { sidecarForExtension: endingOf(photo).toUpperCase() } : {}),
    });
    await writeSidecarFile(path, bytes, undefined, photo);
    return { path, changed: Object.keys(changes) as FieldName[] };
  }
  const { bytes, changed } = openXmp(file.bytes).merge(changes, { metadataDate });
  if (bytes !== file.bytes) await writeSidecarFile(path, bytes, file.hash);
  return { path, changed };
}

async function placeFor(photo: string, naming: Naming) {
  return placeOf(photo, await readFolderAbout(photo), naming, sidecarForExtension);
}
