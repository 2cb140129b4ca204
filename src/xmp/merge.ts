/** Bringing our fields into a sidecar that exists. */

import type { FieldName } from '../metadata/fields.ts';
import type { Metadata } from '../metadata/metadata.ts';
import { containerMarkup } from './container.ts';
import type { Edit } from './edit.ts';
import { cleanText } from './escape.ts';
import { insertProperties, type NewProperty, prefixFor } from './insert.ts';
import { keywordTreeChanges } from './keyword-trees.ts';
import { leadOf } from './layout.ts';
import { fields, metadataDate, type Property, properties, rdf } from './namespaces.ts';
import {
  type FoundProperty,
  findProperty,
  isElsewhere,
  type Packet,
  parsePacket,
} from './packet.ts';
import { type PacketChange, proveChange } from './prove.ts';
import { readList, readPacket, readText, type XmpContent } from './read.ts';
import { setList } from './set-list.ts';
import { fill, removeProperty, setText, unexpected } from './set-text.ts';
import { decodeSource } from './source.ts';
import type { XmlElement } from './tree.ts';
import { type PropertyValue, readValue } from './value.ts';
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
  /** `leave`: the keyword lists of Lightroom and digiKam stay as they are. */
  readonly keywordLists?: 'follow' | 'leave';
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
 * @throws XmpError when it cannot be read safely
 */
export function openXmp(bytes: Uint8Array): OpenXmp {
  const packet = parsePacket(decodeSource(bytes));
  const content = readPacket(packet);
  return { content, merge: (changes, options) => merge(packet, bytes, content, changes, options) };
}

type Wanted = string | readonly string[];

/**
 * Sets fields in the bytes of a sidecar. Fields that are absent from `changes` stay; an empty text or list takes
 * the property away. Everything else stays byte for byte (XMP specification part 1, section 7, says what may
 * stand where).
 * @throws XmpError when the file cannot be changed safely; nothing is half done
 */
export function mergeXmp(bytes: Uint8Array, changes: Metadata, options: MergeOptions): Merged {
  return openXmp(bytes).merge(changes, options);
}

function merge(
  packet: Packet,
  bytes: Uint8Array,
  content: XmpContent,
  changes: Metadata,
  options: MergeOptions,
): Merged {
  const wanted = wantedOf(changes);
  for (const [field] of wanted) assertSingle(packet, properties[field]);
  const different = wanted.filter(([field, value]) => !reads(packet, properties[field], value));
  const trees =
    options.keywordLists === 'leave'
      ? []
      : keywordTreeChanges(packet, changes.keywords?.map(cleanText), options.retired ?? []);
  if (different.length === 0 && trees.length === 0) return { bytes, changed: [], content };

  const dated: [Property, Wanted][] =
    options.metadataDate !== undefined && canBeDated(packet)
      ? [[metadataDate, cleanText(options.metadataDate)]]
      : [];
  const set = different.map(([field, value]): [Property, Wanted] => [properties[field], value]);
  const all = [...dated, ...set];
  const change: PacketChange = {
    edits: [...editsFor(packet, all), ...trees.flatMap(({ edits }) => edits)],
    touched: [...all.map(([property]) => property), ...trees.map(({ property }) => property)],
    readsBack: (changed) =>
      all.every(([property, value]) => reads(changed, property, value)) &&
      trees.every(({ property, paths }) => reads(changed, property, paths)),
  };
  const proven = proveChange(packet, bytes, change);
  return {
    bytes: proven.bytes,
    changed: different.map(([field]) => field),
    content: readPacket(proven.changed),
  };
}

function wantedOf(changes: Metadata): [FieldName, Wanted][] {
  return fields.flatMap((field): [FieldName, Wanted][] => {
    const value = changes[field];
    if (value === undefined) return [];
    if (typeof value === 'string') return [[field, cleanText(value)]];
    return [[field, value.map(cleanText).filter((text) => text !== '')]];
  });
}

function reads(packet: Packet, property: Property, wanted: Wanted): boolean {
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
    throw new XmpError('duplicate-property', `It has ${property.local} more than once.`);
}

/** The date is a courtesy to other programs: where a file has it in an odd way, it stays as it is. */
function canBeDated(packet: Packet): boolean {
  const [found, second] = findProperty(packet, metadataDate);
  if (second !== undefined || isElsewhere(packet, metadataDate)) return false;
  if (found === undefined) return true;
  const value = readValue(packet.text, found);
  return value.form === 'text' && value.plain;
}

function editsFor(packet: Packet, all: readonly [Property, Wanted][]): Edit[] {
  const edits: Edit[] = [];
  const added: NewProperty[] = [];
  for (const [property, value] of all) {
    const [found] = findProperty(packet, property);
    const isMoved = found?.kind === 'attribute' && property.form !== 'text';
    if (found !== undefined)
      for (const edit of editsOf(packet, found, property, value)) edits.push(edit);
    if ((found === undefined || isMoved) && value.length > 0) added.push({ property, value });
  }
  return [...edits, ...insertProperties(packet, added)];
}

function editsOf(packet: Packet, found: FoundProperty, property: Property, wanted: Wanted): Edit[] {
  const value = readValue(packet.text, found);
  const isMoved = found.kind === 'attribute' && property.form !== 'text';
  if (wanted.length === 0 || isMoved) return [removeProperty(packet, found, value)];
  if (typeof wanted !== 'string' && value.form === 'list')
    return setList(packet, found, value, wanted);
  if (property.form !== 'text' && holdsBareText(found, value))
    return [contain(packet, found.element, property.form, wanted)];
  if (typeof wanted === 'string') return setText(packet, found, value, wanted);
  throw unexpected(found, 'it is not a list');
}

/** Whether one text, or nothing, stands right between the tags of a property that should hold a container. */
function holdsBareText(
  found: FoundProperty,
  value: PropertyValue,
): found is FoundProperty & { kind: 'element' } {
  return (
    found.kind === 'element' &&
    value.form === 'text' &&
    value.plain &&
    value.slot.kind === 'content' &&
    value.slot.element === found.element
  );
}

/** Puts the container of the property's form where only a text was. */
function contain(
  packet: Packet,
  element: XmlElement,
  form: 'alternative' | 'list',
  wanted: Wanted,
): Edit {
  const prefix = prefixFor(element.scope, rdf('').uri);
  if (prefix === undefined)
    throw new XmpError('unexpected-form', `RDF has no prefix at ${element.written}.`);
  return fill(
    packet,
    element,
    containerMarkup(packet, leadOf(packet, element), prefix, form, wanted),
  );
}
