/** Reading and writing keyword lists in the forms of Lightroom, Photo Mechanic and of plain lists. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListEntry } from '../../../src/rules/keyword-list/entry.ts';
import { readList } from '../../../src/rules/keyword-list/read-list.ts';
import { writeList } from '../../../src/rules/keyword-list/write-list.ts';
import { anyText } from '../../helpers/any-text.ts';
import { runsOf } from '../../helpers/some-of.ts';

const lightroom = [
  '[PLACES]',
  '\tEurope',
  '\t\tPortugal',
  '\t\t\tLisbon',
  '\t\t\t\t{Lisboa}',
  'vehicle',
  '\tferry boat',
  '\t\t{car ferry}',
  '\t\t{ferry}',
];

/** Names with their levels, as they would be told to somebody: `  Portugal`, `[PLACES]`, `ferry boat {ferry}`. */
function told(text: string, form?: Parameters<typeof readList>[1]): readonly string[] {
  const { entries, mistakes } = readList(text, form);
  expect(mistakes).toEqual([]);
  return entries.map(
    ({ name, level, synonyms, isExported }) =>
      '  '.repeat(level) +
      (isExported ? name : `[${name}]`) +
      synonyms.map((word) => ` {${word}}`).join(''),
  );
}

const tree = [
  '[PLACES]',
  '  Europe',
  '    Portugal',
  '      Lisbon {Lisboa}',
  'vehicle',
  '  ferry boat {car ferry} {ferry}',
];

const asSpaces = (spaces: number) => (text: string) => text.replaceAll('\t', ' '.repeat(spaces));

describe('a list with levels', () => {
  it.each([
    ['as Lightroom writes it', lightroom.join('\n')],
    ['with the line ends of Windows', lightroom.join('\r\n')],
    ['with those of old Macs', lightroom.join('\r')],
    ['behind a byte order mark', `\uFEFF${lightroom.join('\n')}\n`],
    ['with blank lines', lightroom.join('\n\n \t\n')],
    ['with two spaces for a tab', lightroom.map(asSpaces(2)).join('\n')],
    ['with four', lightroom.map(asSpaces(4)).join('\n')],
    ['with one', lightroom.map(asSpaces(1)).join('\n')],
    [
      'with tabs, and four spaces for some',
      lightroom.map((text, at) => (at % 2 ? asSpaces(4)(text) : text)).join('\n'),
    ],
    [
      'with a slip of the space bar',
      lightroom.map((text) => text.replace('\tferry', '\t ferry')).join('\n'),
    ],
    ['with blanks behind', lightroom.map((text) => `${text} \t`).join('\n')],
    [
      'with synonyms behind their keyword',
      '[PLACES]\n\tEurope\n\t\tPortugal\n\t\t\tLisbon {Lisboa}\nvehicle\n\tferry boat {car ferry; ferry}',
    ],
  ])('%s is read', (_, text) => {
    expect(told(text)).toEqual(tree);
    expect(readList(text).form).toBe('lightroom');
  });

  it('takes a level that skips for the next one, and says so', () => {
    const { entries, notes } = readList('animal\n\t\t\tcow\n\tdog\n\t\tpoodle');
    expect(entries.map(({ name, level }) => [name, level])).toEqual([
      ['animal', 0],
      ['cow', 1],
      ['dog', 1],
      ['poodle', 2],
    ]);
    expect(notes).toEqual([
      { line: 2, message: 'It is more than one level below the line above; taken as one.' },
    ]);
  });

  it('keeps a name that stands on several branches, and says where one stands twice on the same', () => {
    const text = 'color\n\torange\nfruit\n\torange\n\torange';
    expect(told(text)).toEqual(['color', '  orange', 'fruit', '  orange', '  orange']);
    expect(readList(text).notes).toEqual([
      { line: 5, message: '"orange" is there already, in line 4.' },
    ]);
  });

  it('reads a branch that was copied out of a tree', () => {
    expect(told('\t\tbirds\n\t\t\teagle')).toEqual(['birds', '  eagle']);
  });

  it.each([
    ['animal\n\t{cattle', 2, 'A brace is not closed, or stands alone.'],
    ['animal\n\tcow} {', 2, 'A brace is not closed, or stands alone.'],
    ['animal\n\t{}', 2, 'There is nothing in the braces.'],
    ['[PLACES\n\tEurope', 1, 'The bracket is not closed.'],
    ['[]\n\tEurope', 1, 'There is nothing in the brackets.'],
    ['\t{cattle}\ncow', 1, 'This synonym stands below no keyword.'],
    ['animal\n\tcow\tbull', 2, 'This has a tab between words; tabs belong in front of a line.'],
    ['animal\n\tCaf\uFFFD', 2, 'This has letters that cannot be read. Save the list as UTF-8.'],
    ['\n\n', 1, 'There is no keyword in it.'],
  ])('says what is wrong in %j', (text, line, message) => {
    expect(readList(text).mistakes).toEqual([{ line, message }]);
  });

  it('stops at a depth that no list has', () => {
    const text = Array.from({ length: 30_000 }, (_, level) => `${'\t'.repeat(level % 300)}a`);
    expect(readList(text.join('\n')).mistakes).toEqual([
      { line: 101, message: 'This is more than 100 levels deep.' },
    ]);
  });

  it('reads over signs that nobody sees, and says so', () => {
    const { entries, notes } = readList('animal\n\t\u200Fcow\u200E\u0007\n\t\u202Ebull\u202C');
    expect(entries.map(({ name }) => name)).toEqual(['animal', 'cow', 'bull']);
    expect(notes.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('names terms that can never be keywords, and keeps them', () => {
    const { entries, notes } = readList(
      `animal\n\tPorto, Portugal\n\t${'é'.repeat(33)}\n\t\t{a|b}\n\t***`,
    );
    expect(entries).toHaveLength(4);
    expect(notes.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '2: "Porto, Portugal" contains ",", which no keyword may; it is never added or completed.',
      `3: "${'é'.repeat(33)}" is 66 bytes long; a keyword holds 64; it is never added or completed.`,
      '3: "a|b" contains "|", which no keyword may; it is never added or completed.',
      '5: "***" contains no letters; it is never added or completed.',
    ]);
  });
});

describe('a list without levels', () => {
  it.each([
    ['one a line', 'ferry boat\ndusk\nPorto\n'],
    ['with commas', 'ferry boat, dusk, Porto'],
    ['with semicolons', 'ferry boat;dusk;Porto;'],
    ['a CSV of one column', '"ferry boat"\r\n"dusk"\r\n"Porto"\r\n'],
    ['a CSV with a heading', 'Keyword\nferry boat\ndusk\nPorto'],
    ['a row of a CSV', '"ferry boat","dusk","Porto"'],
    ['a table', 'ferry boat\tdusk\nPorto'],
  ])('%s is read', (_, text) => {
    expect(told(text)).toEqual(['ferry boat', 'dusk', 'Porto']);
    expect(readList(text).form).toBe('flat');
  });

  it('is a tree where the user says so, and the other way round', () => {
    expect(told('a, b\nc', 'lightroom')).toEqual(['a, b', 'c']);
    expect(told('ferry\n  boat', 'flat')).toEqual(['ferry', 'boat']);
    expect(readList('[PLACES]\nEurope', 'flat').mistakes).toHaveLength(1);
  });

  it('says where a quotation mark is left open', () => {
    expect(readList('dusk\n"ferry boat').mistakes).toEqual([
      { line: 2, message: 'A quotation mark is not closed.' },
    ]);
  });
});

const word = fc
  .stringMatching(/^[A-Za-zéÅ\-'"&.]{1,9}(?: [A-Za-z0-9()\]}]{1,9}){0,3}$/u)
  .filter((text) => /\p{L}/u.test(text) && !/^(?:keyword|term|tag)s?$/i.test(text));
const synonym = word.filter((text) => !text.includes('}'));
const trees = fc
  .array(
    fc.record({
      name: word,
      up: fc.nat(3),
      synonyms: fc.array(synonym, { maxLength: 3 }),
      isExported: fc.boolean(),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((rows) => {
    let level = -1;
    return rows.map(({ up, ...row }, index): ListEntry => {
      level = Math.max(0, Math.min(level + 1 - up, 90));
      return { ...row, level, line: index + 1 };
    });
  });

const withoutLines = (entries: readonly ListEntry[]) =>
  entries.map(({ line: _, ...entry }) => entry);

describe('every list', () => {
  it('is the same after it was written and read again', () => {
    fc.assert(
      fc.property(trees, (entries) => {
        const text = writeList(entries, 'lightroom');
        const read = readList(text, 'lightroom');
        expect(read.mistakes).toEqual([]);
        expect(withoutLines(read.entries)).toEqual(withoutLines(entries));
        expect(writeList(read.entries, 'lightroom')).toBe(text);
      }),
      { numRuns: runsOf(300) },
    );
  });

  it('has the same keywords after it was written flat', () => {
    fc.assert(
      fc.property(trees, (entries) => {
        const flat = writeList(entries, 'flat');
        const names = entries
          .filter(({ name, isExported }) => isExported && !name.includes('}'))
          .map(({ name }) => name);
        expect(readList(flat, 'flat').entries.map(({ name }) => name)).toEqual([...new Set(names)]);
      }),
      { numRuns: runsOf(300) },
    );
  });

  it('is read whatever it says', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 300 }), (text) => {
        for (const form of [undefined, 'lightroom', 'flat'] as const) {
          const { entries, mistakes } = readList(text, form);
          expect(entries.length + mistakes.length).toBeGreaterThan(0);
          if (mistakes.length > 0 || form === 'flat') continue;
          const again = readList(writeList(entries, 'lightroom'), 'lightroom');
          expect(withoutLines(again.entries)).toEqual(withoutLines(entries));
        }
      }),
      { numRuns: runsOf(150) },
    );
  });
});

describe('an odd list', () => {
  const read = (text: string) => {
    const { entries, mistakes, notes } = readList(text);
    return {
      tree: entries.map(({ name, level, synonyms }) => [level, name, ...synonyms].join(' ')),
      mistakes: mistakes.map(({ line, message }) => `${line} ${message}`),
      notes: notes.map(({ line, message }) => `${line} ${message}`),
    };
  };

  it('of 64 levels is a tree, and synonyms that name each other are no trouble', () => {
    const deep = Array.from({ length: 64 }, (_, level) => `${'\t'.repeat(level)}k${level}`);
    expect(read(deep.join('\r')).tree.at(-1)).toBe('63 k63');
    expect(read('cat\n\t{kitty}\nkitty\n\t{cat}\n').tree).toEqual(['0 cat kitty', '0 kitty cat']);
  });

  it.each([
    ['A\n\t{b\n', '2 A brace is not closed, or stands alone.'],
    ['[A\n\tb\n', '1 The bracket is not closed.'],
    ['A\n\tcaf\uFFFD\n', '2 This has letters that cannot be read. Save the list as UTF-8.'],
  ])('%j is told with its line', (text, mistake) => {
    expect(read(text).mistakes).toEqual([mistake]);
  });

  it('with a line of a megabyte is told in a few words', () => {
    const { notes, tree } = read(`A\n\t${'x'.repeat(1_000_000)}\n`);
    expect(tree).toHaveLength(2);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/^2 "x{60}…" is 1000000 bytes long; a keyword holds 64/);
  });
});
