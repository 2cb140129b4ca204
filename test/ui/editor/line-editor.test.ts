/** The line editor: letters as a reader sees them, and the keys of readline. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EditorAction,
  editLine,
  editorOf,
  textOfEditor,
} from '../../../src/ui/editor/line-editor.ts';

function edited(text: string, ...actions: readonly EditorAction[]) {
  return actions.reduce(editLine, editorOf(text));
}

const plain = [
  'left',
  'right',
  'wordLeft',
  'wordRight',
  'start',
  'end',
  'backspace',
  'delete',
  'killWordLeft',
  'killWordRight',
  'killToStart',
  'killToEnd',
  'yank',
  'yankOlder',
  'transpose',
  'undo',
] as const;
const pieces = fc.constantFrom(
  'a',
  ' ',
  'é',
  'e\u0301',
  '東',
  '👨‍👩‍👧‍👦',
  '🇹🇷',
  '\u200d',
  '\u0301',
  "don't",
);
const actions = fc.oneof(
  pieces.map((text): EditorAction => ({ do: 'insert', text })),
  fc.constantFrom(...plain).map((name): EditorAction => ({ do: name })),
  fc.record({
    do: fc.constant('row' as const),
    by: fc.constantFrom(1 as const, -1 as const),
    width: fc.integer({ min: 2, max: 12 }),
  }),
);

describe('the line editor', () => {
  it('never leaves half a letter and never lets the cursor out of the text', () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 60 }), (steps) => {
        const state = steps.reduce(editLine, editorOf('Ferries at dusk'));
        expect(textOfEditor(state).isWellFormed()).toBe(true);
        expect(state.cursor).toBeGreaterThanOrEqual(0);
        expect(state.cursor).toBeLessThanOrEqual(state.letters.length);
      }),
    );
  });

  it('takes back every change with undo, one after the other, to where it began', () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 60 }), (steps) => {
        let state = steps.reduce(editLine, editorOf('Ferries'));
        while (state.history.length > 0) state = editLine(state, { do: 'undo' });
        expect(textOfEditor(state)).toBe('Ferries');
      }),
    );
  });

  it('deletes a family and an accented letter each with one backspace', () => {
    expect(textOfEditor(edited('x👨‍👩‍👧‍👦', { do: 'backspace' }))).toBe('x');
    expect(textOfEditor(edited('cafe\u0301', { do: 'backspace' }))).toBe('caf');
  });

  it('cuts words and puts them back, several cuts in a row as one', () => {
    const cut = edited('one two three', { do: 'killWordLeft' }, { do: 'killWordLeft' });
    expect(textOfEditor(cut)).toBe('one ');
    expect(textOfEditor(editLine(cut, { do: 'yank' }))).toBe('one two three');
  });

  it('gives what was cut before with the second key of putting back', () => {
    const state = edited(
      'one two',
      { do: 'killWordLeft' },
      { do: 'start' },
      { do: 'killWordRight' },
      { do: 'yank' },
      { do: 'yankOlder' },
    );
    expect(textOfEditor(state)).toBe('two ');
  });

  it('makes one line of what is put in', () => {
    expect(textOfEditor(edited('', { do: 'insert', text: 'a\r\nb\tc\u202Ed' }))).toBe('a b cd');
  });
});
