/** Structures, sequences of structures and languages, in the manner of every program: our members change, nothing else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeXmp, readXmp, XmpError, type XmpText } from '../../src/xmp/index.ts';
import { runsOf } from '../helpers/some-of.ts';

const options = { metadataDate: '2026-11-23T10:00:00+01:00' };

const declarations = Object.entries({
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  dc: 'http://purl.org/dc/elements/1.1/',
  crs: 'http://ns.adobe.com/camera-raw-settings/1.0/',
  own: 'http://example.com/own/',
})
  .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  .join('');
const packet = (inside: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/">\n <rdf:RDF${declarations}>\n  <rdf:Description rdf:about="" crs:Exposure="+1"><!-- theirs -->\n   ${inside}\n  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n`;

const merged = (text: string, changes: XmpText, more = {}): string =>
  Buffer.from(mergeXmp(Buffer.from(text), changes, { ...options, ...more }).bytes).toString();
const withoutDate = (text: string) =>
  text.replace(/\s*<xmp:MetadataDate[^>]*>[^<]*<\/xmp:MetadataDate>/, '');

/** A structure in one of the forms of programs; those of its members that are not ours are numbered. */
const forms: Record<string, (tag: string, members: readonly Member[]) => string> = {
  'parseType, as Adobe and exiv2 write': (tag, members) =>
    `<${tag} rdf:parseType="Resource">${asElements(members)}</${tag}>`,
  'a nested description, as older Adobe programs write': (tag, members) =>
    `<${tag}><rdf:Description>${asElements(members)}</rdf:Description></${tag}>`,
  'attributes, as Lightroom writes': (tag, members) => `<${tag}${asAttributes(members)}/>`,
  'attributes with an end tag': (tag, members) => `<${tag}${asAttributes(members)}></${tag}>`,
  'attributes of a nested description': (tag, members) =>
    `<${tag}><rdf:Description${asAttributes(members)}/></${tag}>`,
  'both in a nested description': (tag, members) =>
    `<${tag}>\n    <rdf:Description${asAttributes(members.slice(0, 1))}>${asElements(members.slice(1))}</rdf:Description>\n   </${tag}>`,
};
type Member = readonly [name: string, text: string];
const asElements = (members: readonly Member[]) =>
  members.map(([name, text]) => `\n     <${name}>${text}</${name}>`).join('');
const asAttributes = (members: readonly Member[]) =>
  members.map(([name, text]) => `\n     ${name}="${text}"`).join('');

const contactOf = (form: keyof typeof forms, members: readonly Member[]) =>
  packet(forms[form]?.('Iptc4xmpCore:CreatorContactInfo', members) ?? '');
const licensorsOf = (form: keyof typeof forms, all: readonly (readonly Member[])[]) =>
  packet(
    `<plus:Licensor>\n    <rdf:Seq>${all.map((one) => `\n     ${forms[form]?.('rdf:li', one)}`).join('')}\n    </rdf:Seq>\n   </plus:Licensor>`,
  );

const strange: readonly Member[] = [
  ['own:first', '100001 &amp; &#x41;'],
  ['Iptc4xmpCore:CiAdrCity', 'Ankara'],
  ['own:second', '100002'],
];

describe.each(Object.keys(forms))('a structure with %s', (form) => {
  it('is read, changed, filled and emptied member by member', () => {
    const before = contactOf(form, [...strange, ['Iptc4xmpCore:CiEmailWork', 'old@example.com']]);
    expect(readXmp(Buffer.from(before))).toMatchObject({
      contactCity: 'Ankara',
      contactEmail: 'old@example.com',
    });
    const after = merged(before, {
      contactEmail: 'me@example.com',
      contactUrl: 'https://a.example/?b=1&c="2"',
    });
    expect(readXmp(Buffer.from(after))).toMatchObject({
      contactCity: 'Ankara',
      contactEmail: 'me@example.com',
      contactUrl: 'https://a.example/?b=1&c="2"',
    });
    expectKept(before, after, ['100001 &amp; &#x41;', 'Ankara', '100002', '<!-- theirs -->']);
    const back = merged(after, { contactEmail: 'old@example.com', contactUrl: '' });
    expect(withoutDate(back)).toBe(before);
  });

  it('is changed in the first of a sequence, and the others stay', () => {
    const before = licensorsOf(form, [
      [
        ['plus:LicensorName', 'Ann'],
        ['own:first', '100003'],
      ],
      [
        ['plus:LicensorName', 'Bob'],
        ['plus:LicensorURL', 'https://bob.example'],
      ],
    ]);
    const after = merged(before, { licensorName: 'Me', licensorUrl: 'https://me.example' });
    expect(readXmp(Buffer.from(after))).toMatchObject({
      licensorName: 'Me',
      licensorUrl: 'https://me.example',
    });
    expectKept(before, after, ['100003', 'Bob', 'https://bob.example']);
    const back = merged(after, { licensorName: 'Ann', licensorUrl: '' });
    expect(withoutDate(back)).toBe(before);
  });

  it('goes as a whole once its last member goes, and no other item with it', () => {
    const alone = contactOf(form, [['Iptc4xmpCore:CiEmailWork', 'me@example.com']]);
    expect(merged(alone, { contactEmail: '' })).not.toContain('CreatorContactInfo');
    const two = licensorsOf(form, [[['plus:LicensorName', 'Ann']], [['plus:LicensorName', 'Bob']]]);
    const left = merged(two, { licensorName: '' });
    expect(readXmp(Buffer.from(left)).licensorName).toBeUndefined();
    expect(left).toContain('Bob');
    expect(readXmp(Buffer.from(merged(left, { licensorName: 'Me' }))).licensorName).toBe('Me');
  });
});

describe('a structure that is not there yet', () => {
  const text = {
    licensorName: 'Me',
    licensorUrl: 'https://me.example',
    contactEmail: 'me@example.com',
  };
  it.each([
    ['nothing', ''],
    [
      'empty elements',
      '<plus:Licensor/><Iptc4xmpCore:CreatorContactInfo></Iptc4xmpCore:CreatorContactInfo>',
    ],
    ['empty containers', '<plus:Licensor><rdf:Seq/></plus:Licensor>'],
    [
      'empty items',
      '<plus:Licensor><rdf:Bag><rdf:li/></rdf:Bag></plus:Licensor><Iptc4xmpCore:CreatorContactInfo rdf:parseType="Resource"/>',
    ],
    [
      'a structure where a sequence should be',
      '<plus:Licensor rdf:parseType="Resource"><plus:LicensorName>Old</plus:LicensorName></plus:Licensor>',
    ],
    [
      'a sequence where a structure should be',
      '<Iptc4xmpCore:CreatorContactInfo><rdf:Seq><rdf:li Iptc4xmpCore:CiUrlWork="u"/></rdf:Seq></Iptc4xmpCore:CreatorContactInfo>',
    ],
  ])('is written where there is %s', (_, inside) => {
    const after = merged(packet(inside), text);
    expect(readXmp(Buffer.from(after))).toMatchObject(text);
    expect(merged(after, text)).toBe(after);
  });

  it.each([
    ['text', '<plus:Licensor>Ann</plus:Licensor>'],
    [
      'an attribute',
      '<own:x/></rdf:Description><rdf:Description rdf:about="" plus:Licensor="Ann">',
    ],
    [
      'a typed node',
      '<plus:Licensor><own:Person><plus:LicensorName>Ann</plus:LicensorName></own:Person></plus:Licensor>',
    ],
    [
      'a value with qualifiers',
      '<plus:Licensor rdf:parseType="Resource"><rdf:value>Ann</rdf:value></plus:Licensor>',
    ],
    [
      'a member twice',
      '<plus:Licensor plus:LicensorName="A"/><plus:Licensor plus:LicensorName="A"/>',
    ],
    ['a comment alone', '<plus:Licensor><!-- Ann --></plus:Licensor>'],
    ['a literal', '<plus:Licensor rdf:parseType="Literal"><b xmlns="">Ann</b></plus:Licensor>'],
  ])('is refused with a typed error where there is %s', (_, inside) => {
    expect(() => merged(packet(inside), text)).toThrow(XmpError);
  });
});

/** Whether these pieces stand in the changed text in the order that they had. */
function expectKept(before: string, after: string, pieces: readonly string[]): void {
  const order = (text: string) =>
    pieces.toSorted((one, other) => text.indexOf(one) - text.indexOf(other));
  for (const piece of pieces) expect(after).toContain(piece);
  expect(order(after)).toEqual(order(before));
}

const word = fc.constantFrom('Ann & Co', 'x "y" <z>', '007', 'İstanbul 😀', "it's", 'a\nb');
const ours = {
  contactEmail: 'Iptc4xmpCore:CiEmailWork',
  contactUrl: 'Iptc4xmpCore:CiUrlWork',
  contactCity: 'Iptc4xmpCore:CiAdrCity',
} as const;
const any = fc.record({
  form: fc.constantFrom(...Object.keys(forms)),
  there: fc.uniqueArray(fc.constantFrom(...Object.values(ours)), { maxLength: 3 }),
  foreign: fc.nat(4),
  turn: fc.nat(5),
  lineEnd: fc.constantFrom('\n', '\r\n', ''),
  changes: fc.record(
    { contactEmail: word, contactUrl: word, contactCity: word },
    { requiredKeys: [] },
  ),
});

it('keeps every foreign member of any structure, byte for byte, and comes back to the byte', () => {
  fc.assert(
    fc.property(any, ({ form, there, foreign, turn, lineEnd, changes }) => {
      const members: Member[] = [
        ...there.map((name): Member => [name, 'old &amp; <'.replace('<', '&lt;')]),
        ...Array.from(
          { length: foreign },
          (_, at): Member => [`own:m${at}`, `2000${at} &#10;&quot;`],
        ),
      ];
      const turned = members.map(
        (_, at) => members[(at + turn) % members.length] ?? (members[0] as Member),
      );
      const before = contactOf(form, turned).replaceAll('\n', lineEnd === '' ? ' ' : lineEnd);
      const after = merged(before, changes);
      expect(readXmp(Buffer.from(after))).toMatchObject(changes);
      for (let at = 0; at < foreign; at++) expect(after).toContain(`2000${at} &#10;&quot;`);
      expect(merged(after, changes)).toBe(after);
      const known = readXmp(Buffer.from(before));
      const back = Object.fromEntries(
        Object.keys(changes).map((field) => [field, known[field as keyof typeof ours] ?? '']),
      );
      // What stood there as character references comes back as text.
      expect(readXmp(Buffer.from(merged(after, back)))).toMatchObject(
        Object.fromEntries(Object.entries(back).filter(([, text]) => text !== '')),
      );
    }),
    { numRuns: runsOf(300) },
  );
});

describe('a language alternative', () => {
  const titleOf = (inside: string) => packet(`<dc:title>${inside}</dc:title>`);
  const german = '<rdf:li xml:lang="de-DE">F&#228;hre</rdf:li>';
  it.each([
    [
      'a default and a stranger',
      titleOf(`<rdf:Alt><rdf:li xml:lang="x-default">Ferry</rdf:li>${german}</rdf:Alt>`),
    ],
    [
      'the language in other capitals',
      titleOf(
        `<rdf:Alt><rdf:li xml:lang="x-default">Ferry</rdf:li>${german}<rdf:li xml:lang="TR">Eski</rdf:li></rdf:Alt>`,
      ),
    ],
    ['no default', titleOf(`<rdf:Alt>${german}</rdf:Alt>`)],
  ])('gets a text of one language where it has %s', (_, before) => {
    const after = merged(before, {}, { translations: { tr: { shortTitle: 'Vapur & deniz' } } });
    expect(after).toContain(german);
    expect(after).toMatch(/<rdf:li xml:lang="tr">Vapur &amp; deniz<\/rdf:li>/i);
    expect(readXmp(Buffer.from(after)).shortTitle).toBe(readXmp(Buffer.from(before)).shortTitle);
    const both = merged(
      after,
      { shortTitle: 'Boat' },
      { translations: { tr: { shortTitle: '' } } },
    );
    expect(both).toContain(german);
    expect(both).not.toMatch(/xml:lang="tr"/i);
    expect(readXmp(Buffer.from(both)).shortTitle).toBe('Boat');
  });

  it.each([
    ['nothing', packet('')],
    ['an empty element', packet('<dc:title/>')],
    ['an empty alternative', titleOf('<rdf:Alt/>')],
    ['a text alone', titleOf('Old')],
    ['an attribute', packet('').replace('crs:Exposure', 'dc:title="Old" crs:Exposure')],
  ])('is made of %s with its default first, and goes as a whole', (_, before) => {
    const translations = { 'pt-BR': { shortTitle: 'Balsa' }, tr: { shortTitle: 'Vapur' } };
    const after = merged(before, { shortTitle: 'Ferry' }, { translations });
    expect(after.replace(/>\s+</g, '><')).toContain(
      '<rdf:Alt><rdf:li xml:lang="x-default">Ferry</rdf:li><rdf:li xml:lang="pt-BR">Balsa</rdf:li><rdf:li xml:lang="tr">Vapur</rdf:li></rdf:Alt>',
    );
    expect(merged(after, { shortTitle: 'Ferry' }, { translations })).toBe(after);
    const gone = { 'pt-BR': { shortTitle: '' }, tr: { shortTitle: '' } };
    expect(merged(after, { shortTitle: '' }, { translations: gone })).not.toContain('dc:title');
  });

  it('keeps the text that stood for the whole when a language joins it', () => {
    const after = merged(titleOf('Old'), {}, { translations: { tr: { shortTitle: 'Vapur' } } });
    expect(readXmp(Buffer.from(after)).shortTitle).toBe('Old');
  });
});
