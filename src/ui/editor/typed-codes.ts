/** Text codes in a field: replaced as soon as the second backslash is typed, or pasted. */
import { type TextCodes, withCodes } from '../../rules/template/variables.ts';
import { type EditorAction, type EditorState, editLine } from './line-editor.ts';

/**
 * The state after an action. Undo brings a code itself back, which then stays one.
 * @returns also the code, where there is none like it in the user's list
 */
export function editWithCodes(
  state: EditorState,
  action: EditorAction,
  codes: TextCodes | undefined,
): { readonly editor: EditorState; readonly unknown?: string } {
  const editor = editLine(state, action);
  const isTyped = action.do === 'insert' || action.do === 'replace';
  if (!isTyped || codes === undefined || codes.size === 0) return { editor };
  const before = editor.letters.slice(0, editor.cursor).join('');
  const { text, unknown } = withCodes(before, codes, before.length - action.text.length);
  const done = text === before ? editor : editLine(editor, { do: 'rewrite', text });
  return unknown === undefined ? { editor: done } : { editor: done, unknown };
}

/** What is said of a code that is not in the user's list. */
export function unknownCode(code: string): string {
  return `There is no code ${code} in your list (template.codes), so it stays.`;
}
