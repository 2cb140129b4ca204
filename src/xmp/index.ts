/**
 * XMP sidecars as a library of its own: `import { readXmp, mergeXmp } from 'proofsheet/xmp'`.
 *
 * The functions on bytes (`readXmp`, `mergeXmp`, `openXmp`, `createXmp`, `reconcile`) touch no file and read no clock; the others
 * say so. They work by the XMP specification (ISO 16684-1; Adobe's part 1 for the data model and its XML, part 2 for
 * the properties, part 3 for files) and by the IPTC Photo Metadata Standard, and throw `XmpError` with a code for a
 * file that cannot be read or changed safely.
 */
export { type CreateOptions, createXmp } from './create.ts';
export { type DigestState, embeddedText } from './embedded-text.ts';
export {
  type FolderNames,
  type Naming,
  type Place,
  placeOf,
  readFolder,
  sortNames,
} from './find.ts';
export { type Merged, type MergeOptions, mergeXmp, type OpenXmp, openXmp } from './merge.ts';
export { type Field, fields } from './namespaces.ts';
export { readXmp, type XmpContent, type XmpText } from './read.ts';
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
  type SidecarBytes,
  sidecarForExtension,
  writeSidecarFile,
} from './sidecar-file.ts';
export {
  type SidecarChange,
  type SidecarWatch,
  type WatchOptions,
  watchSidecars,
} from './watch.ts';
export { XmpError, type XmpProblem } from './xmp-error.ts';
