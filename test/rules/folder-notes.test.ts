import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldersAbove, joinFolderNotes, parseFolderNotes } from '../../src/rules/folder-notes.ts';
import { anyText } from '../helpers/any-text.ts';

describe('notes on a folder', () => {
  it.each([
    ['one line', 'Boat race on the Golden Horn', { notes: 'Boat race on the Golden Horn' }],
    ['lines of any system', 'first\r\nsecond\rthird\n', { notes: 'first second third' }],
    [
      'keywords',
      'Keywords: regatta, rowing; Golden Horn',
      { keywords: ['regatta', 'rowing', 'Golden Horn'] },
    ],
    ['people', 'people:Ann Smith,  Bob   Jones ', { people: ['Ann Smith', 'Bob Jones'] }],
    ['several lists', 'Keyword: a\nKEYWORDS: b', { keywords: ['a', 'b'] }],
    [
      'the same keyword in another form once',
      'Keywords: boat, Boat, boats',
      { keywords: ['boat'] },
    ],
    ['what is for the photographer alone', '# remember the invoice\nnotes', { notes: 'notes' }],
    ['a colon within a sentence', 'Two boats: red and blue', { notes: 'Two boats: red and blue' }],
    ['control signs', 'a\u001b[31mb\u0000c', { notes: 'a [31mb c' }],
    ['nothing', ' \n\t\n', {}],
    ['empty lists', 'Keywords:\nPeople: , ,', {}],
  ])('takes %s', (_, text, expected) => {
    const none = { notes: '', keywords: [], people: [] };
    expect(parseFolderNotes(text)).toEqual({ notes: { ...none, ...expected }, mistakes: [] });
  });

  it('leave out lines in letters of another encoding, but for those that stay with the photographer', () => {
    const text = 'At the quay\nThe caf\uFFFD\nPeople: Jos\uFFFD\n# caf\uFFFD';
    const { notes, mistakes } = parseFolderNotes(text);
    expect(notes).toEqual({ notes: 'At the quay', keywords: [], people: [] });
    expect(mistakes).toEqual([
      { line: 2, message: 'This has letters that cannot be read. Save the file as UTF-8.' },
    ]);
  });

  it('names the line of what it does not take', () => {
    const many = Array.from(
      { length: 60 },
      (_, index) => `word ${String.fromCharCode(97 + (index % 26))}${index}`,
    );
    const { notes, mistakes } = parseFolderNotes(
      [
        'fine',
        `Keywords: ${'x'.repeat(65)}, short`,
        `People: ${many.join(',')}`,
        'y'.repeat(1999),
        'z',
      ].join('\n'),
    );
    expect(notes.keywords).toEqual(['short']);
    expect(notes.people).toHaveLength(50);
    expect(notes.notes).toBe('fine');
    expect(mistakes.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(mistakes[0]?.message).toContain('64 bytes');
    expect(mistakes[1]?.message).toContain('At most 50 people');
    expect(mistakes[2]?.message).toContain('2,000');
  });

  it('stays within its bounds, whatever the file says', () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      anyText({ maxLength: 300 }).map((text) => `Keywords: ${text}`),
      fc.string({ maxLength: 300 }).map((text) => `People:${text}`),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const { notes } = parseFolderNotes(lines.join('\n'));
        const twice = joinFolderNotes([notes, notes]);
        expect(twice.keywords).toEqual(notes.keywords);
        expect(twice.people).toEqual(notes.people);
        expect([...notes.notes].length).toBeLessThanOrEqual(2000);
        for (const list of [notes.keywords, notes.people]) {
          expect(list.length).toBeLessThanOrEqual(50);
          for (const word of list) {
            expect(Buffer.byteLength(word)).toBeLessThanOrEqual(64);
            expect(word).not.toMatch(/[\p{Cc}]/u);
          }
        }
      }),
    );
  });

  it('are those of the folders above, the outermost first', () => {
    expect(foldersAbove('Turkey/Istanbul/a.jpg')).toEqual(['', 'Turkey', 'Turkey/Istanbul']);
    expect(foldersAbove('a.jpg')).toEqual(['']);
  });
});
