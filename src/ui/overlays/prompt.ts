/** One line to type, with what it is for above it and what it would do below it, as it is typed. */

import { typedLimit } from '../../rules/foreign-text.ts';
import type { TextCodes } from '../../rules/template/variables.ts';
import { type FieldView, scrolledField } from '../editor/field-view.ts';
import {
  type EditorAction,
  type EditorState,
  editLine,
  editorOf,
  isFull,
  textOfEditor,
} from '../editor/line-editor.ts';
import { editWithCodes, unknownCode } from '../editor/typed-codes.ts';
import { glyphs } from '../glyphs.ts';
import type { Context } from '../keys/command.ts';
import { type Line, line, type Span } from '../text/line.ts';
import { paragraph } from '../text/paragraph.ts';
import { fitWidth, typedLine } from '../text/width.ts';
import { cutLines } from '../widgets/window.ts';
import type { Drawing, Overlay, OverlayAct, OverlayHint, Room } from './overlay.ts';

export type PromptOptions = {
  readonly title: string;
  /** In front of the field. */
  readonly label: string;
  readonly text?: string;
  /** The text is there to be replaced by what is typed, unless the cursor is moved in it first. */
  readonly selected?: true;
  /** Lines above the field. */
  readonly body?: (width: number) => readonly Line[];
  /** Lines under it, made from what has been typed. */
  readonly note?: (text: string, width: number) => readonly Line[];
  /** Words that what is being typed may become; Tab takes the chosen one. */
  readonly complete?: (text: string) => readonly string[];
  /** Puts a completion in the place of what was typed. */
  readonly take?: (text: string, completion: string) => string;
  readonly enter: string;
  /** Something else to do with the text, by a key of its own. */
  readonly other?: OtherUse | undefined;
  /** The user's text codes, where the field takes them. */
  readonly codes?: TextCodes;
  /** Called at every change of the text. */
  readonly changed?: (text: string) => void;
  /** Returns false when the text is not good yet; the prompt then stays. */
  readonly submit: (text: string) => boolean;
  readonly close: () => void;
  readonly dismissed?: () => void;
};

export type OtherUse = {
  /** What it does, for the line of keys. */
  readonly does: string;
  /** The command that does it, and where its key holds. */
  readonly command: string;
  readonly context: Context;
  readonly submit: (text: string) => boolean;
};

const shownCompletions = 5;

/** What an action does to text that is selected as a whole: what is typed and what deletes a letter replaces all of it. */
function overSelected(action: EditorAction): EditorAction {
  if (action.do === 'insert') return { do: 'replace', text: typedLine(action.text) };
  return action.do === 'backspace' || action.do === 'delete' ? { do: 'replace', text: '' } : action;
}

type Turn = { readonly from: string; readonly words: readonly string[]; readonly at: number };

export class Prompt implements Overlay {
  readonly title: string;
  readonly place = 'sheet';
  readonly context: Context | undefined;
  readonly #options: PromptOptions;
  #editor: EditorState;
  #completions: readonly string[];
  #choice = -1;
  /** What was completed with last, so that the same key goes on to the next word. */
  #turn: Turn | undefined;
  #isSelected: boolean;
  /** A code just typed that there is not. */
  #unknown: string | undefined;

  constructor(options: PromptOptions) {
    this.title = options.title;
    this.context = options.other?.context;
    this.#options = options;
    this.#editor = editorOf(options.text ?? '');
    this.#isSelected = options.selected === true && this.text !== '';
    this.#completions = this.#completionsNow();
  }

  hints(): readonly OverlayHint[] {
    const { enter, other, complete } = this.#options;
    return [
      [enter, 'window.choose'],
      ...(other === undefined ? [] : [[other.does, other.command] as const]),
      ...(complete === undefined ? [] : [['complete', 'window.complete'] as const]),
      ['close', 'window.close'],
    ];
  }

  get text(): string {
    return textOfEditor(this.#editor);
  }

  draw({ width, height }: Room): Drawing {
    const { label, body, note } = this.#options;
    const above = cutLines(body?.(width) ?? [], Math.max(0, height - 3));
    const head = label === '' ? '' : `${label} `;
    const field = scrolledField(this.#editor, width - head.length);
    const below = [
      ...(isFull(this.#editor) ? [line([`A line takes ${typedLimit}.`, 'warn'])] : []),
      ...(this.#unknown === undefined ? [] : paragraph(unknownCode(this.#unknown), width, 'warn')),
      ...(note?.(this.text, width) ?? []),
      ...this.#completions.map((word, index) => this.#completionLine(word, index, width)),
    ];
    return {
      lines: [
        ...above,
        { spans: [[head, 'quiet'], ...this.#fieldSpans(field)] },
        ...cutLines(below, height - above.length - 1),
      ],
      cursor: { x: head.length + field.cursor.x, y: above.length },
    };
  }

  #fieldSpans({ lines }: FieldView): readonly Span[] {
    const spans = lines[0]?.spans ?? [];
    return this.#isSelected ? spans.map(([text]) => [text, 'cursor']) : spans;
  }

  #completionLine(word: string, index: number, width: number): Line {
    const chosen = index === (this.#turn?.at ?? this.#choice);
    return line(
      [chosen ? `${glyphs.cursor} ` : '  ', 'accent'],
      chosen ? [fitWidth(word, width - 2), 'strong'] : [word, 'quiet'],
    );
  }

  edit(action: EditorAction): void {
    const before = this.text;
    const meant = this.#isSelected ? overSelected(action) : action;
    const { editor, unknown } = editWithCodes(this.#editor, meant, this.#options.codes);
    this.#editor = editor;
    this.#unknown = unknown;
    this.#isSelected = false;
    if (this.text !== before) this.#textChanged();
  }

  act(act: OverlayAct): void {
    if (act === 'choose') this.#submit(this.#options.submit);
    else if (act === 'other') this.#submit(this.#options.other?.submit);
    else if (act === 'complete') this.#completeOrGoOn();
    // Of one line of text, first and last are its two ends.
    else if (act === 'first') this.edit({ do: 'start' });
    else if (act === 'last') this.edit({ do: 'end' });
    else if (act === 'up' || act === 'pageUp') this.#choice = Math.max(-1, this.#choice - 1);
    else this.#choice = Math.min(this.#completions.length - 1, this.#choice + 1);
  }

  /** More words to complete with may be known by now; a choice among the old ones stays. */
  readAgain(): void {
    if (this.#choice !== -1 || this.#turn !== undefined) return;
    this.#completions = this.#completionsNow();
  }

  dismissed(): void {
    this.#options.dismissed?.();
  }

  #submit(use: PromptOptions['submit'] | undefined): void {
    const chosen = this.#completions[this.#choice];
    if (chosen !== undefined) this.#complete(this.text, chosen);
    else if (use?.(this.text) === true) this.#options.close();
  }

  /** Takes the word chosen; or the first, and at each further press the next one of the same words. */
  #completeOrGoOn(): void {
    const last = this.#turn;
    const turn =
      last === undefined
        ? { from: this.text, words: this.#completions, at: Math.max(0, this.#choice) }
        : { ...last, at: (last.at + 1) % last.words.length };
    const word = turn.words[turn.at];
    if (word === undefined) return;
    this.#complete(turn.from, word);
    // Where there was one word alone, what comes behind it is next.
    if (turn.words.length === 1) return;
    this.#turn = turn;
    this.#completions = turn.words;
  }

  #complete(typed: string, word: string): void {
    const text = this.#options.take?.(typed, word) ?? word;
    this.#editor = editLine(this.#editor, { do: 'replace', text });
    this.#textChanged();
  }

  #textChanged(): void {
    this.#isSelected = false;
    this.#choice = -1;
    this.#turn = undefined;
    this.#completions = this.#completionsNow();
    this.#options.changed?.(this.text);
  }

  #completionsNow(): readonly string[] {
    return (this.#options.complete?.(this.text) ?? []).slice(0, shownCompletions);
  }
}
