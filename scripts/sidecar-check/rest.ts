/**
 * What stands in a sidecar beside our properties, byte by byte. It is found in another way than src/xmp finds it (one
 * pass over the tags, no parser, no tree), because it judges what src/xmp does.
 */

/** The properties that may be set, by namespace. */
const ours: Readonly<Record<string, readonly string[]>> = {
  'http://purl.org/dc/elements/1.1/': ['title', 'description', 'subject'],
  'http://ns.adobe.com/photoshop/1.0/': ['Headline', 'City', 'State', 'Country', 'DateCreated'],
  'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/': ['CountryCode'],
  'http://ns.adobe.com/xap/1.0/': ['MetadataDate'],
  'http://ns.adobe.com/lightroom/1.0/': ['hierarchicalSubject'],
  'http://www.digikam.org/ns/1.0/': ['TagsList'],
};
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const scaffold = ['Bag', 'Seq', 'Alt', 'li', 'value', 'Description'];

export type Rest = {
  /** The text without our properties, the white space in front of them, and descriptions of nothing else. */
  readonly text: string;
  /** What other programs put inside our properties: comments, qualifiers, translations; sorted. */
  readonly inside: readonly string[];
  /** The paths of Lightroom's and digiKam's lists, as they are written. */
  readonly paths: readonly string[];
};

type Scope = ReadonlyMap<string, string>;
type Open = {
  readonly uri: string;
  readonly name: string;
  readonly scope: Scope;
  readonly tag: string;
  readonly start: number;
  /** Where the start tag ends. */
  readonly inner: number;
};
type Cut = readonly [start: number, end: number];

const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(?:"[^"]*"|'[^']*'|[^>"'])*>/g;
const attribute = /(\s+)([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** Reads the rest of a well-formed sidecar. */
export function restOf(text: string): Rest {
  const reading = new Reading(text);
  const path: Open[] = [];
  for (const { 0: tag, index } of text.matchAll(token)) {
    const end = index + tag.length;
    if (tag.startsWith('<!') || tag.startsWith('<?')) reading.note(path, tag);
    else if (tag.startsWith('</')) {
      reading.close(path, end);
      path.pop();
    } else {
      path.push(opened(tag, index, path.at(-1)?.scope ?? new Map<string, string>()));
      reading.open(path);
      if (tag.endsWith('/>')) {
        reading.close(path, end);
        path.pop();
      }
    }
  }
  return reading.rest();
}

class Reading {
  readonly #text: string;
  readonly #cuts: Cut[] = [];
  readonly #inside: string[] = [];
  readonly #paths: string[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  rest(): Rest {
    const { length } = this.#text;
    return { text: this.#left([0, length]), inside: this.#inside.sort(), paths: this.#paths };
  }

  /** A comment or instruction. */
  note(path: readonly Open[], markup: string): void {
    if (propertyIn(path) !== undefined && !markup.startsWith('<![CDATA['))
      this.#inside.push(markup);
  }

  open(path: readonly Open[]): void {
    const open = path.at(-1);
    if (open === undefined || !isDescription(path)) return;
    for (const found of open.tag.matchAll(attribute)) {
      const { uri, name } = resolved(found[2] ?? '', open.scope, false);
      const start = open.start + found.index;
      if (isOurs(uri, name)) this.#cuts.push([start, start + found[0].length]);
    }
  }

  close(path: readonly Open[], end: number): void {
    const open = path.at(-1);
    const property = propertyIn(path);
    if (open === undefined) return;
    if (property !== undefined) this.#closeInside(open, property, end);
    else if (isDescription(path)) this.#closeDescription(open, end);
  }

  #closeInside(open: Open, property: Open, end: number): void {
    const isForeign = open.uri !== rdf || !scaffold.includes(open.name);
    if (open === property) this.#cut([open.start, end]);
    else if (isForeign || attributesOf(open).some((one) => one.startsWith('xml:lang'))) {
      this.#inside.push(this.#text.slice(open.start, end));
      return;
    }
    this.#inside.push(...attributesOf(open));
    if (open.name === 'li' && ['hierarchicalSubject', 'TagsList'].includes(property.name))
      this.#paths.push(this.#content(open, end));
  }

  /** Descriptions of nothing foreign may come and go; white space alone in one may change. */
  #closeDescription(open: Open, end: number): void {
    const inner: Cut = [open.inner, open.inner + this.#content(open, end).length];
    if (this.#left(inner).trim() !== '') return;
    const tag = this.#left([open.start, open.inner]);
    const isBare = [...tag.matchAll(attribute)].every(([, , name = '']) =>
      /^xmlns(?::|$)|(?:^|:)about$/.test(name),
    );
    if (isBare) this.#cut([open.start, end]);
    else this.#cuts.push(inner);
  }

  /** Cuts an element together with the white space in front of it. */
  #cut([start, end]: Cut): void {
    let from = start;
    while (/\s/.test(this.#text[from - 1] ?? '')) from--;
    this.#cuts.push([from, end]);
  }

  #content({ tag, inner }: Open, end: number): string {
    return tag.endsWith('/>') ? '' : this.#text.slice(inner, this.#text.lastIndexOf('<', end - 1));
  }

  /** What the cuts leave of a stretch. */
  #left([from, to]: Cut): string {
    let at = from;
    let left = '';
    for (const [start, end] of this.#cuts.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
      if (end <= from || start >= to) continue;
      if (start > at) left += this.#text.slice(at, start);
      at = Math.max(at, end);
    }
    return at < to ? left + this.#text.slice(at, to) : left;
  }
}

/** Attributes that are neither declarations nor the place of a value of ours. */
function attributesOf({ tag }: Open): string[] {
  return [...tag.matchAll(attribute)].flatMap(([, , name = '', value = '']) => {
    const isDefault = name === 'xml:lang' && value.slice(1, -1).toLowerCase() === 'x-default';
    const isCarrier = /^xmlns(?::|$)|:(?:value|resource)$/.test(name);
    return isDefault || isCarrier ? [] : [`${name}=${value}`];
  });
}

function opened(tag: string, start: number, outer: Scope): Open {
  const scope = new Map(outer);
  for (const [, , name = '', value = ''] of tag.matchAll(attribute))
    if (name === 'xmlns' || name.startsWith('xmlns:'))
      scope.set(name.slice('xmlns:'.length), value.slice(1, -1));
  const written = /^<([^\s/>]+)/.exec(tag)?.[1] ?? '';
  return { ...resolved(written, scope, true), scope, tag, start, inner: start + tag.length };
}

function resolved(
  written: string,
  scope: Scope,
  isElement: boolean,
): { uri: string; name: string } {
  const colon = written.indexOf(':');
  const hasNamespace = colon !== -1 || isElement;
  const uri = hasNamespace ? (scope.get(written.slice(0, Math.max(colon, 0))) ?? '') : '';
  return { uri, name: written.slice(colon + 1) };
}

function isOurs(uri: string, name: string): boolean {
  return ours[uri]?.includes(name) === true;
}

function isDescription(path: readonly Open[]): boolean {
  const [parent, open] = path.slice(-2);
  return isRdf(parent, 'RDF') && isRdf(open, 'Description');
}

function isRdf(open: Open | undefined, name: string): boolean {
  return open?.uri === rdf && open.name === name;
}

/** The property of ours that the innermost element of a path is or is inside of. */
function propertyIn(path: readonly Open[]): Open | undefined {
  return path.find(({ uri, name }, at) => isOurs(uri, name) && isDescription(path.slice(0, at)));
}
