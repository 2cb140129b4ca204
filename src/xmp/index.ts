/**
 * XMP sidecars as a library of its own: `import { readSidecar, writeSidecar } from 'proofsheet/xmp'`.
 *
 * - Files: `readSidecar` and `writeSidecar` do all of it for a photo; `placeOf`, `readSidecarFile`, `writeSidecarFile`
 *   and `watchSidecars` are their parts.
 * - Bytes: `readXmp`, `mergeXmp`, `openXmp` and `createXmp` touch no file and read no clock.
 * - Values: `reconcile` merges three versions, `embeddedText` chooses between a photo's XMP and IPTC.
 *
 * All text is text: nothing is parsed as a number or date. All throw `XmpError` with a code for a file that cannot be
 * read or changed safely; the file is then as it was. They work by the XMP specification (ISO 16684-1; Adobe's part 1
 * for the data model and its XML, part 2 for the properties, part 3 for files of their own) and the IPTC Photo
 * Metadata Standard.
 */
export { caseless as folded } from '../caseless.ts';
export type { FieldName as Field } from '../metadata/fields.ts';
export type { Metadata as XmpText } from '../metadata/metadata.ts';
export { type CreateOptions, createXmp } from './create.ts';
export { type DigestState, embeddedText } from './embedded-text.ts';
export {
  type FolderNames,
  type Naming,
  placeOf,
  readFolder,
  readFolderAbout,
  type SidecarLocation as Place,
  sortNames,
} from './find.ts';
export { jpegBeside, type RawSidecar, rawSidecars, rawsBeside } from './find-raw.ts';
export type { PathsOf } from './keyword-trees.ts';
export { type Merged, type MergeOptions, mergeXmp, type OpenXmp, openXmp } from './merge.ts';
export { fields } from './namespaces.ts';
export { readXmp, type XmpContent } from './read.ts';
export {
  type Base,
  type Conflict,
  type Reconciled,
  type ReconcileOptions,
  reconcile,
  sameKeywords,
} from './reconcile.ts';
export {
  hashOf,
  readSidecarFile,
  removeSidecarFile,
  type SidecarBytes,
  sidecarForExtension,
  writeSidecarFile,
} from './sidecar-file.ts';
export { readSidecar, type WriteOptions, writeSidecar } from './update.ts';
export {
  type SidecarChange,
  type SidecarWatch,
  type WatchOptions,
  watchSidecars,
} from './watch.ts';
export { XmpError, type XmpProblem } from './xmp-error.ts';
