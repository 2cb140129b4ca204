/** Sidecars that somebody else wrote to do harm, beside one of two photos. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { steering } from './replies.ts';
import { wholeRoad } from './road.ts';
import { drawPhotos, usualFolder } from './templates.ts';
import type { Trial } from './trial.ts';

const start =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:other="http://example.com/other/">';
const end = '</rdf:Description></rdf:RDF></x:xmpmeta>';
const packet = (inside: string) => `${start}${inside}${end}`;
const headline = (text: string) => packet(`<photoshop:Headline>${text}</photoshop:Headline>`);
const bag = (items: string) => packet(`<dc:subject><rdf:Bag>${items}</rdf:Bag></dc:subject>`);

/** Every character that XML cannot hold goes out, and the rest is written as references. */
const references = [...steering].map((one) => `&#${one.codePointAt(0)};`).join('');
const raw = steering.replaceAll('<', '&lt;').replaceAll('&', '&amp;');

const laughs = Array.from(
  { length: 12 },
  (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
).join('');

type Row = readonly [name: string, what: string, text: (canary: string) => string | Buffer];

const rows: readonly Row[] = [
  [
    'laughs',
    'entities of entities, a million million of them',
    () => `<!DOCTYPE x [<!ENTITY e0 "ha">${laughs}]>${headline('&e12;')}`,
  ],
  [
    'long-entity',
    'an entity of a megabyte, used ten thousand times',
    () => `<!DOCTYPE x [<!ENTITY e "${'ha'.repeat(500_000)}">]>${headline('&e;'.repeat(10_000))}`,
  ],
  [
    'circle',
    'entities that name each other',
    () => `<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>${headline('&a;')}`,
  ],
  [
    'file-entity',
    'an entity that is a file of the user',
    (canary) =>
      `<!DOCTYPE x [<!ENTITY f SYSTEM "file://${canary}/private.txt">]>${headline('&f;')}`,
  ],
  [
    'remote-dtd',
    'a DOCTYPE that is fetched',
    () => `<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">${headline('x')}`,
  ],
  [
    'doctype-comments',
    'a DOCTYPE of ten megabytes of beginnings of comments',
    () => `<!DOCTYPE x [${'<!--'.repeat(2_400_000)}]>${headline('x')}`,
  ],
  [
    'doctype-brackets',
    'a DOCTYPE of a million brackets and quotes',
    () => `<!DOCTYPE x [${`[<'"`.repeat(250_000)}`,
  ],
  [
    'doctype-open',
    'a DOCTYPE that does not end',
    () => `<!DOCTYPE x [ ${'<!ENTITY a "b"> '.repeat(300_000)}`,
  ],
  ['keywords', '400,000 keywords', () => bag('<rdf:li>word</rdf:li>'.repeat(400_000))],
  [
    'other-keywords',
    '200,000 keywords that all differ',
    () =>
      bag(Array.from({ length: 200_000 }, (_, index) => `<rdf:li>word ${index}</rdf:li>`).join('')),
  ],
  ['comments', '1.2 million comments', () => packet('<!---->'.repeat(1_200_000))],
  ['open-comments', 'a million beginnings of comments', () => packet('<!-- '.repeat(1_000_000))],
  ['instructions', 'a million processing instructions', () => packet('<?a?>'.repeat(1_000_000))],
  ['sections', 'a million sections of CDATA', () => headline('<![CDATA[a]]>'.repeat(1_000_000))],
  ['open-tags', 'half a million tags that do not end', () => packet('<a '.repeat(500_000))],
  [
    'deep',
    'a hundred thousand levels',
    () => packet(`${'<other:a>'.repeat(100_000)}${'</other:a>'.repeat(100_000)}`),
  ],
  [
    'attributes',
    '200,000 attributes',
    () =>
      packet(
        `<other:a ${Array.from({ length: 200_000 }, (_, index) => `other:b${index}="c"`).join(' ')}/>`,
      ),
  ],
  [
    'same-attributes',
    'an attribute 100,000 times',
    () => packet(`<other:a ${'other:b="c" '.repeat(100_000)}/>`),
  ],
  [
    'namespaces',
    '100,000 namespaces',
    () =>
      packet(
        `<other:a ${Array.from({ length: 100_000 }, (_, index) => `xmlns:n${index}="u${index}"`).join(' ')}/>`,
      ),
  ],
  ['long-name', 'a name of ten megabytes', () => packet(`<other:${'a'.repeat(10_000_000)}/>`)],
  ['long-text', 'a headline of thirty megabytes', () => headline('word '.repeat(6_000_000))],
  ['spaces', 'sixty megabytes of spaces', () => packet(' '.repeat(60_000_000))],
  ['references', 'a million references', () => headline('&#x41;'.repeat(1_000_000))],
  [
    'broken-references',
    'references to what is no character',
    () => headline('&#x0;&#xD800;&#xFFFFFFFFFF;&#-1;&nosuch;&;&#;'.repeat(1000)),
  ],
  ['marks', '20,000 marks on one letter', () => headline(`e${'\u0301'.repeat(20_000)}`)],
  ['apostrophes', '20,000 apostrophes', () => headline("'".repeat(20_000))],
  [
    'steering-references',
    'what steers a terminal, written as references',
    () =>
      packet(
        `<photoshop:Headline>${references}</photoshop:Headline><photoshop:City>Istan${references}bul</photoshop:City><dc:subject><rdf:Bag><rdf:li>${references}</rdf:li></rdf:Bag></dc:subject>`,
      ),
  ],
  [
    'steering',
    'what steers a terminal, as it is',
    () =>
      packet(
        `<photoshop:Headline>${raw}</photoshop:Headline><photoshop:City>${raw}</photoshop:City><photoshop:Country>${raw}</photoshop:Country><other:${raw}/>`,
      ),
  ],
  [
    'bidi',
    'marks of direction and what nobody sees',
    () =>
      packet(
        '<photoshop:Headline>\u202Egpj\u2066\u200B\uFEFF</photoshop:Headline><photoshop:City>Is\u202Etanbul</photoshop:City><dc:subject><rdf:Bag><rdf:li>\u202Eword\u200B</rdf:li></rdf:Bag></dc:subject>',
      ),
  ],
  [
    'no-xml',
    'bytes of every value',
    () => Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => index % 256)),
  ],
  ['zeros', 'ten megabytes of zeros', () => Buffer.alloc(10_000_000)],
  ['empty', 'no byte', () => ''],
  [
    'utf-16',
    'UTF-16 that says it is UTF-8',
    () => Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-8"?>${headline('x')}`, 'utf16le'),
  ],
  [
    'utf-32',
    'UTF-32',
    () =>
      Buffer.concat(
        [...`<?xml version="1.0"?>${headline('x')}`].map((one) =>
          Buffer.from([0, 0, 0, one.charCodeAt(0)]),
        ),
      ),
  ],
  [
    'encoding',
    'an encoding that does not exist',
    () => `<?xml version="1.0" encoding="x-${'evil'.repeat(100_000)}"?>${headline('x')}`,
  ],
  ['cut', 'one that breaks off', () => headline('x').slice(0, -40)],
  ['two-roots', 'two roots, and text behind them', () => `${headline('x')}${headline('y')}zzz`],
  [
    'prototype',
    'names that mean something to JavaScript',
    () =>
      packet(
        '<__proto__>x</__proto__><constructor/><other:__proto__>a</other:__proto__><other:toString/>',
      ),
  ],
  [
    'other-prefix',
    'our own prefixes for other namespaces',
    () => headline('x').replace('http://ns.adobe.com/photoshop/1.0/', 'http://example.com/evil/'),
  ],
  [
    'resource',
    'a headline that is a structure, keywords that are alternatives',
    () =>
      packet(
        '<photoshop:Headline rdf:parseType="Resource"><other:a>1</other:a></photoshop:Headline><dc:subject><rdf:Alt><rdf:li xml:lang="x-default">a</rdf:li></rdf:Alt></dc:subject><dc:title>plain</dc:title>',
      ),
  ],
];

export const sidecars: readonly Trial[] = rows.map(([name, what, text]) => ({
  name: `sidecar-${name}`,
  what,
  async attack(ground) {
    await drawPhotos(ground.root, 2);
    const sidecar = join(ground.root, usualFolder, 'photo-0.jpg.xmp');
    writeFileSync(sidecar, text(ground.canary));
    await ground.seal();
    await wholeRoad(ground, 'stages');
    await ground.run(['sidecars', '--diff', ground.root]);
  },
}));
