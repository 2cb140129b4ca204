/** Everything that is written about one photo, from top to bottom. Pure: one photo and a size give lines and a cursor. */
import type { ReviewPhoto } from '../../model/review-photo.ts';
import type { Drawing } from '../../overlays/overlay.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import type { Look } from './check-lines.ts';
import { keywordsPane } from './keywords-pane.ts';
import { sidecarPane } from './sidecar-pane.ts';
import type { OpenField } from './state.ts';
import { shortTitleBlock, titleBlock, titleRows } from './title-pane.ts';

export type FieldsView = Look & {
  readonly field: OpenField | undefined;
  readonly chip: number;
  readonly width: number;
  readonly height: number;
};

/** Below this height the short title is only shown while it is being edited. */
const roomForShortTitle = 22;
/** Below this one there is no room for keywords at all (the large picture, the narrow screen). */
const roomForKeywords = 9;
/** And below these the keywords need all of it; a conflict, which has to be decided, does with less. */
const roomForSidecar = 16;
const roomForConflict = 8;

export function fieldsPane(photo: ReviewPhoto, view: FieldsView): Drawing {
  const { field, width, height } = view;
  const limit = photo.titleLimit;
  const rows = Math.max(1, Math.min(titleRows(limit, width) + 1, height - 1));
  if (height < roomForKeywords && view.chip < 0)
    return field?.field === 'shortTitle'
      ? shortTitleBlock(photo, field, width, height - 1, view)
      : titleBlock(photo, field, width, height - 1, view);

  const blocks: Drawing[] = [];
  if (height >= roomForKeywords + 4 || view.chip < 0)
    blocks.push(titleBlock(photo, field, width, rows, view));
  if (field?.field === 'shortTitle' || height >= roomForShortTitle)
    blocks.push(shortTitleBlock(photo, field, width, 2, view));
  const above = stack(blocks);
  const room = height - above.lines.length;
  const sidecar = sidecarBlock(photo, room, view);
  const keywords = keywordsPane(photo, { ...view, height: room - sidecar.length });
  return { ...above, lines: [...above.lines, ...keywords, ...sidecar] };
}

/** With a row of distance; keywords come first where there is little room. */
function sidecarBlock({ sidecar }: ReviewPhoto, room: number, view: FieldsView): readonly Line[] {
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
  return [emptyLine, line([why.slice(0, width), 'quiet'])];
}
