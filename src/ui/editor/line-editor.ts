/**
 * A line of text being edited, as a pure reducer over what a reader sees as letters (graphemes): an emoji of seven code
 * points is one step of the cursor and one backspace. The keys follow readline.
 */
import { longestTyped } from '../../rules/foreign-text.ts';
import { graphemesOf, typedLine } from '../text/width.ts';
import { wrapGraphemes } from '../text/wrap.ts';

/** A text and the place of the cursor in it, in letters. */
export type Snapshot = { readonly letters: readonly string[]; readonly cursor: number };

export type EditorState = Snapshot & {
  /** What was cut, latest first. */
  readonly killed: readonly string[];
  /** What came just before; several kills in a row are one, and so are several letters for undo. */
  readonly last: 'type' | 'kill' | 'yank' | 'other';
  /** Which entry of `killed` the last yank put in, and how many letters it has. */
  readonly yanked: { readonly entry: number; readonly letters: number };
  readonly history: readonly Snapshot[];
};

export type EditorAction =
  /** `rewrite`: everything in front of the cursor. */
  | { readonly do: 'insert' | 'replace' | 'rewrite'; readonly text: string }
  | { readonly do: 'row'; readonly by: 1 | -1; readonly width: number }
  | { readonly do: PlainAction };

/** What needs to be told no more. */
export type PlainAction = keyof typeof plainActions;

const keptKills = 8;
const keptHistory = 200;

/** A new editor with the cursor at the end. */
export function editorOf(text: string): EditorState {
  return {
    ...atEnd(typedLine(text)),
    killed: [],
    last: 'other',
    yanked: { entry: 0, letters: 0 },
    history: [],
  };
}

export function textOfEditor(state: EditorState): string {
  return state.letters.join('');
}

/** The state after an action. Actions that change nothing give the same object back. */
export function editLine(state: EditorState, action: EditorAction): EditorState {
  switch (action.do) {
    case 'insert':
      return insert(state, typedLine(action.text));
    case 'replace':
      return { ...remembered(state), ...atEnd(fitting(action.text, longestTyped)), last: 'other' };
    case 'rewrite':
      return rewrite(state, typedLine(action.text));
    case 'row':
      return moveTo(state, rowTarget(state, action.by, action.width));
    default:
      return plainActions[action.do](state);
  }
}

type Place = (state: Snapshot) => number;

const moving = (place: Place) => (state: EditorState) => moveTo(state, place(state));
const removing = (place: Place) => (state: EditorState) => removeUpTo(state, place(state), false);
const killing = (place: Place) => (state: EditorState) => removeUpTo(state, place(state), true);

const left: Place = ({ cursor }) => cursor - 1;
const right: Place = ({ cursor }) => cursor + 1;
const start: Place = () => 0;
const end: Place = ({ letters }) => letters.length;

const plainActions = {
  left: moving(left),
  right: moving(right),
  wordLeft: moving(wordLeft),
  wordRight: moving(wordRight),
  start: moving(start),
  end: moving(end),
  backspace: removing(left),
  delete: removing(right),
  killWordLeft: killing(wordLeft),
  killWordRight: killing(wordRight),
  killToStart: killing(start),
  killToEnd: killing(end),
  yank: (state: EditorState) => yank(state, 0, 0),
  yankOlder,
  transpose,
  undo,
};

const isWordLetter = (letter: string | undefined) =>
  letter !== undefined && /[\p{L}\p{N}\p{M}'’]/u.test(letter);

function wordLeft({ letters, cursor }: Snapshot): number {
  let at = cursor;
  while (at > 0 && !isWordLetter(letters[at - 1])) at--;
  while (at > 0 && isWordLetter(letters[at - 1])) at--;
  return at;
}

function wordRight({ letters, cursor }: Snapshot): number {
  let at = cursor;
  while (at < letters.length && !isWordLetter(letters[at])) at++;
  while (at < letters.length && isWordLetter(letters[at])) at++;
  return at;
}

function clamp(cursor: number, length: number): number {
  return Math.max(0, Math.min(length, cursor));
}

function moveTo(state: EditorState, target: number): EditorState {
  const cursor = clamp(target, state.letters.length);
  if (cursor === state.cursor && state.last === 'other') return state;
  return { ...state, cursor, last: 'other' };
}

/** The letter above or below the cursor when the text is wrapped at `width`. */
function rowTarget({ letters, cursor }: Snapshot, by: 1 | -1, width: number): number {
  const rows = wrapGraphemes(letters, width);
  const row = rows.findLastIndex(({ start }) => start <= cursor);
  const target = rows[row + by];
  if (target === undefined) return by === -1 ? 0 : letters.length;
  const column = cursor - (rows[row]?.start ?? 0);
  const last = row + by === rows.length - 1 ? target.end : target.end - 1;
  return Math.min(target.start + column, last);
}

function remembered(state: EditorState): EditorState {
  const snapshot: Snapshot = { letters: state.letters, cursor: state.cursor };
  return { ...state, history: [...state.history, snapshot].slice(-keptHistory) };
}

function atEnd(text: string): Snapshot {
  const letters = graphemesOf(text);
  return { letters, cursor: letters.length };
}

/** Letters may join with their neighbours when something is put between them, so the whole text is taken apart anew. */
function spliced(state: Snapshot, from: number, to: number, text: string): Snapshot {
  const before = state.letters.slice(0, from).join('') + text;
  const letters = graphemesOf(before + state.letters.slice(to).join(''));
  let cursor = 0;
  for (let end = 0; cursor < letters.length && end < before.length; cursor++)
    end += letters[cursor]?.length ?? 0;
  return { letters, cursor };
}

/** Whether the text is as long as it may be, so that more was left out or would be. */
export function isFull({ letters }: Snapshot): boolean {
  return lengthOf(letters) >= longestTyped;
}

/** Characters of these letters. */
function lengthOf(letters: readonly string[]): number {
  return letters.reduce((sum, letter) => sum + letter.length, 0);
}

function fitting(text: string, room: number): string {
  return text.length <= room ? text : text.slice(0, Math.max(0, room)).toWellFormed();
}

function insert(state: EditorState, typed: string): EditorState {
  const text = fitting(typed, longestTyped - lengthOf(state.letters));
  if (text === '') return state;
  const isPaste = [...text].length > 1;
  const isSameStep = state.last === 'type' && text !== ' ' && !isPaste;
  const base = isSameStep ? state : remembered(state);
  const last = isPaste ? 'other' : 'type';
  return { ...base, ...spliced(state, state.cursor, state.cursor, text), last };
}

function rewrite(state: EditorState, before: string): EditorState {
  const text = fitting(before, longestTyped - lengthOf(state.letters.slice(state.cursor)));
  return { ...remembered(state), ...spliced(state, 0, state.cursor, text), last: 'other' };
}

/** Removes what is between the cursor and a place; `keep` for what can be put back. */
function removeUpTo(state: EditorState, place: number, keep: boolean): EditorState {
  const { cursor, letters } = state;
  const target = clamp(place, letters.length);
  if (target === cursor) return state;
  const [from, to] = target < cursor ? [target, cursor] : [cursor, target];
  const cut = letters.slice(from, to).join('');
  return {
    ...remembered(state),
    ...spliced(state, from, to, ''),
    killed: keep ? killedWith(state, cut, target > cursor) : state.killed,
    last: keep ? 'kill' : 'other',
  };
}

function killedWith(state: EditorState, cut: string, forward: boolean): readonly string[] {
  const [latest = '', ...older] = state.killed;
  if (state.last === 'kill') return [forward ? latest + cut : cut + latest, ...older];
  return [cut, ...state.killed].slice(0, keptKills);
}

function yank(state: EditorState, entry: number, replaced: number): EditorState {
  if (state.killed.length === 0) return state;
  const index = entry % state.killed.length;
  const from = state.cursor - replaced;
  const kept = [...state.letters.slice(0, from), ...state.letters.slice(state.cursor)];
  const text = fitting(state.killed[index] ?? '', longestTyped - lengthOf(kept));
  return {
    ...remembered(state),
    ...spliced(state, from, state.cursor, text),
    last: 'yank',
    yanked: { entry: index, letters: graphemesOf(text).length },
  };
}

function yankOlder(state: EditorState): EditorState {
  const { last, yanked } = state;
  return last === 'yank' ? yank(state, yanked.entry + 1, yanked.letters) : state;
}

function transpose(state: EditorState): EditorState {
  const { letters, cursor } = state;
  if (cursor === 0 || letters.length < 2) return state;
  const right = cursor === letters.length ? cursor - 1 : cursor;
  const swapped = [letters[right] ?? '', letters[right - 1] ?? ''].join('');
  return { ...remembered(state), ...spliced(state, right - 1, right + 1, swapped), last: 'other' };
}

function undo(state: EditorState): EditorState {
  const before = state.history.at(-1);
  if (before === undefined) return state;
  return { ...state, ...before, history: state.history.slice(0, -1), last: 'other' };
}
