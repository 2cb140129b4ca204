/** The namespaces of XMP specification part 2 and of the programs whose keyword trees we read. */
import type { Name } from './tree.ts';

export const rdf = (local: string): Name => ({
  uri: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  local,
});
const dc = (local: string): Name => ({ uri: 'http://purl.org/dc/elements/1.1/', local });
const xmp = (local: string): Name => ({ uri: 'http://ns.adobe.com/xap/1.0/', local });
const photoshop = (local: string): Name => ({ uri: 'http://ns.adobe.com/photoshop/1.0/', local });
const iptc = (local: string): Name => ({
  uri: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  local,
});

export const metaNamespace = 'adobe:ns:meta/';
export const xmlLang: Name = { uri: 'http://www.w3.org/XML/1998/namespace', local: 'lang' };

/** The prefixes we write where a file has none for a namespace. */
export const usualPrefixes: ReadonlyMap<string, string> = new Map([
  [rdf('').uri, 'rdf'],
  [dc('').uri, 'dc'],
  [xmp('').uri, 'xmp'],
  [photoshop('').uri, 'photoshop'],
  [iptc('').uri, 'Iptc4xmpCore'],
]);

/** What is ours in a sidecar. Names of IPTC Core 1.3 in parentheses. */
export type Field =
  /** photoshop:Headline (Headline). */
  | 'headline'
  /** dc:title in the default language (Title). */
  | 'shortTitle'
  /** dc:description in the default language (Description). */
  | 'caption'
  /** dc:subject, in order (Keywords). */
  | 'keywords'
  /** photoshop:City. */
  | 'city'
  /** photoshop:Country. */
  | 'country'
  /** photoshop:State (Province or State). */
  | 'region'
  /** Iptc4xmpCore:CountryCode. */
  | 'countryCode'
  /** photoshop:DateCreated (Date Created). */
  | 'dateCreated';

/** The forms of XMP specification part 1, section 6.3: simple, language alternative, unordered array. */
export type Form = 'text' | 'alternative' | 'list';

export type Property = Name & { readonly form: Form };

/** Every field with its property, in the order in which new ones are written. */
export const properties: Readonly<Record<Field, Property>> = {
  headline: { ...photoshop('Headline'), form: 'text' },
  city: { ...photoshop('City'), form: 'text' },
  region: { ...photoshop('State'), form: 'text' },
  country: { ...photoshop('Country'), form: 'text' },
  countryCode: { ...iptc('CountryCode'), form: 'text' },
  dateCreated: { ...photoshop('DateCreated'), form: 'text' },
  shortTitle: { ...dc('title'), form: 'alternative' },
  caption: { ...dc('description'), form: 'alternative' },
  keywords: { ...dc('subject'), form: 'list' },
};

export const fields = Object.keys(properties) as Field[];

/** Read and shown, or written for other programs' sake; none of them is a field. */
export const metadataDate: Property = { ...xmp('MetadataDate'), form: 'text' };
export const rating: Property = { ...xmp('Rating'), form: 'text' };
export const label: Property = { ...xmp('Label'), form: 'text' };
export const sidecarForExtension: Property = { ...photoshop('SidecarForExtension'), form: 'text' };

/** Lists of keyword paths, and what stands between the levels of a path. */
export const hierarchies: readonly (Property & { readonly separator: string })[] = [
  {
    uri: 'http://ns.adobe.com/lightroom/1.0/',
    local: 'hierarchicalSubject',
    form: 'list',
    separator: '|',
  },
  { uri: 'http://www.digikam.org/ns/1.0/', local: 'TagsList', form: 'list', separator: '/' },
];
