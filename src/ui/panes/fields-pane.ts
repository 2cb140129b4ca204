/** Everything that is written about one photo, from top to bottom. Pure: one photo and a size give lines and a cursor. */
import type { ReviewPhoto } from '../../pipeline/session/photo.ts';
import { furtherLabel, furtherText } from '../../rules/answers/further.ts';
import type { Drawing } from '../overlays/overlay.ts';
import { answeredByFix } from '../review/fixable.ts';
import type { OpenField } from '../review/state.ts';
import { emptyLine, type Line, line } from '../text/line.ts';
import { truncate } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { type Block, stack } from './blocks.ts';
import { type CheckStyle, checkLines } from './check-lines.ts';
import { keywordsPane, keywordsRows } from './keywords-pane.ts';
import { titleRows } from './layout.ts';
import { filePane, sidecarPane } from './sidecar-pane.ts';
import { captionBlock, type TextBlock, textBlock } from './text-block.ts';

type FieldsView = Omit<CheckStyle, 'answered'> & {
  readonly field: OpenField | undefined;
  readonly keywordIndex: number;
  readonly width: number;
  readonly height: number;
};

type View = FieldsView & CheckStyle;

/** The text of a short title, and a check or a row of distance. */
const shortTitleRows = 2;
const captionRows = 2;
const furtherRows = 2;
/** The label and two rows of keywords stay in view while a long title is edited. */
const fewestKeywordRows = 3;
/** With more than this, a check of the title may have a row of them. */
const enoughForKeywords = 9;
/** Below this height there is no room for keywords at all (the large picture, the narrow screen), */
const roomForKeywords = 9;
/** below this one title and keywords take turns, */
const roomForBoth = 13;
/** and below this one the short title is only shown while it is being edited, or a check speaks of it. */
const roomForShortTitle = 22;
/** What keywords leave to the sidecar is at least this; a conflict, which has to be decided, does with less. */
const roomForSidecar = 16;
const roomForConflict = 8;

export function fieldsPane(photo: ReviewPhoto, given: FieldsView): Drawing {
  const view = { ...given, answered: answeredByFix(photo.checks, given.keywordIndex) };
  const { field, width, height, keywordIndex } = view;
  if (height < roomForKeywords && keywordIndex < 0) return textAlone(photo, view);
  const isChecked =
    height >= roomForBoth && photo.checks.some(({ field: of }) => of === 'shortTitle');
  const showsShortTitle = field?.field === 'shortTitle' || height >= roomForShortTitle || isChecked;
  const showsTitle = height >= roomForBoth || keywordIndex < 0;
  const below = showsShortTitle
    ? [
        shortTitleBlock(photo, isChecked, view),
        ...captionBlocks(photo, view),
        ...furtherBlocks(photo, view),
      ]
    : [];
  const forTitle = showsTitle ? 1 + usualRows(view) : 0;
  const room = below.reduce((rows, { min }) => rows - min, height - forTitle);
  const sidecar = [...fileBlocks(photo, room, view), ...sidecarBlocks(photo, room, view)];
  const left = sidecar.reduce((rows, { min }) => rows - min, room);
  const title = showsTitle
    ? [titleBlock(showsShortTitle ? photo : withoutShortTitle(photo), left, view)]
    : [];
  const keywords: Block = {
    min: 0,
    ideal: keywordsRows(photo, width, view),
    draw: (rows) => ({ lines: keywordsPane(photo, { ...view, height: rows }) }),
  };
  const blocks = [...title, ...below, keywords, ...sidecar];
  return stack(blocks, height, [keywords, ...title, ...below]);
}

/** The title, or the text that is edited, over all checks of the photo: who decides here has to see them. */
function textAlone(photo: ReviewPhoto, view: View): Drawing {
  const { field, width, height } = view;
  if (field !== undefined)
    return textBlock(photo, field.field, field, width, view).draw(height - 1);
  const title = textBlock({ ...photo, checks: [] }, 'title', field, width, view);
  const checks: Block = {
    min: Math.min(1, photo.checks.length),
    ideal: Number.POSITIVE_INFINITY,
    draw: (rows) => ({ lines: checkLines(photo.checks, width, rows, view) }),
  };
  return stack([labelled(title, 0, title.needs), checks], height);
}

/** Rows of the longest title and one of distance, so that nothing below it jumps about from photo to photo. */
function usualRows({ width, height }: View): number {
  return Math.max(1, Math.min(titleRows(width) + 1, height - 1));
}

/**
 * The title has no more rows than it needs where keywords lack some, and more than the usual ones where there are some
 * over. While it is edited, all of it is in view.
 * @param left rows for keywords beside a title of usual length
 */
function titleBlock(photo: ReviewPhoto, left: number, view: View): Block {
  const { field, width, height } = view;
  const text = textBlock(photo, 'title', field, width, view);
  const usual = usualRows(view);
  const wanted = text.needs < usual ? text.needs + 1 : text.needs;
  const most = left > enoughForKeywords ? usual + 1 : usual;
  const edited = field?.field === 'title' ? height - 1 - fewestKeywordRows : 0;
  return labelled(text, Math.min(wanted, Math.max(most, edited)), Math.max(wanted, usual));
}

function shortTitleBlock(photo: ReviewPhoto, isChecked: boolean, view: View): Block {
  const text = textBlock(photo, 'shortTitle', view.field, view.width, view);
  const wanted = Math.max(shortTitleRows, text.needs);
  return labelled(text, Math.min(wanted, shortTitleRows + (isChecked ? 1 : 0)), wanted);
}

function captionBlocks({ caption }: ReviewPhoto, view: View): Block[] {
  if (caption === undefined) return [];
  const text = captionBlock(caption, view.width, view);
  return fixed([...text.draw(Math.min(captionRows, text.needs)).lines, emptyLine]);
}

/** Lines that are there as a whole. */
function fixed(lines: readonly Line[]): Block[] {
  return [{ min: lines.length, ideal: lines.length, draw: () => ({ lines }) }];
}

/** A row for each of the fields beside title and keywords, where the screen is high enough for all there is. */
function furtherBlocks({ further }: ReviewPhoto, { width, height }: View): Block[] {
  const all = Object.entries(further);
  if (all.length === 0 || height < roomForShortTitle) return [];
  const rows = all.slice(0, furtherRows).map(([name, value]) => {
    const label = furtherLabel(name);
    return line([truncate(`${label}: ${furtherText(value)}`, width), 'quiet']);
  });
  return fixed([...rows, emptyLine]);
}

/** A text with its label above it, filled up with blank rows. */
function labelled(text: TextBlock, min: number, ideal: number): Block {
  const draw = (rows: number): Drawing => {
    const { lines, cursor } = text.draw(rows - 1);
    const blank = Array.from({ length: Math.max(0, rows - lines.length) }, () => emptyLine);
    return { lines: [...lines, ...blank], cursor };
  };
  return { min: 1 + min, ideal: 1 + ideal, draw };
}

/** Where the short title has no room, what the checks say of it stands with the title. */
function withoutShortTitle(photo: ReviewPhoto): ReviewPhoto {
  const checks = photo.checks.map((check) =>
    check.field === 'shortTitle' ? ({ ...check, field: 'title' } as const) : check,
  );
  return { ...photo, checks };
}

/** The same for what the photo itself says; a sidecar in conflict takes its room. */
function fileBlocks({ file, sidecar }: ReviewPhoto, room: number, view: View): Block[] {
  const isConflict = (sidecar?.conflicts ?? []).length > 0;
  if (file.beside.length === 0 || isConflict || room < roomForSidecar) return [];
  const rows = Math.max(2, Math.min(5, Math.floor(room / 5)));
  return fixed([emptyLine, ...filePane(file.beside, view.width, rows)]);
}

/** With a row of distance; keywords come first where there is little room. */
function sidecarBlocks({ sidecar }: ReviewPhoto, room: number, view: View): Block[] {
  if (sidecar === undefined) return [];
  const isConflict = sidecar.conflicts.length > 0;
  if (room < (isConflict ? roomForConflict : roomForSidecar)) return [];
  const rows = Math.max(isConflict ? 3 : 1, Math.min(7, Math.floor(room / 4)));
  return fixed([emptyLine, ...sidecarPane(sidecar, view.width, rows, view)]);
}

/** What the pane says when the list is empty. */
export function emptyPane(why: string, width: number): readonly Line[] {
  return [emptyLine, ...wrap(why, width).map((row) => line([row, 'quiet']))];
}
