/** The many forms that XMP may take: what is read from each, and what a change leaves alone. */
import { describe, expect, it } from 'vitest';
import { mergeXmp, readXmp, XmpError, type XmpText } from '../../src/xmp/index.ts';
import { expectLinear } from '../helpers/growth.ts';

const options = { metadataDate: '2026-11-23T10:00:00+01:00' };
const namespaces = `xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:own="http://example.com/own/"
 xmlns:lr="http://ns.adobe.com/lightroom/1.0/"`;

/** A packet around descriptions, with a date so that a merge adds nothing beside what a test asks for. */
function packet(descriptions: string): string {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${namespaces}>${descriptions}</rdf:RDF></x:xmpmeta>`;
}

/** One description with an old date. */
function described(properties: string, attributes = ''): string {
  return packet(
    `<rdf:Description rdf:about=""${attributes} xmp:MetadataDate="old">${properties}</rdf:Description>`,
  );
}

const read = (text: string) => readXmp(Buffer.from(text));

function merge(text: string, changes: XmpText): string {
  return Buffer.from(mergeXmp(Buffer.from(text), changes, options).bytes)
    .toString()
    .replace(options.metadataDate, 'old');
}

function refusal(text: string | Uint8Array, changes: XmpText = { headline: 'new' }): string {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  try {
    mergeXmp(bytes, changes, options);
  } catch (error) {
    if (error instanceof XmpError) return error.code;
    throw error;
  }
  return 'merged';
}

describe('reading', () => {
  it.each([
    ['an attribute', described('', ' photoshop:City="a&amp;b&#x20AC;"'), { city: 'a&b€' }],
    ['an element', described('<photoshop:City>a&lt;b&#8364;</photoshop:City>'), { city: 'a<b€' }],
    [
      'CDATA',
      described('<photoshop:City>a<![CDATA[<&amp;>]]>b</photoshop:City>'),
      { city: 'a<&amp;>b' },
    ],
    [
      'text around a comment',
      described('<photoshop:City>a<!-- x -->b</photoshop:City>'),
      { city: 'ab' },
    ],
    [
      'a value with qualifiers as elements',
      described(
        '<photoshop:City rdf:parseType="Resource"><rdf:value>a</rdf:value><own:q>x</own:q></photoshop:City>',
      ),
      { city: 'a' },
    ],
    [
      'a value with qualifiers as attributes',
      described('<photoshop:City><rdf:Description rdf:value="a" own:q="x"/></photoshop:City>'),
      { city: 'a' },
    ],
    [
      'the default language, wherever it stands',
      described(
        '<dc:title><rdf:Alt><rdf:li xml:lang="de">b</rdf:li><rdf:li xml:lang="X-Default">a</rdf:li></rdf:Alt></dc:title>',
      ),
      { shortTitle: 'a' },
    ],
    [
      'the first language where there is no default',
      described(
        '<dc:title><rdf:Alt><rdf:li xml:lang="en">a</rdf:li><rdf:li xml:lang="de">b</rdf:li></rdf:Alt></dc:title>',
      ),
      { shortTitle: 'a' },
    ],
    ['a title without an alternative', described('<dc:title>a</dc:title>'), { shortTitle: 'a' }],
    [
      'keywords in a sequence',
      described('<dc:subject><rdf:Seq><rdf:li>b</rdf:li><rdf:li>a</rdf:li></rdf:Seq></dc:subject>'),
      { keywords: ['b', 'a'] },
    ],
    ['one keyword without a list', described('', ' dc:subject="a"'), { keywords: ['a'] }],
    [
      'values that look like something else',
      described(
        '<dc:subject><rdf:Bag><rdf:li>007</rdf:li><rdf:li>1e5</rdf:li><rdf:li>true</rdf:li><rdf:li>2024</rdf:li></rdf:Bag></dc:subject>',
        ' photoshop:City="1e5"',
      ),
      { keywords: ['007', '1e5', 'true', '2024'], city: '1e5' },
    ],
    [
      'several descriptions',
      packet(
        '<rdf:Description rdf:about="" photoshop:City="a"/><rdf:Description rdf:about=""><dc:title>b</dc:title></rdf:Description>',
      ),
      { city: 'a', shortTitle: 'b' },
    ],
    [
      'the identifier that Windows gives a photo beside an empty one',
      packet(
        '<rdf:Description rdf:about=""/><rdf:Description rdf:about="uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b"><dc:title>a</dc:title></rdf:Description>',
      ),
      { shortTitle: 'a' },
    ],
    [
      'a description without rdf:about',
      packet('<rdf:Description photoshop:City="a"/>'),
      { city: 'a' },
    ],
    [
      'another prefix for our namespace',
      packet(
        '<rdf:Description rdf:about="" xmlns:zz="http://purl.org/dc/elements/1.1/"><zz:title>a</zz:title></rdf:Description>',
      ),
      { shortTitle: 'a' },
    ],
    [
      'a namespace declared on the property itself',
      described('<q:title xmlns:q="http://purl.org/dc/elements/1.1/">a</q:title>'),
      { shortTitle: 'a' },
    ],
    [
      'RDF as the default namespace',
      '<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Description><t:subject xmlns:t="http://purl.org/dc/elements/1.1/"><Bag><li>a</li></Bag></t:subject></Description></RDF>',
      { keywords: ['a'] },
    ],
    [
      'rating and label as text',
      described('', ' xmp:Rating="03" xmp:Label="Rot"'),
      { rating: '03', label: 'Rot' },
    ],
    [
      'keyword paths of Lightroom and digiKam, in one form',
      described(
        '<lr:hierarchicalSubject><rdf:Bag><rdf:li>a|b</rdf:li></rdf:Bag></lr:hierarchicalSubject><k:TagsList xmlns:k="http://www.digikam.org/ns/1.0/"><rdf:Seq><rdf:li>a/b</rdf:li><rdf:li>c</rdf:li></rdf:Seq></k:TagsList>',
      ),
      { hierarchicalKeywords: ['a|b', 'c'] },
    ],
    [
      'a packet from a photo with zero bytes behind it',
      `${described('', ' photoshop:City="a"')}\0\0\0`,
      { city: 'a' },
    ],
  ])('understands %s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it.each([
    [
      'a prefix of ours that means something else',
      packet(
        '<rdf:Description rdf:about="" xmlns:dc="http://example.com/"><dc:title>x</dc:title></rdf:Description>',
      ),
    ],
    [
      'a title inside a structure',
      described('<own:region rdf:parseType="Resource"><dc:title>x</dc:title></own:region>'),
    ],
    [
      'a title on a nested description',
      described('<own:region><rdf:Description dc:title="x"/></own:region>'),
    ],
    [
      'the title of another resource',
      packet(
        '<rdf:Description rdf:about=""/><rdf:Description rdf:about="other.jpg" dc:title="x"/>',
      ),
    ],
    [
      'the title of one of several identifiers',
      packet(
        '<rdf:Description rdf:about="uuid:1"/><rdf:Description rdf:about="uuid:2" dc:title="x"/>',
      ),
    ],
    [
      'a title that is a structure',
      described('<dc:title rdf:parseType="Resource"><own:a>x</own:a></dc:title>'),
    ],
    [
      'an empty title',
      described('<dc:title><rdf:Alt><rdf:li xml:lang="x-default"/></rdf:Alt></dc:title>'),
    ],
  ])('does not take %s for the title', (_, text) => {
    expect(read(text)).not.toHaveProperty('shortTitle');
  });
});

describe('merging', () => {
  it.each([
    [
      'an attribute in double quotes',
      described('', ' photoshop:City="a"'),
      described('', ' photoshop:City="&quot;N&quot; &amp; &apos;O&apos;"'),
    ],
    [
      'an attribute in single quotes',
      described('', " photoshop:City='a'"),
      described('', " photoshop:City='&quot;N&quot; &amp; &apos;O&apos;'"),
    ],
    [
      'an element with an attribute of others',
      described('<photoshop:City own:q="x"  >a</photoshop:City >'),
      described('<photoshop:City own:q="x"  >"N" &amp; \'O\'</photoshop:City >'),
    ],
    [
      'a value with qualifiers',
      described(
        '<photoshop:City rdf:parseType="Resource"><own:q>x</own:q><rdf:value>a</rdf:value></photoshop:City>',
      ),
      described(
        '<photoshop:City rdf:parseType="Resource"><own:q>x</own:q><rdf:value>"N" &amp; \'O\'</rdf:value></photoshop:City>',
      ),
    ],
    [
      'an empty element',
      described('<photoshop:City ></photoshop:City>'),
      described(`<photoshop:City >"N" &amp; 'O'</photoshop:City>`),
    ],
    [
      'CDATA',
      described('<photoshop:City><![CDATA[a]]></photoshop:City>'),
      described('<photoshop:City>"N" &amp; \'O\'</photoshop:City>'),
    ],
  ])('changes %s and nothing else', (_, before, after) => {
    expect(merge(before, { city: `"N" & 'O'` })).toBe(after);
  });

  it('puts the default language first where only translations stand', () => {
    const before = described(
      '<dc:title><rdf:Alt>\n <rdf:li xml:lang="de">b</rdf:li>\n</rdf:Alt></dc:title>',
    );
    expect(merge(before, { shortTitle: 'new' })).toBe(
      before.replace('<rdf:li', '<rdf:li xml:lang="x-default">new</rdf:li>\n <rdf:li'),
    );
  });

  it('moves keywords within the places of the list, so that comments between them stay where they are', () => {
    const before = described(
      '<dc:subject><rdf:Bag>\n <rdf:li>a</rdf:li>\n <!-- 1 -->\n <rdf:li>b</rdf:li><?own 2?>\n <rdf:li>c</rdf:li>\n</rdf:Bag></dc:subject>',
    );
    expect(merge(before, { keywords: ['c', 'new'] })).toBe(
      described(
        '<dc:subject><rdf:Bag>\n <rdf:li>c</rdf:li>\n <!-- 1 -->\n <rdf:li>new</rdf:li><?own 2?>\n</rdf:Bag></dc:subject>',
      ),
    );
    expect(merge(before, { keywords: ['a', 'b', 'c', 'd', 'e'] })).toBe(
      before.replace('c</rdf:li>', 'c</rdf:li>\n <rdf:li>d</rdf:li>\n <rdf:li>e</rdf:li>'),
    );
  });

  it('keeps what hangs on a keyword that stays', () => {
    const before = described(
      '<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li own:by="me">b</rdf:li></rdf:Bag></dc:subject>',
    );
    expect(merge(before, { keywords: ['a', 'b', 'c'] })).toContain(
      '<rdf:li own:by="me">b</rdf:li>',
    );
    expect(refusal(before, { keywords: ['a', 'c'] })).toBe('unexpected-form');
  });

  it('does not mind an odd date of the metadata', () => {
    const twice = '<xmp:MetadataDate>older</xmp:MetadataDate><photoshop:City>a</photoshop:City>';
    expect(merge(described(twice), { city: 'b' })).toBe(described(twice.replace('>a<', '>b<')));
  });

  it('can be undone by taking its own elements out again', () => {
    const before = described('\n  <own:a/>\n  <!-- end -->\n ');
    const after = merge(before, { headline: 'h', countryCode: 'TUR', keywords: ['k'] });
    expect(
      after
        .replace(/\s*<photoshop:Headline.*<\/photoshop:Headline>/, '')
        .replace(/\s*<Iptc4xmpCore:CountryCode.*<\/Iptc4xmpCore:CountryCode>/, '')
        .replace(/\s*<dc:subject>.*<\/dc:subject>/s, ''),
    ).toBe(before);
  });

  it('adds a description behind a self-closing one instead of opening it', () => {
    const before = packet('\n <rdf:Description about="" own:a="1"/>\n');
    const after = merge(before, { headline: 'h' });
    expect(after.startsWith(before.slice(0, before.indexOf('/>') + 2))).toBe(true);
    expect(after).toContain('\n <rdf:Description rdf:about="">\n');
    expect(read(after).headline).toBe('h');
  });

  it.each([
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">\r\n  <r:RDF\txmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" />\r\n</x:xmpmeta>',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>',
  ])('opens RDF that is empty: %j', (before) => {
    const after = merge(before, { headline: 'h', shortTitle: 's', keywords: ['k'] });
    expect(read(after)).toMatchObject({ headline: 'h', shortTitle: 's', keywords: ['k'] });
    expect(after.startsWith(before.slice(0, before.indexOf('syntax-ns#"') + 11))).toBe(true);
    expect(merge(after, { headline: 'h', shortTitle: 's', keywords: ['k'] })).toBe(after);
  });

  it('repeats the name of the resource on a description that it adds', () => {
    const before = packet(`<rdf:Description rdf:about='uuid:&quot;1' own:a="1"/>`);
    const after = merge(before, { headline: 'h' });
    expect(after).toContain(`<rdf:Description rdf:about='uuid:&quot;1'>\n`);
    expect(read(after).headline).toBe('h');
  });

  it('takes another prefix where ours means something else', () => {
    const before = packet(
      '<rdf:Description rdf:about="" xmlns:dc="http://example.com/"><dc:title>x</dc:title></rdf:Description>',
    );
    const after = merge(before, { shortTitle: 'new' });
    expect(after).toContain('<dc1:title xmlns:dc1="http://purl.org/dc/elements/1.1/">');
    expect(after).toContain('<dc:title>x</dc:title>');
    expect(read(after).shortTitle).toBe('new');
  });

  it('works where RDF has no prefix', () => {
    const before =
      '<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Description><t:subject xmlns:t="http://purl.org/dc/elements/1.1/"><Bag><li>a</li></Bag></t:subject></Description></RDF>';
    expect(read(merge(before, { keywords: ['b', 'c'], shortTitle: 't' }))).toMatchObject({
      keywords: ['b', 'c'],
      shortTitle: 't',
    });
  });

  it('takes a property away when its text is empty, but no translation with it', () => {
    const before = described(
      '<own:a/>\n <photoshop:City>a</photoshop:City>\n <dc:title>b</dc:title>',
      ' photoshop:Country="x"',
    );
    expect(merge(before, { city: '', country: '', shortTitle: '' })).toBe(described('<own:a/>'));
    const translated = described(
      '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">a</rdf:li><rdf:li xml:lang="de">b</rdf:li></rdf:Alt></dc:title>',
    );
    expect(merge(translated, { shortTitle: '' })).toBe(
      translated.replace('<rdf:li xml:lang="x-default">a</rdf:li>', ''),
    );
  });

  it('keeps byte order mark, UTF-16 and line ends', () => {
    const text = described('\r\n <own:a>ß😀</own:a>\r\n', ' photoshop:City="a"');
    for (const encode of [
      (one: string) => Buffer.from(`\uFEFF${one}`, 'utf8'),
      (one: string) => Buffer.from(`\uFEFF${one}`, 'utf16le'),
      (one: string) => Buffer.from(`\uFEFF${one}`, 'utf16le').swap16(),
      (one: string) => Buffer.from(one, 'utf16le'),
      (one: string) => Buffer.from(one, 'utf16le').swap16(),
    ]) {
      const merged = Buffer.from(
        mergeXmp(encode(text), { city: 'Ørsta 😀', headline: 'h' }, options).bytes,
      );
      const expected = text
        .replace('"old"', `"${options.metadataDate}"`)
        .replace('City="a"', 'City="Ørsta 😀"')
        .replace('</own:a>', '</own:a>\r\n <photoshop:Headline>h</photoshop:Headline>');
      expect(merged.equals(encode(expected))).toBe(true);
    }
  });

  it('writes character references into a file that declares itself ASCII', () => {
    const before = `<?xml version="1.0" encoding="us-ascii"?>${described('', ' photoshop:City="a"')}`;
    expect(merge(before, { city: 'Ø😀' })).toContain('photoshop:City="&#xD8;&#x1F600;"');
  });

  it('does so too where another encoding is declared and not made use of', () => {
    const declared = `<?xml version="1.0" encoding="ISO-8859-1"?>`;
    const before = declared + described('', ' photoshop:City="a"');
    expect(merge(before, { city: 'Ø' })).toBe(before.replace('"a"', '"&#xD8;"'));
    expect(refusal(declared + described('<own:a>é</own:a>'))).toBe('encoding');
  });

  it('keeps zero bytes behind the packet', () => {
    const before = `${described('', ' photoshop:City="a"')}\0\0\0`;
    expect(merge(before, { city: 'b' })).toBe(before.replace('"a"', '"b"'));
  });

  it('minds no document type that is only spoken of', () => {
    const before = described(
      '<own:a><![CDATA[<!DOCTYPE html>]]></own:a><!-- <!DOCTYPE x> -->',
      ' photoshop:City="a"',
    );
    expect(merge(before, { city: 'b' })).toBe(before.replace('"a"', '"b"'));
  });

  it('never writes characters that XML forbids', () => {
    const after = merge(described(''), {
      city: 'a\u0001b\uD800c\uFFFEd\u001Fe',
      keywords: ['\u0000', 'k\u0007'],
    });
    expect(read(after)).toMatchObject({ city: 'abcde', keywords: ['k'] });
  });

  it('brings back line ends, tabs, quotes and anything that looks like mark-up', () => {
    const nasty = ' a\r\nb\tc\n\n"\'<!--]]>&amp;&#10;<?x?> \u2028\u0085 ';
    const attribute = described('', ' photoshop:City="x"');
    for (const before of [attribute, described('')])
      expect(read(merge(before, { city: nasty, caption: nasty, keywords: [nasty] }))).toMatchObject(
        {
          city: nasty,
          caption: nasty,
          keywords: [nasty],
        },
      );
  });
});

describe('keyword lists of Lightroom and digiKam', () => {
  const tree = (...paths: string[]) =>
    `<lr:hierarchicalSubject><rdf:Bag>${paths.map((path) => `<rdf:li>${path}</rdf:li>`).join('')}</rdf:Bag></lr:hierarchicalSubject>`;

  it('gets the keywords that none of its paths has', () => {
    const after = merge(described(tree('places|Turkey|Istanbul')), {
      keywords: ['istanbul', 'Turkey', 'ferry', 'a|b'],
    });
    expect(after).toContain(tree('places|Turkey|Istanbul', 'ferry'));
  });

  it('loses the keywords we wrote before and took back, where they have no path', () => {
    const before = described(tree('boat', 'sea|boat', 'theirs'));
    const { bytes } = mergeXmp(
      Buffer.from(before),
      { keywords: ['ferry'] },
      { ...options, retired: ['boat'] },
    );
    expect(Buffer.from(bytes).toString()).toContain(tree('sea|boat', 'theirs', 'ferry'));
  });

  it('is not made where there is none', () => {
    expect(merge(described(''), { keywords: ['ferry'] })).not.toMatch(
      /hierarchicalSubject|TagsList/,
    );
  });
});

describe('refusing', () => {
  const deep = (levels: number) => '<own:a>'.repeat(levels) + '</own:a>'.repeat(levels);

  it.each([
    ['empty', ''],
    ['empty', '\uFEFF \n'],
    ['doctype', `<!DOCTYPE x [<!ENTITY a "b">]>${described('')}`],
    ['doctype', `<!DOCTYPE x SYSTEM "http://localhost/x">${described('')}`],
    ['malformed', described('').replace('</rdf:RDF>', '')],
    ['malformed', described('<own:a></own:b>')],
    ['malformed', described('<own:a>&nbsp;</own:a>')],
    ['malformed', described('<own:a>&</own:a>')],
    ['malformed', described('<own:a b="1" b="2"/>')],
    ['malformed', described('<own:a b="<"/>')],
    ['malformed', described('<own:a>&#0;</own:a>')],
    ['malformed', described('<undeclared:a/>')],
    ['malformed', described('') + described('')],
    ['malformed', `${described('')}junk`],
    ['malformed', described('<!-- no end ')],
    ['malformed', described('<!-- a -- b -->')],
    ['malformed', described('<own:a>]]></own:a>')],
    ['malformed', described('<?xml version="1.0"?>')],
    ['malformed', described('<? x?>')],
    ['malformed', `<?xml encoding="utf-8"?>${described('')}`],
    ['malformed', described('<__proto__/>')],
    ['malformed', described('<constructor><prototype/></constructor>')],
    ['control-character', described('<own:a>\u0001</own:a>')],
    ['too-deep', described(deep(150))],
    ['too-deep', described(deep(100_000))],
    ['not-xmp', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['not-xmp', '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'],
    ['not-xmp', packet('').replace('</x:xmpmeta>', `<rdf:RDF ${namespaces}/></x:xmpmeta>`)],
    [
      'several-resources',
      packet(
        '<rdf:Description rdf:about=""/><rdf:Description rdf:about="b" photoshop:Headline="x"/>',
      ),
    ],
    [
      'duplicate-property',
      described('<photoshop:Headline>a</photoshop:Headline>', ' photoshop:Headline="b"'),
    ],
    [
      'unexpected-form',
      described(
        '<photoshop:Headline rdf:parseType="Literal"><b xmlns="">a</b></photoshop:Headline>',
      ),
    ],
    [
      'unexpected-form',
      described(
        '<photoshop:Headline rdf:parseType="Resource"><own:a>x</own:a></photoshop:Headline>',
      ),
    ],
    ['unexpected-form', described('<photoshop:Headline>a<!-- note --></photoshop:Headline>')],
    ['doctype', `<!-- --><!DOCTYPE x [<!ENTITY a "<![CDATA[">]>${described('<own:a>]]></own:a>')}`],
    ['encoding', `<?xml version="1.0" encoding="EUC-JP"?>${described('')}`],
  ])('answers %s', (code, text) => {
    expect(refusal(text)).toBe(code);
  });

  it.each([
    [
      'encoding',
      Buffer.from([...Buffer.from(described('<own:a>')), 0xe9, ...Buffer.from('</own:a>')]),
    ],
    ['encoding', Buffer.from(`\uFEFF${described('')}`, 'utf16le').subarray(0, -1)],
    ['encoding', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0])],
    ['too-large', Buffer.alloc(16_000_001, 0x20)],
  ])('answers %s to bytes', (code, bytes) => {
    expect(refusal(bytes)).toBe(code);
  });

  it('leaves the prototype of objects clean', () => {
    refusal(described('<own:a __proto__="x" constructor="y"/>'));
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each<[string, number, (times: number) => string]>([
    [
      'attributes',
      20_000,
      (times) =>
        described(`<own:a ${Array.from({ length: times }, (_, n) => `a${n}="x"`).join(' ')}/>`),
    ],
    ['open tags', 20_000, (times) => described(`<own:a>${'<'.repeat(times)}</own:a>`)],
    ['references', 50_000, (times) => described(`<own:a b="${'&amp;'.repeat(times)}"/>`)],
    ['blanks', 1_000_000, (times) => `${described('')}${' '.repeat(times)}`],
  ])('takes time in proportion to the number of %s', (_, times, make) => {
    expectLinear(make, refusal, times);
  });
});
