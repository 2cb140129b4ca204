/** What a packet says, as plain values. */
import { fieldTable } from '../metadata/fields.ts';
import { fromParts, type Metadata, metadataFrom } from '../metadata/metadata.ts';
import { translated } from '../metadata/translation.ts';
import { type Marks, marksIn } from './marks.ts';
import {
  createDate,
  dateTimeOriginal,
  hierarchies,
  isList,
  latitude,
  longitude,
  metadataDate,
  type Property,
  properties,
  sidecarForExtension,
} from './namespaces.ts';
import { findProperty, type Packet, parsePacket } from './packet.ts';
import { peopleIn } from './people.ts';
import { decodeSource } from './source.ts';
import { membersIn } from './structure.ts';
import type { Name } from './tree.ts';
import { isOfLanguage, itemIn, type PropertyValue, readValue } from './value.ts';

/** A packet's contents. Every value is text as it stands in the file: `007`, `1e5` and `true` stay what they are. */
export type XmpContent = Metadata &
  Marks & {
    readonly keywords: readonly string[];
    /** Paths with `|` between levels, from Lightroom's and digiKam's lists, each once. */
    readonly hierarchicalKeywords: readonly string[];
    /** Names of the people in the picture; absent where there are none. */
    readonly people?: readonly string[];
    readonly metadataDate?: string;
    /** Which of several files of one name this sidecar is for, as `CR2` or `JPG`. */
    readonly sidecarForExtension?: string;
    /** exif:DateTimeOriginal, and xmp:CreateDate: when a picture was taken, and when its file was made. */
    readonly dateTimeOriginal?: string;
    readonly createDate?: string;
    /** A position as EXIF in XMP has it: `41,8.94N` or `41,8,56N`, degrees, minutes and perhaps seconds. */
    readonly latitude?: string;
    readonly longitude?: string;
  };

/** The properties beside our fields that are one text each. */
const singles = {
  metadataDate,
  sidecarForExtension,
  dateTimeOriginal,
  createDate,
  latitude,
  longitude,
};

/**
 * Reads a sidecar, or the packet of a photo's own XMP segment.
 * @param language whose texts are read beside the default ones
 * @throws XmpError for what is not XMP at all; what cannot be understood inside it is ignored
 */
export function readXmp(bytes: Uint8Array, language?: string): XmpContent {
  return readPacket(parsePacket(decodeSource(bytes)), language);
}

export function readPacket(packet: Packet, language?: string): XmpContent {
  const ours = metadataFrom((field) => {
    const property = properties[field];
    if (fieldTable[field].type === 'translation') {
      const text = language && readText(packet, { ...property, language });
      return language && text ? translated(language, text) : undefined;
    }
    return isList(property)
      ? fromParts(field, readList(packet, property))
      : readText(packet, property);
  });
  const people = peopleIn(packet, (property) => readList(packet, property));
  const others = Object.entries(singles)
    .map(([name, property]) => [name, readText(packet, property)] as const)
    .filter(([, text]) => text !== undefined && text !== '');
  const paths = hierarchies.flatMap(({ separator, ...property }) =>
    readList(packet, property).map((path) => path.replaceAll(separator, '|')),
  );
  return {
    ...ours,
    ...marksIn((property) => readList(packet, property)),
    ...(Object.fromEntries(others) as Partial<Record<keyof typeof singles, string>>),
    ...(people.length === 0 ? {} : { people }),
    keywords: ours.keywords ?? [],
    hierarchicalKeywords: [...new Set(paths)],
  };
}

type Sought = Name & Pick<Property, 'member' | 'language'>;

/** The text of a property, in the default language unless it names another. */
export function readText(packet: Packet, sought: Sought): string | undefined {
  const { language } = sought;
  return valuesOf(packet, sought)
    .map((value) => {
      if (value.form === 'text') return language === undefined ? value.text : undefined;
      if (value.form === 'other') return undefined;
      return itemIn(value.items, language)?.literal?.text;
    })
    .find((text) => text !== undefined);
}

/** Whether a language alternative has a text that is of no language: other languages' texts stand for it only in reading. */
export function hasDefaultText(packet: Packet, property: Name): boolean {
  return valuesOf(packet, property).some((value) => {
    if (value.form === 'text') return value.text !== '';
    if (value.form === 'other') return false;
    return value.items.some((item) => isOfLanguage(item) && item.literal?.text !== '');
  });
}

/** The texts of a list; a single text counts as a list of one, empty ones do not count. */
export function readList(packet: Packet, property: Name): string[] {
  return valuesOf(packet, property)
    .flatMap((value) => {
      if (value.form === 'text') return [value.text];
      return value.form === 'list' ? value.items.map(({ literal }) => literal?.text ?? '') : [];
    })
    .filter((text) => text !== '');
}

function valuesOf(packet: Packet, sought: Sought): PropertyValue[] {
  const { member } = sought;
  const found = findProperty(packet, sought);
  const places =
    member === undefined ? found : found.flatMap((one) => membersIn(packet.text, one, member));
  return places.map((one) => readValue(packet.text, one));
}
