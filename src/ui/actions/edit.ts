/** Editing a title in place, or everything in the user's own editor. What is typed is kept at every key. */

import { dropDraft, getDraft, saveDraft } from '../../catalog/drafts.ts';
import { messageOf } from '../../errors.ts';
import type { ReviewPhoto } from '../../pipeline/session/photo.ts';
import { typedLimit } from '../../rules/foreign-text.ts';
import { withCodes } from '../../rules/template/variables.ts';
import {
  type EditorAction,
  type EditorState,
  editLine,
  editorOf,
  isFull,
  textOfEditor,
} from '../editor/line-editor.ts';
import { editWithCodes, unknownCode } from '../editor/typed-codes.ts';
import type { ReviewController } from '../review/review-controller.ts';
import type { OpenField, TextField } from '../review/state.ts';
import { textForEditor, textFromEditor } from './external-text.ts';
import { furtherNames } from './further.ts';
import { storeText } from './store-text.ts';

/** The fields by their names, with the key of each and where its text is kept. */
const fields = {
  title: { name: 'title', command: 'review.title', part: 'description' },
  shortTitle: { name: 'short title', command: 'review.shortTitle', part: 'shortTitle' },
} as const;

/** Opens the editor of a field, with what had been typed there before and never entered. */
export const editing = (field: TextField) => (review: ReviewController) => {
  const { photo } = review.now;
  if (photo === undefined) return;
  const before = photo.text[fields[field].part];
  const draft = draftOf(review, photo, field);
  const fromDraft = draft !== undefined;
  const editor = fromDraft ? editorOf(draft) : editorAgain(review, field, before);
  review.state.merge({ field: { field, photoId: photo.photo.id, editor, before, fromDraft } });
  if (fromDraft)
    review.shell.toast(
      `This is what you had typed and not entered. ${review.shell.keys.say('type.leave')} brings the old text back.`,
    );
};

/** Opens the editor again that was open when the program ended. */
export function editAgain(review: ReviewController): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const names = Object.keys(fields) as TextField[];
  const field = names.find((name) => draftOf(review, photo, name) !== undefined);
  if (field !== undefined) editing(field)(review);
}

/** What was typed in a field and never entered. */
function draftOf(review: ReviewController, { photo, text }: ReviewPhoto, field: TextField) {
  const draft = getDraft(review.session.archive.catalog, photo.id, field)?.text;
  return draft === text[fields[field].part] ? undefined : draft;
}

/** An editor in which undo brings back what was typed when it was last left. */
function editorAgain({ now }: ReviewController, field: TextField, text: string): EditorState {
  const { left, photo } = now;
  const isLeft = left?.photoId === photo?.photo.id && left?.field === field;
  return isLeft && left !== undefined
    ? editLine(left.editor, { do: 'replace', text })
    : editorOf(text);
}

/** Applies an editing key to the open field. */
export function editField(review: ReviewController, action: EditorAction): void {
  const { field } = review.now;
  if (field === undefined) return;
  const { editor, unknown } = editWithCodes(field.editor, action, review.codes);
  if (editor === field.editor) return;
  if (unknown !== undefined) review.shell.toast(unknownCode(unknown), 'warn');
  const text = textOfEditor(editor);
  if (isFull(editor) && action.do === 'insert')
    review.shell.toast(
      `The ${fields[field.field].name} takes ${typedLimit}; no more was taken.`,
      'warn',
    );
  // Not for keys that only move the cursor: nothing is to be written for them.
  if (text !== textOfEditor(field.editor)) {
    const { catalog } = review.session.archive;
    const { photoId, before } = field;
    if (text === before) dropDraft(catalog, photoId, field.field);
    else saveDraft(catalog, { photoId, field: field.field, text, cursor: editor.cursor });
  }
  review.state.merge({ field: { ...field, editor } });
}

/** Enters the text; it is stored with one step of undo. */
export function enterField(review: ReviewController): void {
  const { field, photo } = review.now;
  if (field === undefined || photo === undefined) return;
  const text = textOfEditor(field.editor).trim();
  // Stored before the draft goes, so that a crash in between loses neither.
  const close = () => closeField(review, field);
  if (text === field.before) close();
  else storeText(review, photo, { [fields[field.field].part]: text }, { stored: close });
}

/** Leaves the field; the text stays as it was before, and the way back to what was typed is told. */
export function leaveField(review: ReviewController): void {
  const { field } = review.now;
  if (field === undefined) return;
  const isChanged = textOfEditor(field.editor) !== field.before;
  closeField(review, field);
  if (!isChanged) return;
  review.state.merge({ left: field });
  const { say } = review.shell.keys;
  const { name, command } = fields[field.field];
  review.shell.toast(
    `The ${name} stays as it was; ${say(command)} ${say('type.undo')} brings back what was typed.`,
  );
}

function closeField(review: ReviewController, { photoId, field }: OpenField): void {
  dropDraft(review.session.archive.catalog, photoId, field);
  review.state.merge({ field: undefined });
}

/** The draft of what came back from the editor and could not be understood. */
const outsideDraft = 'editor';

/**
 * Hands title, short title, caption, keywords and the other fields to the user's editor. What comes back and cannot be understood is there
 * again the next time.
 */
export async function editOutside(review: ReviewController): Promise<void> {
  const { photo } = review.now;
  if (photo === undefined) return;
  const { id } = photo.photo;
  const names = furtherNames(review);
  const before = textForEditor(photo, names);
  try {
    const given = getDraft(review.session.archive.catalog, id, outsideDraft)?.text ?? before;
    const edited = await review.shell.external.edit(given, 'photo.txt');
    if ('failed' in edited) review.shell.toast(edited.failed, 'bad');
    else if (edited.text === before) nothingChanged(review, id);
    else takeOutside(review, photo, edited.text, names);
  } catch (error) {
    review.shell.toast(`The editor could not be used: ${messageOf(error)}.`, 'bad');
  }
}

function takeOutside(
  review: ReviewController,
  photo: ReviewPhoto,
  file: string,
  names: readonly string[],
): void {
  const change = textFromEditor(withCodes(file, review.codes).text, names);
  const { catalog } = review.session.archive;
  const keep = () =>
    saveDraft(catalog, { photoId: photo.photo.id, field: outsideDraft, text: file, cursor: 0 });
  const drop = () => dropDraft(catalog, photo.photo.id, outsideDraft);
  const again = `${review.shell.keys.say('review.editor')} opens what you wrote again.`;
  const isEmpty = 'failed' in change && file.trim() === '';
  // Stored before the draft goes, so that a crash in between loses neither.
  if (isEmpty) drop();
  else keep();
  if ('failed' in change)
    review.shell.toast(`${change.failed}.${isEmpty ? '' : ` ${again}`}`, 'bad');
  else {
    const left = () => review.shell.toast(`Nothing was changed. ${again}`);
    storeText(review, photo, change, { stored: drop, left });
  }
}

function nothingChanged(review: ReviewController, photoId: number): void {
  dropDraft(review.session.archive.catalog, photoId, outsideDraft);
  review.shell.toast('Nothing was changed.');
}
