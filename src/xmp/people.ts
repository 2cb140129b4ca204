/**
 * Who is in a picture, as programs write it: the names of the IPTC Photo Metadata Standard, and faces that were named in
 * Lightroom, digiKam and Picasa (regions of the Metadata Working Group, guidelines 2.0, section 5.9) or in Windows.
 */
import { simple } from './namespaces.ts';
import { findProperty, findWithin, type Packet } from './packet.ts';
import { elementsOf, isNamed, type Name, type XmlElement } from './tree.ts';
import { defaultItem, readValue } from './value.ts';

const inImage = simple('Iptc4xmpExt:PersonInImage');

/** Properties of structures that name somebody, and those that tell other regions from faces. */
const structures: readonly {
  readonly property: Name;
  readonly name: Name;
  readonly type?: Name;
}[] = [
  {
    property: simple('Iptc4xmpExt:PersonInImageWDetails'),
    name: simple('Iptc4xmpExt:PersonName'),
  },
  {
    property: simple('mwg-rs:Regions'),
    name: simple('mwg-rs:Name'),
    type: simple('mwg-rs:Type'),
  },
  { property: simple('MP:RegionInfo'), name: simple('MPReg:PersonDisplayName') },
];

/** What programs call a face that they cannot name. */
const nobody = /^(?:unknown|unconfirmed|ignored?|\?)?$/i;
const most = 50;
/** Characters of a name; what is longer is a text in the wrong place. */
const longest = 100;

/** Names of the people in a picture, each once. @param list the texts of a property that is a list */
export function peopleIn(packet: Packet, list: (property: Name) => readonly string[]): string[] {
  const named = structures.flatMap(({ property, name, type }) =>
    findProperty(packet, property).flatMap((found) =>
      found.kind === 'element' ? namesWithin(packet, found.element, name, type) : [],
    ),
  );
  const names = [...list(inImage), ...named].map((name) => name.replace(/\s+/g, ' ').trim());
  return [...new Set(names.filter((name) => name.length <= longest && !nobody.test(name)))].slice(
    0,
    most,
  );
}

/** The names in a structure and all that are inside it. */
function namesWithin(packet: Packet, element: XmlElement, name: Name, type?: Name): string[] {
  const isFace = type === undefined || /^(?:face)?$/i.test(textOf(packet, element, type) ?? '');
  const own = isFace ? textOf(packet, element, name) : undefined;
  return [
    ...(own === undefined ? [] : [own]),
    ...elementsOf(element)
      .filter((inside) => !isNamed(inside, name))
      .flatMap((inside) => namesWithin(packet, inside, name, type)),
  ];
}

/** The text of a member of a structure, which is an attribute or an element. */
function textOf({ text }: Packet, within: XmlElement, name: Name): string | undefined {
  const [found] = findWithin(within, name);
  const value = found && readValue(text, found);
  if (value?.form === 'text') return value.text;
  return value?.form === 'list' ? defaultItem(value.items)?.literal?.text : undefined;
}
