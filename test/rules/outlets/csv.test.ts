import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { CsvFiles, type CsvPhoto } from '../../../src/rules/outlets/csv.ts';
import { harmless } from '../../../src/rules/outlets/harmless.ts';
import type { MasterText } from '../../../src/rules/outlets/master-text.ts';
import type { Dialect, Outlet } from '../../../src/rules/outlets/schema.ts';
import { deriveVariant } from '../../../src/rules/outlets/variant.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/outlets');

const masters: readonly MasterText[] = [
  {
    description: 'Ferries, gulls and "the old" café at dusk; crowds wait on the quay',
    shortTitle: 'Ferries at dusk',
    keywords: ['ferry', 'São João', 'dusk', 'quay', 'crowd', 'gulls', 'tower', "fisherman's boat"],
    usage: 'editorial',
    place: { city: 'Istanbul', country: 'Turkey', countryCode: 'TUR' },
    takenOn: '2019-05-04',
  },
  {
    description: '-20 degrees on the frozen lake at dawn',
    shortTitle: '=HYPERLINK("http://x.example","y")',
    keywords: ['@home', '+1', 'lake', 'ice', 'dawn', 'frost', 'winter', 'cold', '-5'],
    usage: 'commercial',
    place: { city: 'Rovaniemi', country: 'Finland', countryCode: 'FIN' },
    takenOn: '2024-01-31',
  },
];

function photosFor(outlet: Outlet): CsvPhoto[] {
  return masters.map((master, at) => ({
    name: `IMG${at + 1}.jpg`,
    variant: deriveVariant(outlet, master),
    master,
  }));
}

/** The whole files. */
function written(csv: NonNullable<Outlet['csv']>, photos: Iterable<CsvPhoto>): string[] {
  const files: string[] = [];
  const made = new CsvFiles(csv);
  const pieces = [...photos].flatMap((photo) => made.add(photo));
  for (const { file, text } of [...pieces, ...made.end()])
    files[file - 1] = (files[file - 1] ?? '') + text;
  return files;
}

const dialects = builtInOutlets().flatMap((outlet) =>
  (outlet.csv?.dialects ?? []).map((dialect) => ({
    outlet,
    dialect,
    file: `${outlet.id} ${dialect.name.replace('.csv', '')}.csv`.replaceAll(' ', '-'),
  })),
);

describe('the golden file of a dialect', () => {
  it.each(dialects)('$file is kept, byte for byte', ({ dialect, file, outlet }) => {
    const [text = ''] = written({ dialects: [dialect] }, photosFor(outlet));
    const golden = join(fixtures, file);
    if (!existsSync(golden) && process.env['CI'] === undefined) writeFileSync(golden, text);
    expect(JSON.stringify(text)).toBe(JSON.stringify(readFileSync(golden, 'utf8')));
  });

  it.each([
    ['adobe', 'Filename,Title,Keywords,Category,Releases\n'],
    [
      'shutterstock',
      'Filename,Description,Keywords,Categories,Illustration,Mature Content,Editorial\n',
    ],
    ['istock', 'file name,created date,description,country,brief code,title,keywords\n'],
    [
      'dreamstime',
      'Filename,Image Name,Description,Category 1,Category 2,Category 3,keywords,Free,W-EL,P-EL,SR-EL,SR-Price,Editorial,MR doc Ids,Pr Docs\r\n',
    ],
    ['123rf', '"oldfilename","123rf_filename","description","keywords","country"\r\n'],
    ['magnific', 'File name;Title;Keywords;Prompt;Model\n'],
    ['vecteezy', 'Filename,Title,Description,Keywords,License,Id\n'],
    ['picfair', 'Filename,Title,Caption,Tags\n'],
    ['folder', '\uFEFFFilename,Title,Description,Keywords\r\n'],
  ])('of %s begins with the header that the agency matches', (id, head) => {
    const outlet = builtInOutlets().find((one) => one.id === id);
    const [text = ''] = outlet?.csv === undefined ? [] : written(outlet.csv, photosFor(outlet));
    expect(text.slice(0, head.length)).toBe(head);
  });
});

const plain: Dialect = {
  ...{
    name: 'plain',
    confidence: 'own',
    delimiter: ',',
    quoteHeader: false,
    quoted: [],
    quote: '"',
  },
  ...{ bom: false, lineEnd: 'LF', finalLineEnd: true, separator: ', ', yesNo: ['yes', 'no'] },
  columns: [
    { name: 'file', from: 'filename' },
    { name: 'title', from: 'title' },
    { name: 'keywords', from: 'keywords' },
  ],
} as const;
const photo = (at: number): CsvPhoto => ({
  name: `photo${at}.jpg`,
  variant: { title: `Title ${at}`, description: '', keywords: ['a', 'b'] },
  master: { usage: 'commercial' },
});

describe('a CSV', () => {
  it('ends with or without the end of a line', () => {
    const [one] = written({ dialects: [plain] }, [photo(1)]);
    expect(one).toBe('file,title,keywords\nphoto1.jpg,Title 1,"a, b"\n');
    const open = { ...plain, finalLineEnd: false };
    expect(written({ dialects: [open] }, [photo(1)])[0]).toBe(one?.slice(0, -1));
    expect(written({ dialects: [plain] }, [])).toEqual([]);
  });

  it('goes on in another file where there are more rows than one may have', () => {
    const rows = { value: 700, confidence: 'own' } as const;
    const photos = Array.from({ length: 1500 }, (_, at) => photo(at));
    const files = written({ dialects: [plain], rows }, photos);
    expect(files.map((text) => text.split('\n').length - 2)).toEqual([700, 700, 100]);
    for (const text of files) expect(text.startsWith('file,title,keywords\nphoto')).toBe(true);
    expect(files.join('').match(/^photo\d+/gm)).toHaveLength(1500);
  });

  it('never has more bytes than one may have', () => {
    const bytes = { value: 2000, confidence: 'own' } as const;
    const photos = Array.from({ length: 300 }, (_, at) => photo(at));
    const files = written({ dialects: [{ ...plain, bom: true, lineEnd: 'CRLF' }], bytes }, photos);
    expect(files.length).toBeGreaterThan(3);
    for (const text of files) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2000);
    expect(files.join('').match(/photo\d+/g)).toHaveLength(300);
  });

  it('has no cell that a spreadsheet would run, whatever the texts and however it takes cells apart', () => {
    const text = fc
      .array(
        fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          '＝',
          ' ',
          "'",
          ',',
          ';',
          '|',
          'a',
          '1',
          '\t',
          '\n',
          'SUM(A1)',
        ),
      )
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, fc.array(text), text, (title, description, keywords, city) => {
        const master = { description: title, shortTitle: '', caption: description, keywords };
        const place = { city, country: city };
        for (const outlet of builtInOutlets()) {
          if (outlet.csv === undefined) continue;
          const given = { ...master, place, usage: 'editorial' as const, takenOn: '2024-02-29' };
          const variant = deriveVariant(outlet, given);
          const [all = ''] = written(outlet.csv, [{ name: 'a.jpg', variant, master: given }]);
          const row = all.slice(all.indexOf('a.jpg'));
          expect(row).not.toMatch(/(?:^|[,;\t|])["']? *[=+\-@＝＋－＠]/m);
        }
      }),
      { numRuns: 60 },
    );
  });
});

it.each([
  ['=1+1', '1+1'],
  ['-20 degrees', 'minus 20 degrees'],
  ['- a list', 'a list'],
  ['@home, +1; =x', 'home, 1; x'],
  ["'=cmd|x", "'cmd|x"],
  ['= - + 5', '5'],
  ['Lisbon - May', 'Lisbon - May'],
  ['black-and-white', 'black-and-white'],
  ['=', ''],
])('%j is written as %j', (text, written) => {
  expect(harmless(text).trim()).toBe(written);
  expect(harmless(harmless(text))).toBe(harmless(text));
});
