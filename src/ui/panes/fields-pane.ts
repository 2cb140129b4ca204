/** Everything that is written about one photo, from top to bottom. Pure: one photo and a size give lines and a cursor. */
import type { ReviewPhoto } from '../model/review-photo.ts';
import type { Drawing } from '../overlays/overlay.ts';
import { answeredByFix } from '../review/fixable.ts';
import type { OpenField } from '../review/state.ts';
import { emptyLine, type Line, line } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';
import { checkLines, type Look } from './check-lines.ts';
import { keywordsPane, keywordsRows } from './keywords-pane.ts';
import { titleRows } from './layout.ts';
import { sidecarPane } from './sidecar-pane.ts';
import { captionBlock, shortTitleBlock, titleBlock } from './title-pane.ts';

export type FieldsView = Omit<Look, 'answered'> & {
  readonly field: OpenField | undefined;
  readonly chip: number;
  readonly width: number;
  readonly height: number;
};

/** Text, and a check or a row of distance. */
const shortTitleRows = 2;
const captionRows = 2;
/** The label and two rows of keywords stay in view while a long title is edited. */
const fewestKeywordRows = 3;
/** With more than this, a check of the title may have a row of them. */
const enoughForKeywords = 9;
/** Below this height the short title is only shown while it is being edited, or a check speaks of it. */
const roomForShortTitle = 22;
/** Below this one there is no room for keywords at all (the large picture, the narrow screen). */
const roomForKeywords = 9;
/** And below these the keywords need all of it; a conflict, which has to be decided, does with less. */
const roomForSidecar = 16;
const roomForConflict = 8;

export function fieldsPane(photo: ReviewPhoto, given: FieldsView): Drawing {
  const { height } = given;
  const view = { ...given, answered: answeredByFix(photo.checks, given.chip) };
  if (height < roomForKeywords && view.chip < 0) return textAlone(photo, view);
  const above = stack(blocksAbove(photo, view));
  const room = height - above.lines.length;
  const sidecar = sidecarBlock(photo, room, view);
  const keywords = keywordsPane(photo, { ...view, height: room - sidecar.length });
  return { ...above, lines: [...above.lines, ...keywords, ...sidecar] };
}

/** The title, or the text that is edited, over all checks of the photo: who decides here has to see them. */
function textAlone(photo: ReviewPhoto, view: FieldsView & Look): Drawing {
  const { field, width, height } = view;
  const block = field?.field === 'shortTitle' ? shortTitleBlock : titleBlock;
  if (field !== undefined)
    return block(photo, field, width, { least: height - 1, most: height - 1 }, view);
  const most = height - 1 - (photo.checks.length > 0 ? 1 : 0);
  const { lines } = block({ ...photo, checks: [] }, field, width, { least: 1, most }, view);
  return {
    lines: [...lines, ...checkLines(photo.checks, width, height - lines.length, view)],
  };
}

/**
 * Title and short title. Where everything fits, the title has the rows of the longest one, so that nothing below jumps
 * about from photo to photo, and more if its checks need them; where not, no more than it needs. While it is edited, all
 * of it is in view.
 */
function blocksAbove(photo: ReviewPhoto, view: FieldsView & Look): readonly Drawing[] {
  const { field, width, height } = view;
  const showsTitle = height >= roomForKeywords + 4 || view.chip < 0;
  const isShortTitleChecked =
    height >= roomForKeywords + 4 && photo.checks.some(({ field: of }) => of === 'shortTitle');
  const showsShortTitle =
    field?.field === 'shortTitle' || height >= roomForShortTitle || isShortTitleChecked;
  const usual = Math.max(1, Math.min(titleRows(width) + 1, height - 1));
  const caption = showsShortTitle ? captionBlock(photo, width, captionRows, view) : { lines: [] };
  const besides = (showsShortTitle ? 1 + shortTitleRows : 0) + caption.lines.length;
  const sidecar = sidecarBlock(photo, height - 1 - usual - besides, view).length;
  const spare = height - 1 - besides - keywordsRows(photo, width, view) - sidecar;
  const left = height - 1 - besides - sidecar - usual;
  const most = Math.max(
    left > enoughForKeywords ? usual + 1 : usual,
    spare,
    field?.field === 'title' ? height - 1 - fewestKeywordRows : 0,
  );
  const titled = showsShortTitle ? photo : withoutShortTitle(photo);
  const title = titleBlock(titled, field, width, { least: Math.min(usual, spare), most }, view);
  const rest = Math.max(isShortTitleChecked ? 1 : 0, 1 + spare - title.lines.length);
  const short = { least: shortTitleRows, most: shortTitleRows + rest };
  return [
    ...(showsTitle ? [title] : []),
    ...(showsTitle && title.lines.length <= usual ? [{ lines: [emptyLine] }] : []),
    ...(showsShortTitle ? [shortTitleBlock(photo, field, width, short, view)] : []),
    caption,
  ];
}

/** Where the short title has no room, what the checks say of it stands with the title. */
function withoutShortTitle(photo: ReviewPhoto): ReviewPhoto {
  const checks = photo.checks.map((check) =>
    check.field === 'shortTitle' ? ({ ...check, field: 'title' } as const) : check,
  );
  return { ...photo, checks };
}

/** With a row of distance; keywords come first where there is little room. */
function sidecarBlock(
  { sidecar }: ReviewPhoto,
  room: number,
  view: FieldsView & Look,
): readonly Line[] {
  if (sidecar === undefined) return [];
  const isConflict = sidecar.conflicts.length > 0;
  if (room < (isConflict ? roomForConflict : roomForSidecar)) return [];
  const rows = Math.max(isConflict ? 3 : 1, Math.min(7, Math.floor(room / 4)));
  return [emptyLine, ...sidecarPane(sidecar, view.width, rows, view)];
}

function stack(blocks: readonly Drawing[]): Drawing {
  const lines: Line[] = [];
  let cursor: Drawing['cursor'];
  for (const block of blocks) {
    if (block.cursor !== undefined)
      cursor = { x: block.cursor.x, y: block.cursor.y + lines.length };
    lines.push(...block.lines);
  }
  return cursor === undefined ? { lines } : { lines, cursor };
}

/** What the pane says when the list is empty. */
export function emptyPane(why: string, width: number): readonly Line[] {
  return [emptyLine, ...wrap(why, width).map((row) => line([row, 'quiet']))];
}
