/**
 * Makes XMP packets of every shape the specification allows, and says which pieces of each are not ours.
 * All foreign pieces carry a number of their own, so that one cannot pass for another.
 */
import fc from 'fast-check';
import { type FieldName, isTemplateField } from '../../src/metadata/fields.ts';
import { fields, properties } from '../../src/xmp/namespaces.ts';

/** A stretch of a generated packet; `foreign` ones must be found again after a merge, in their order. */
type Piece = { readonly text: string; readonly foreign: boolean };

export type Generated = {
  readonly pieces: readonly Piece[];
  readonly encode: (text: string) => Buffer;
  /** The reverse, without the byte order mark. */
  readonly decode: (bytes: Uint8Array) => string;
};

export const textOf = ({ pieces }: Generated): string => pieces.map(({ text }) => text).join('');

const rdfUri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const namespaces = {
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  own: 'http://example.com/own/',
} as const;
type Usual = keyof typeof namespaces;

/** Everything random about one packet, drawn up front so that fast-check can shrink it. */
const shape = fc.record({
  lineEnd: fc.constantFrom('\n', '\r\n', '\r', ''),
  indent: fc.constantFrom('', ' ', '   ', '\t'),
  quote: fc.constantFrom('"', "'"),
  wrapper: fc.constantFrom('packet', 'declaration', 'both', 'none'),
  meta: fc.boolean(),
  padding: fc.nat(50),
  rdfPrefix: fc.constantFrom('rdf', 'r', 'dc1'),
  prefixes: fc.record({
    dc: fc.constantFrom('dc', 'zz', 'd-c.1'),
    xmp: fc.constantFrom('xmp', 'xap'),
    photoshop: fc.constantFrom('photoshop', 'ps'),
    Iptc4xmpCore: fc.constantFrom('Iptc4xmpCore', 'Iptc4xmpCoreOld'),
    lr: fc.constant('lr'),
    own: fc.constantFrom('own', 'photoshop1'),
  }),
  /** Where namespaces are declared: on rdf:RDF, or on each description that uses them. */
  declaredOutside: fc.boolean(),
  about: fc.constantFrom('=""', "=''", '="uuid:1-2"', undefined),
  descriptions: fc.integer({ min: 1, max: 3 }),
  placed: fc.array(
    fc.record({
      at: fc.nat(2),
      what: fc.oneof(
        fc.constantFrom(
          'text',
          'cdata',
          'structure',
          'nested',
          'list',
          'comment',
          'instruction',
          'attribute',
        ),
        fc.constantFrom<FieldName>(...fields.filter((field) => !isTemplateField(field))),
        fc.constant('paths'),
      ),
      form: fc.constantFrom(
        'attribute',
        'element',
        'container',
        'declared',
        'qualified',
        'cdata',
        'empty',
      ),
      items: fc.array(fc.constantFrom('a', 'b', 'new', '007', 'é😀', 'x y'), { maxLength: 4 }),
      noted: fc.boolean(),
    }),
    { maxLength: 14 },
  ),
  encoding: fc.constantFrom('utf-8', 'utf-8 mark', 'utf-16le', 'utf-16be'),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;
type Placed = Shape['placed'][number];

export const generated: fc.Arbitrary<Generated> = shape.map((one) => ({
  pieces: new Maker(one).packet(),
  encode: encoders[one.encoding],
  decode: (bytes) => new TextDecoder(one.encoding.split(' ')[0]).decode(bytes),
}));

const encoders: Record<Shape['encoding'], (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text, 'utf8'),
  'utf-8 mark': (text) => Buffer.from(`\uFEFF${text}`, 'utf8'),
  'utf-16le': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
};

class Maker {
  readonly #shape: Shape;
  readonly #pieces: Piece[] = [];
  #count = 0;

  constructor(one: Shape) {
    this.#shape = one;
  }

  packet(): Piece[] {
    const { wrapper, lineEnd, meta, padding, rdfPrefix, quote, declaredOutside } = this.#shape;
    if (wrapper === 'declaration' || wrapper === 'both')
      this.#foreign(`<?xml version="1.0"?>${lineEnd}`);
    if (wrapper === 'packet' || wrapper === 'both')
      this.#foreign(`<?xpacket begin='' id=${quote}W5M0MpCehiHzreSzNTczkc9d${quote}?>${lineEnd}`);
    if (meta)
      this.#foreign(`<x:xmpmeta xmlns:x=${quote}adobe:ns:meta/${quote} x:xmptk="a > b">${lineEnd}`);
    const declared = declaredOutside ? this.#declarations() : '';
    this.#foreign(`<${rdfPrefix}:RDF xmlns:${rdfPrefix}=${quote}${rdfUri}${quote}${declared}>`);
    for (let at = 0; at < this.#shape.descriptions; at++) this.#description(at);
    this.#foreign(`${lineEnd}</${rdfPrefix}:RDF>`);
    if (meta) this.#foreign(`${lineEnd}</x:xmpmeta>`);
    this.#foreign(lineEnd + ' '.repeat(padding));
    if (wrapper === 'packet' || wrapper === 'both') this.#foreign(`<?xpacket end="w"?>`);
    return this.#pieces;
  }

  #declarations(): string {
    const { prefixes, quote } = this.#shape;
    return (Object.keys(namespaces) as Usual[])
      .map((usual) => ` xmlns:${prefixes[usual]}=${quote}${namespaces[usual]}${quote}`)
      .join('');
  }

  #description(at: number): void {
    const { about, rdfPrefix, declaredOutside } = this.#shape;
    const mine = this.#placedIn(at);
    const attributes = mine.filter((one) => isAttribute(one));
    const elements = mine.filter((one) => !isAttribute(one));
    const lead = this.#lead(1);
    const resource = about === undefined ? '' : ` ${rdfPrefix}:about${about}`;
    this.#foreign(
      `${lead}<${rdfPrefix}:Description${resource}${declaredOutside ? '' : this.#declarations()}`,
    );
    for (const one of attributes) this.#attribute(one);
    if (elements.length === 0) {
      this.#foreign('/>');
      return;
    }
    this.#foreign('>');
    for (const one of elements) this.#element(one);
    this.#foreign(`${lead}</${rdfPrefix}:Description>`);
  }

  /** What stands in one description; no property of ours comes twice in a packet. */
  #placedIn(at: number): Placed[] {
    const { placed, descriptions } = this.#shape;
    const seen = new Set<string>();
    return placed.filter(({ what, at: place }) => {
      // Two fields may be items of one property: a title and its translation are both in dc:title.
      const name = isField(what) ? this.#nameOf(what) : what;
      const isRepeated = (isField(what) || what === 'paths') && seen.has(name);
      seen.add(name);
      return !isRepeated && place % descriptions === at;
    });
  }

  #attribute({ what, items }: Placed): void {
    const { prefixes, quote } = this.#shape;
    if (!isField(what)) {
      const number = this.#number();
      this.#foreign(
        `${this.#lead(3)}${prefixes.own}:a${number}=${quote}&#x41; > ${number}${quote}`,
      );
      return;
    }
    this.#ours(`${this.#lead(3)}${this.#nameOf(what)}=${quote}${escaped(items.join(' '))}${quote}`);
  }

  #element(placed: Placed): void {
    this.#foreign(this.#lead(2));
    if (isField(placed.what)) this.#field(placed.what, placed);
    else if (placed.what === 'paths') this.#paths(placed);
    else this.#foreign(this.#strange(placed.what));
  }

  #field(field: FieldName, { form, items, noted }: Placed): void {
    const name = this.#nameOf(field);
    const r = this.#shape.rdfPrefix;
    const isList = properties[field].form === 'list';
    const value = escaped(items.join(' '));
    if (form === 'empty') this.#ours(`<${name}/>`);
    else if (form === 'cdata' && !isList) this.#ours(`<${name}><![CDATA[${value}]]></${name}>`);
    else if (form === 'declared' && !isList) {
      const { uri, local } = properties[field];
      this.#ours(`<o0:${local} xmlns:o0='${uri}'>${value}</o0:${local}>`);
    } else if (form === 'qualified' && !isList) {
      this.#ours(`<${name} ${r}:parseType="Resource"><${r}:value>${value}</${r}:value>`);
      this.#foreign(
        `<${this.#shape.prefixes.own}:q>${this.#number()}</${this.#shape.prefixes.own}:q>`,
      );
      this.#ours(`</${name}>`);
    } else if (form === 'element') this.#ours(`<${name}>${value}</${name}>`);
    else if (isList) {
      this.#ours(`<${name}><${r}:Bag>`);
      if (noted) this.#foreign(this.#strange('instruction'));
      for (const item of items) {
        this.#ours(`<${r}:li>${escaped(item)}</${r}:li>`);
        if (noted) this.#foreign(this.#strange('comment'));
      }
      this.#ours(`</${r}:Bag></${name}>`);
    } else {
      this.#ours(`<${name}><${r}:Alt><${r}:li xml:lang="x-default">${value}</${r}:li>`);
      if (noted) this.#foreign(`<${r}:li xml:lang="de">${this.#number()}</${r}:li>`);
      this.#ours(`</${r}:Alt></${name}>`);
    }
  }

  #paths({ items }: Placed): void {
    const { rdfPrefix: r, prefixes } = this.#shape;
    this.#foreign(`<${prefixes.lr}:hierarchicalSubject><${r}:Bag>`);
    for (const item of new Set(items))
      this.#foreign(`<${r}:li>${this.#number()}|${escaped(item)}</${r}:li>`);
    this.#ours(`</${r}:Bag></${prefixes.lr}:hierarchicalSubject>`);
  }

  /** Something that is not ours, in one of the forms that could be mistaken for it. */
  #strange(what: string): string {
    const { rdfPrefix: r, prefixes } = this.#shape;
    const { own, dc } = prefixes;
    const number = this.#number();
    switch (what) {
      case 'cdata':
        return `<${own}:c><![CDATA[<${dc}:title>${number}</${dc}:title>&]]></${own}:c>`;
      case 'structure':
        return `<${own}:s ${r}:parseType="Resource"><${dc}:title>${number}</${dc}:title></${own}:s>`;
      case 'nested':
        return `<${own}:n><${r}:Description ${dc}:title="${number}"><${dc}:subject><${r}:Bag/></${dc}:subject></${r}:Description></${own}:n>`;
      case 'list':
        return `<${own}:l><${r}:Seq><${r}:li ${own}:v='${number}'/><${r}:li>&#10;${number}</${r}:li></${r}:Seq></${own}:l>`;
      case 'comment':
        return `<!-- <${dc}:title>${number}</${dc}:title> -->`;
      case 'instruction':
        return `<?own number="${number}"?>`;
      default:
        return `<${own}:t>a &amp; b\n ${number} ]] &gt;</${own}:t>`;
    }
  }

  #nameOf(field: FieldName): string {
    const { uri, local } = properties[field];
    const usual =
      (Object.keys(namespaces) as Usual[]).find((one) => namespaces[one] === uri) ?? 'own';
    return `${this.#shape.prefixes[usual]}:${local}`;
  }

  #lead(depth: number): string {
    const { lineEnd, indent } = this.#shape;
    return lineEnd === ''
      ? depth === 3
        ? ' '
        : ''
      : lineEnd + indent.repeat(depth) + (depth === 3 ? ' ' : '');
  }

  #number(): number {
    return 100_000 + this.#count++;
  }

  #foreign(text: string): void {
    this.#pieces.push({ text, foreign: true });
  }

  #ours(text: string): void {
    this.#pieces.push({ text, foreign: false });
  }
}

function isField(what: string): what is FieldName {
  return Object.hasOwn(properties, what);
}

function isAttribute({ what, form }: Placed): boolean {
  return what === 'attribute' || (isField(what) && form === 'attribute');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
