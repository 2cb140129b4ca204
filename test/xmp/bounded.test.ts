/** Hostile packets cost a multiple of their length and no more. */
import { expect, it } from 'vitest';
import { readXmp } from '../../src/xmp/read.ts';
import { XmpError } from '../../src/xmp/xmp-error.ts';
import { expectLinear } from '../helpers/growth.ts';

const packet = (inside: string, before = '') =>
  `${before}<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const each = (times: number, one: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => one(index)).join('');

/** What each is made of, and how it is put together from so many of them. */
const hostile: Record<string, (times: number) => string> = {
  'comments that do not end': (times) => `<!DOCTYPE ${'<!--'.repeat(times)}`,
  'sections that do not end': (times) => `<!DOCTYPE ${'<![CDATA['.repeat(times)}`,
  'comments inside': (times) => packet('<!---->'.repeat(times)),
  instructions: (times) => packet('<?a b?>'.repeat(times)),
  keywords: (times) =>
    packet(`<dc:subject><rdf:Bag>${'<rdf:li>a</rdf:li>'.repeat(times)}</rdf:Bag></dc:subject>`),
  nested: (times) => packet('<dc:a>'.repeat(times) + '</dc:a>'.repeat(times)),
  attributes: (times) => packet(`<dc:a ${each(times, (index) => `dc:a${index}="x" `)}/>`),
  namespaces: (times) => packet(each(times, (index) => `<dc:b xmlns:z${index}="x"/>`)),
  references: (times) => packet(`<dc:title>${'&amp;'.repeat(times)}</dc:title>`),
  ampersands: (times) => packet(`<dc:title>${'&'.repeat(times)}</dc:title>`),
  'spaces in a tag': (times) => packet(`<dc:a${' '.repeat(times)}b/>`),
  'spaces in the declaration': (times) => `<?xml version="1.0"${' '.repeat(times)}x?><a/>`,
  descriptions: (times) => packet('</rdf:Description><rdf:Description rdf:about="">'.repeat(times)),
  brackets: (times) => packet(`<dc:title>${']]'.repeat(times)}</dc:title>`),
  apostrophes: (times) => packet(`<dc:title a="${"'".repeat(times)}`),
  'a title': (times) => packet(`<dc:title>${'x'.repeat(times)}</dc:title>`),
};

function readOrRefuse(bytes: Buffer): void {
  try {
    readXmp(bytes);
  } catch (error) {
    if (!(error instanceof XmpError)) throw error;
  }
}

it.each(Object.entries(hostile))('%s', (_, make) => {
  const unit = (make(1001).length - make(1).length) / 1000;
  expectLinear((length) => Buffer.from(make(Math.round(length / unit))), readOrRefuse, 120_000);
});

it.each(Object.entries(hostile))(
  'ends in an answer of ours at the limit of a sidecar: %s',
  (_, make) => {
    const unit = (make(1001).length - make(1).length) / 1000;
    const bytes = Buffer.from(make(Math.floor(9_900_000 / unit)));
    let result = 'read';
    try {
      readXmp(bytes);
    } catch (error) {
      result = error instanceof XmpError ? error.code : String(error);
    }
    expect(result).toMatch(/^(?:read|too-large|too-deep|malformed|doctype)$/);
  },
);
