import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFolderNotes } from '../../src/rules/folder-notes.ts';
import { changedNotes, type NotesPart } from '../../src/rules/notes-text.ts';

const file = 'Boat race.\r\n# unpaid\r\n\r\nKeywords: regatta\r\nSecond day.\r\nperson: Ann Smith';

describe('a part of the notes in a file', () => {
  it('is replaced where it stands; all other lines stay', () => {
    expect(changedNotes(file, 'keywords', 'rowing, sea')).toBe(
      file.replace('Keywords: regatta', 'Keywords: rowing, sea'),
    );
    expect(changedNotes(file, 'people', 'Bob')).toBe(
      file.replace('person: Ann Smith', 'People: Bob'),
    );
    expect(changedNotes(file, 'notes', 'Boat race, both days.')).toBe(
      'Boat race, both days.\r\n# unpaid\r\n\r\nKeywords: regatta\r\nperson: Ann Smith',
    );
  });

  it('is taken out when nothing is typed, and put in where there was none', () => {
    expect(changedNotes(file, 'people', ' ')).toBe(file.replace('person: Ann Smith', ''));
    expect(changedNotes('', 'notes', 'Harbour at night')).toBe('Harbour at night\n');
    expect(changedNotes('# mine', 'keywords', 'sea')).toBe('# mine\nKeywords: sea\n');
    expect(changedNotes('# mine\n', 'notes', '# Harbour\nat night')).toBe(
      'Harbour at night\n# mine\n',
    );
  });

  it('says afterwards what was typed, and the other parts what they said', () => {
    const lines = fc.constantFrom(
      'A note',
      '# mine',
      '',
      'Keywords: sea, ship',
      'People: Ann',
      'keyword: tea',
    );
    const text = fc
      .array(fc.tuple(lines, fc.constantFrom('\n', '\r\n', '\r')))
      .map((all) => all.map(([line, end]) => line + end).join(''));
    const typed: Readonly<Record<NotesPart, string>> = {
      notes: 'New',
      keywords: 'dusk',
      people: 'Bob',
    };
    fc.assert(
      fc.property(text, fc.constantFrom('notes', 'keywords', 'people'), (before, part) => {
        const was = parseFolderNotes(before).notes;
        const after = changedNotes(before, part, typed[part]);
        expect(parseFolderNotes(after).notes).toEqual({
          ...was,
          [part]: part === 'notes' ? 'New' : [typed[part]],
        });
        const own = (of: string) => of.split(/\r\n|\n|\r/).filter((line) => line.startsWith('#'));
        expect(own(after)).toEqual(own(before));
      }),
    );
  });
});
