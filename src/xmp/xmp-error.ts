/** What can be wrong with a sidecar: one error class with a stable code, so that callers can tell cases apart. */

import { excerptOf } from '../errors.ts';

export type XmpProblem =
  /** No bytes, or nothing but white space. */
  | 'empty'
  /** Over 16 MB. */
  | 'too-large'
  /** Not UTF-8 or UTF-16, or not valid in the encoding it has. */
  | 'encoding'
  /** Characters that XML 1.0 forbids. */
  | 'control-character'
  /** A document type declaration, which XMP never needs and attackers like. */
  | 'doctype'
  /** Not well-formed XML. */
  | 'malformed'
  /** More than 100 elements inside one another. */
  | 'too-deep'
  /** Well-formed, but without exactly one rdf:RDF where XMP has it. */
  | 'not-xmp'
  /** Our properties on a description of another resource. */
  | 'several-resources'
  /** One of our properties twice. */
  | 'duplicate-property'
  /** One of our properties in a form that cannot be changed without losing something. */
  | 'unexpected-form'
  /** The changed text did not pass its own proof; nothing was written. */
  | 'unproven'
  /** Two sidecars claim one photo. */
  | 'two-sidecars'
  /** We wrote it for another picture. */
  | 'of-another-photo'
  /** The file was saved by another program while it was being merged. */
  | 'changed-meanwhile'
  /** The file is marked read-only. */
  | 'read-only';

/** Characters of a message, which may quote the file. */
const longest = 300;

/** Thrown for one sidecar that cannot be read or changed safely. The file is as it was. */
export class XmpError extends Error {
  override readonly name = 'XmpError';
  readonly code: XmpProblem;

  /** `message` is a sentence that can stand behind the file's name. */
  constructor(code: XmpProblem, message: string, options?: { cause?: unknown }) {
    super(excerptOf(message, longest), options);
    this.code = code;
  }
}
