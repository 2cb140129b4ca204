/** Text codes as they are typed: replaced at the second backslash, taken back by undo, left where there is none. */
import { expect, it } from 'vitest';
import { parseCodes } from '../../../src/rules/template/variables.ts';
import { type EditorAction, editorOf, textOfEditor } from '../../../src/ui/editor/line-editor.ts';
import { editWithCodes } from '../../../src/ui/editor/typed-codes.ts';
import { Prompt } from '../../../src/ui/overlays/prompt.ts';

const codes = parseCodes('ist\tIstanbul, Turkey\tBosphorus\nnest\tin \\ist\\\nçay\tTea 🍵\n');

/** What stands in a field after these actions: letters typed one by one where a text is given. */
function after(text: string, ...actions: readonly (string | EditorAction)[]) {
  let editor = editorOf(text);
  let unknown: string | undefined;
  const all = actions.flatMap((one): EditorAction[] =>
    typeof one === 'string' ? [...one].map((letter) => ({ do: 'insert', text: letter })) : [one],
  );
  for (const action of all) ({ editor, unknown } = editWithCodes(editor, action, codes));
  return { text: textOfEditor(editor), cursor: editor.cursor, unknown };
}
const paste = (text: string): EditorAction => ({ do: 'insert', text });

it.each([
  ['', ['\\ist\\'], 'Istanbul, Turkey'],
  ['Ferries in ', ['\\IST\\ at dusk'], 'Ferries in Istanbul, Turkey at dusk'],
  ['', ['\\ist#2\\'], 'Bosphorus'],
  ['', ['\\ÇAY\\'], 'Tea 🍵'],
  ['', ['\\nest\\'], 'in Istanbul, Turkey'],
  ['', ['\\ist#3\\'], '\\ist#3\\'],
  ['', ['\\izm\\'], '\\izm\\'],
  ['', ['\\\\'], '\\\\'],
  ['', ['a \\ b \\'], 'a \\ b \\'],
  ['', [paste('x \\ist\\ and \\ist#2\\ y')], 'x Istanbul, Turkey and Bosphorus y'],
  ['', [paste('\\is'), 't\\'], 'Istanbul, Turkey'],
  // One that stood there before is left to itself.
  ['\\ist\\', [' x'], '\\ist\\ x'],
] as const)('%j with %j becomes %j', (text, actions, expected) => {
  expect(after(text, ...actions).text).toBe(expected);
});

it('goes on behind what it was replaced by, in the middle of a text', () => {
  const left: EditorAction = { do: 'left' };
  expect(after('a z', left, left, ' \\ist#2\\!')).toMatchObject({
    text: 'a Bosphorus! z',
    cursor: 12,
  });
});

it('is taken back by undo, and stays then', () => {
  const undo: EditorAction = { do: 'undo' };
  expect(after('', '\\ist\\', undo).text).toBe('\\ist\\');
  expect(after('', '\\ist\\', undo, ' x').text).toBe('\\ist\\ x');
});

it('is told where there is none like it', () => {
  expect(after('', '\\izm\\').unknown).toBe('\\izm\\');
  expect(after('', '\\izm\\', 'x').unknown).toBeUndefined();
});

it('holds in prompts, over a selected text too, and names what there is not', () => {
  const prompt = new Prompt({
    ...{ title: '', label: 'Keywords', text: 'old', selected: true, enter: '', codes },
    ...{ submit: () => true, close: () => undefined },
  });
  prompt.edit(paste('\\ist\\'));
  expect(prompt.text).toBe('Istanbul, Turkey');
  for (const letter of ', \\izm\\') prompt.edit(paste(letter));
  const rows = prompt
    .draw({ width: 80, height: 10 })
    .lines.map(({ spans }) => spans.map(([text]) => text).join(''));
  expect(rows.join('\n')).toContain('There is no code \\izm\\ in your list (template.codes)');
});
