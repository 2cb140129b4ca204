/**
 * XMP sidecars as a library of its own: `import { readXmp, mergeXmp } from 'proofsheet/xmp'`.
 *
 * Bytes go in, values or bytes come out; the functions on bytes touch no file and read no clock. What they work by
 * is the XMP specification (ISO 16684-1; Adobe part 1 for the data model and its XML, part 2 for the properties,
 * part 3 for files) and the IPTC Photo Metadata Standard for the fields.
 */
export { type CreateOptions, createXmp } from './create.ts';
export { type Merged, type MergeOptions, mergeXmp } from './merge.ts';
export type { Field } from './namespaces.ts';
export { readXmp, type XmpContent, type XmpText } from './read.ts';
export { XmpError, type XmpProblem } from './xmp-error.ts';
