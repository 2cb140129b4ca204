/** The namespaces of XMP specification part 2 and of the programs whose keyword trees we read. */
import { type FieldName, type FieldType, fieldNames, fieldTable } from '../metadata/fields.ts';
import type { Name } from './tree.ts';

/** The namespaces of what we write or read, with the prefixes they get where a file has none for them. */
const namespaces: Readonly<Record<string, string>> = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
  MP: 'http://ns.microsoft.com/photo/1.2/',
  MPReg: 'http://ns.microsoft.com/photo/1.2/t/Region#',
  exif: 'http://ns.adobe.com/exif/1.0/',
  xmpDM: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  photomechanic: 'http://ns.camerabits.com/photomechanic/1.0/',
  MicrosoftPhoto: 'http://ns.microsoft.com/photo/1.0/',
  darktable: 'http://darktable.sf.net/',
};

export const metaNamespace = 'adobe:ns:meta/';
export const xmlLang: Name = { uri: 'http://www.w3.org/XML/1998/namespace', local: 'lang' };

/** The prefix for each namespace. */
export const usualPrefixes: ReadonlyMap<string, string> = new Map(
  Object.entries(namespaces).map(([prefix, uri]) => [uri, prefix]),
);

/** The name that `dc:title` stands for with the usual prefixes. */
function named(written: string): Name {
  const [prefix = '', local = ''] = written.split(':');
  const uri = namespaces[prefix];
  if (uri === undefined) throw new Error(`${written} has a prefix without a namespace`);
  return { uri, local };
}

const { uri: rdfNamespace } = named('rdf:RDF');
export const rdf = (local: string): Name => ({ uri: rdfNamespace, local });

/**
 * The forms of XMP specification part 1, section 6.3: simple, language alternative, unordered and ordered array, structure,
 * ordered array of structures.
 */
export type Form = 'text' | 'alternative' | 'list' | 'sequence' | 'structure' | 'structures';

/** A property, or what we mean of it: one member of a structure, one language of an alternative. */
export type Property = Name & {
  readonly form: Form;
  readonly member?: Name;
  /** A language tag (RFC 5646); the default one where absent. */
  readonly language?: string;
};

/** Whether a property has several texts. */
export function isList({ form }: Property): boolean {
  return form === 'list' || form === 'sequence';
}

const forms: Readonly<Record<FieldType, Form>> = {
  text: 'text',
  date: 'text',
  alternative: 'alternative',
  translation: 'alternative',
  list: 'list',
  bag: 'list',
  sequence: 'sequence',
};

/** The order in which new properties are written. */
const formOrder: readonly Form[] = [
  'text',
  'alternative',
  'list',
  'sequence',
  'structure',
  'structures',
];

function propertyOf(field: FieldName): Property {
  const { xmp, type, of } = fieldTable[field];
  if (of === undefined) return { ...named(xmp), form: forms[type] };
  return { ...named(of.xmp), form: of.isSequence ? 'structures' : 'structure', member: named(xmp) };
}

/** Every field, in the order in which new ones are written. */
export const fields: FieldName[] = fieldNames.toSorted(
  (one, other) =>
    formOrder.indexOf(propertyOf(one).form) - formOrder.indexOf(propertyOf(other).form),
);

/** Every field with its property. */
export const properties = Object.fromEntries(
  fields.map((field) => [field, propertyOf(field)]),
) as Readonly<Record<FieldName, Property>>;

export const simple = (written: string): Property => ({ ...named(written), form: 'text' });

/** Read and shown, or written for other programs' sake; none of them is a field. */
export const metadataDate = simple('xmp:MetadataDate');
export const rating = simple('xmp:Rating');
export const label = simple('xmp:Label');
export const sidecarForExtension = simple('photoshop:SidecarForExtension');
export const dateTimeOriginal = simple('exif:DateTimeOriginal');
export const createDate = simple('xmp:CreateDate');
export const latitude = simple('exif:GPSLatitude');
export const longitude = simple('exif:GPSLongitude');

/** Lists of keyword paths, and what stands between the levels of a path. */
export const hierarchies: readonly (Property & { readonly separator: string })[] = [
  { ...named('lr:hierarchicalSubject'), form: 'list', separator: '|' },
  { ...named('digiKam:TagsList'), form: 'sequence', separator: '/' },
];
