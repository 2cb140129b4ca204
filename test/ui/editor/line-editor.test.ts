/** The line editor: letters as a reader sees them, and the keys of readline. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestTyped } from '../../../src/rules/foreign-text.ts';
import { textFromEditor } from '../../../src/ui/actions/external-text.ts';
import {
  type EditorAction,
  type EditorState,
  editLine,
  editorOf,
  isFull,
  textOfEditor,
} from '../../../src/ui/editor/line-editor.ts';
import { Prompt } from '../../../src/ui/overlays/prompt.ts';

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

  it('takes a paste back alone, not what was typed before and behind it', () => {
    const type = (state: EditorState, text: string) =>
      Array.from(text).reduce((now, one) => editLine(now, { do: 'insert', text: one }), state);
    const pasted = editLine(type(editorOf(''), 'ab'), { do: 'insert', text: 'a pasted text' });
    const typedOn = type(pasted, 'cd');
    const undo = (state: EditorState) => editLine(state, { do: 'undo' });
    const undone = [undo(typedOn), undo(undo(typedOn)), undo(undo(undo(typedOn)))].map(
      textOfEditor,
    );
    expect(undone).toEqual(['aba pasted text', 'ab', '']);
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

describe('a text of more characters than a line takes', () => {
  const much = 'a'.repeat(longestTyped + 5);

  it.each([
    ['pasted', [{ do: 'insert', text: much }]],
    [
      'pasted twice',
      [
        { do: 'insert', text: much },
        { do: 'insert', text: 'tail' },
      ],
    ],
    ['put in place of another', [{ do: 'replace', text: much }]],
    [
      'taken back out of what was cut',
      [
        { do: 'insert', text: much },
        { do: 'killToStart' },
        { do: 'yank' },
        { do: 'yank' },
        { do: 'yankOlder' },
      ],
    ],
    ['of one letter with marks on it', [{ do: 'insert', text: `a${'\u0301'.repeat(20_000)}` }]],
  ] as const)('is cut when %s, and is known to be full', (_, actions) => {
    const state = edited('', ...actions);
    expect(textOfEditor(state)).toHaveLength(longestTyped);
    expect(isFull(state)).toBe(true);
  });

  it('cuts no letter in two, and leaves a text of usual length alone', () => {
    const state = edited('a', { do: 'insert', text: '𝒜'.repeat(longestTyped) });
    expect(textOfEditor(state).isWellFormed()).toBe(true);
    expect(isFull(edited('Ferries cross the Bosphorus'))).toBe(false);
  });
});

it('takes a whole text out of an editor, or none of it, and says why', () => {
  const file = (title: string, keywords: string) =>
    `# Title\n${title}\n# Short title\n\n# Caption\n\n# Keywords\n${keywords}\n`;
  const long = 'a'.repeat(longestTyped + 1);
  const most = 'at most 10,000 characters, so nothing was changed';
  expect(textFromEditor(file('Ferry', 'sea'), [])).toMatchObject({ description: 'Ferry' });
  expect(textFromEditor(file(long, ''), [])).toEqual({ failed: expect.stringContaining(most) });
  expect(textFromEditor(file('Ferry', long), [])).toEqual({
    failed: expect.stringContaining(most),
  });
  expect(textFromEditor(file('Ferry', 'a\n'.repeat(1001)), [])).toEqual({
    failed: 'A photo takes at most 1,000 keywords, so nothing was changed',
  });
});

it('says under a line to type that it takes no more', () => {
  const prompt = new Prompt({
    title: 'Filter',
    label: '/',
    enter: 'find',
    submit: () => true,
    close: () => undefined,
  });
  const shown = () => JSON.stringify(prompt.draw({ width: 80, height: 10 }).lines);
  prompt.edit({ do: 'insert', text: 'ferry ' });
  expect(shown()).not.toContain('at most');
  prompt.edit({ do: 'insert', text: 'sea '.repeat(5000) });
  expect(shown()).toContain('A line takes at most 10,000 characters.');
  expect(prompt.text).toHaveLength(longestTyped);
});
