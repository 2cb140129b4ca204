/** Bringing our fields into a sidecar that exists. */

import { type FieldName, fieldTable } from '../metadata/fields.ts';
import type { Metadata } from '../metadata/metadata.ts';
import { englishBeside } from './english-beside.ts';
import { cleanText } from './escape.ts';
import { keywordTreeChanges, newKeywordTrees, type PathsOf } from './keyword-trees.ts';
import { fields, metadataDate, type Property, properties } from './namespaces.ts';
import { findProperty, isElsewhere, type Packet, parsePacket } from './packet.ts';
import { type PacketChange, proveChange } from './prove.ts';
import { hasDefaultText, readList, readPacket, readText, type XmpContent } from './read.ts';
import { editsFor } from './set-property.ts';
import { decodeSource } from './source.ts';
import { isNamed } from './tree.ts';
import { readValue } from './value.ts';
import {
  byProperty,
  type Touched,
  type Translations,
  touchedBy,
  type Wanted,
  wantedOf,
} from './wanted.ts';
import { XmpError } from './xmp-error.ts';

export type MergeOptions = {
  /**
   * For xmp:MetadataDate: ISO 8601 with offset, `2026-11-23T10:00:00+01:00`. Written only when something changes;
   * left as it is when absent.
   */
  readonly metadataDate?: string;
  /**
   * Keywords that we wrote before and that are gone now. They also leave the keyword lists of Lightroom and
   * digiKam where they stand there without a path.
   */
  readonly retired?: readonly string[];
  /** What language alternatives say in other languages, by their tags; other languages stay as they are. */
  readonly translations?: Translations;
  /** Where keywords stand in a tree of the user's; those that are gone leave their places there, too. */
  readonly pathsOf?: PathsOf | undefined;
  /**
   * The keyword lists of Lightroom and digiKam. `leave`: they stay as they are. `make`: they are made where there are none,
   * and keywords come at their places in the tree.
   */
  readonly keywordLists?: 'follow' | 'leave' | 'make';
};

export type Merged = {
  /** The very bytes that were given when nothing had to change. */
  readonly bytes: Uint8Array;
  /** The fields whose value in the file changed. */
  readonly changed: readonly FieldName[];
  /** What the bytes say. */
  readonly content: XmpContent;
};

/** A sidecar that was parsed once, to be read and then perhaps changed. */
export type OpenXmp = {
  readonly content: XmpContent;
  /** As `mergeXmp`. */
  merge(changes: Metadata, options: MergeOptions): Merged;
};

/**
 * Parses the bytes of a sidecar. They must not change while it is used.
 * @param language whose texts are read beside the default ones
 * @throws XmpError when it cannot be read safely
 */
export function openXmp(bytes: Uint8Array, language?: string): OpenXmp {
  const packet = parsePacket(decodeSource(bytes));
  const opened = { packet, bytes, content: readPacket(packet, language), language };
  return {
    content: opened.content,
    merge: (changes, options) => merge(opened, changes, options),
  };
}

type Opened = {
  readonly packet: Packet;
  readonly bytes: Uint8Array;
  readonly content: XmpContent;
  readonly language: string | undefined;
};

/**
 * Sets fields in the bytes of a sidecar. Fields that are absent from `changes` stay; an empty text or list takes
 * the property away. Everything else stays byte for byte (XMP specification part 1, section 7, says what may
 * stand where).
 * @param language the second one, which may be there already
 * @throws XmpError when the file cannot be changed safely; nothing is half done
 */
export function mergeXmp(
  bytes: Uint8Array,
  changes: Metadata,
  options: MergeOptions,
  language?: string,
): Merged {
  return openXmp(bytes, language).merge(changes, options);
}

function merge(
  { packet, bytes, content, language }: Opened,
  changes: Metadata,
  options: MergeOptions,
): Merged {
  const ours = wantedOf(changes);
  const wanted = [
    ...englishBeside(packet, ours, language),
    ...ours,
    ...Object.entries(options.translations ?? {}).flatMap(([language, text]) =>
      wantedOf(text, language),
    ),
  ];
  for (const [property] of wanted) assertSingle(packet, property);
  const different = wanted.filter((one) => !reads(packet, one));
  const keywords = changes.keywords?.map(cleanText);
  const { pathsOf, retired = [], keywordLists = 'follow' } = options;
  const how = { pathsOf, retired, isMade: keywordLists === 'make' };
  const trees = keywordLists === 'leave' ? [] : keywordTreeChanges(packet, keywords, how);
  const isThere = (one: Property) => findProperty(packet, one).length > 0;
  const made = newKeywordTrees(keywords, how, isThere);
  for (const [property] of made) assertSingle(packet, property);
  if (different.length === 0 && trees.length === 0 && made.length === 0)
    return { bytes, changed: [], content };

  const dated: Wanted[] =
    options.metadataDate !== undefined && canBeDated(packet)
      ? [[metadataDate, cleanText(options.metadataDate)]]
      : [];
  const all = [...dated, ...different, ...made];
  const groups = byProperty(all);
  const change: PacketChange = {
    edits: [...editsFor(packet, groups), ...trees.flatMap(({ edits }) => edits)],
    touched: [...groups.map(touchedBy), ...trees.map(({ property }) => whole(property))],
    readsBack: (changed) =>
      all.every((one) => reads(changed, one)) &&
      trees.every(({ property, paths }) => reads(changed, [property, paths])),
  };
  const proven = proveChange(packet, bytes, change);
  return {
    bytes: proven.bytes,
    changed: fields.filter((field) =>
      different.some(
        ([property]) =>
          isSameProperty(property, properties[field]) &&
          (property.language === undefined) === (fieldTable[field].type !== 'translation'),
      ),
    ),
    content: readPacket(proven.changed, language),
  };
}

function isSameProperty(one: Property, other: Property): boolean {
  const isSameMember =
    one.member === other.member ||
    (one.member !== undefined && other.member !== undefined && isNamed(one.member, other.member));
  return isNamed(one, other) && isSameMember;
}

function whole({ uri, local }: Property): Touched {
  return { uri, local, members: [], languages: 'any' };
}

function reads(packet: Packet, [property, wanted]: Wanted): boolean {
  if (wanted === '' && property.form === 'alternative' && property.language === undefined)
    return !hasDefaultText(packet, property);
  if (typeof wanted === 'string') return (readText(packet, property) ?? '') === wanted;
  const texts = readList(packet, property);
  return texts.length === wanted.length && texts.every((text, at) => text === wanted[at]);
}

function assertSingle(packet: Packet, property: Property): void {
  if (isElsewhere(packet, property))
    throw new XmpError(
      'several-resources',
      `It has ${property.local} for another resource than the photo.`,
    );
  if (findProperty(packet, property).length > 1)
    throw new XmpError('duplicate-property', saidTwice(property));
}

function saidTwice({ local }: Property): string {
  return `It has ${local} more than once, and programs differ in which of them they read. Save it again in the program that it comes from.`;
}

/** The date is a courtesy to other programs: where a file has it in an odd way, it stays as it is. */
function canBeDated(packet: Packet): boolean {
  const [found, second] = findProperty(packet, metadataDate);
  if (second !== undefined || isElsewhere(packet, metadataDate)) return false;
  if (found === undefined) return true;
  const value = readValue(packet.text, found);
  return value.form === 'text' && value.plain;
}
