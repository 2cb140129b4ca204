/** What the review screen knows: where the cursor is, what is selected, what is being typed. */
import type { PictureSize, ReviewList, View } from '../../pipeline/review/list.ts';
import type { ReviewPhoto } from '../../pipeline/session/photo.ts';
import type { EditorState } from '../editor/line-editor.ts';

/** The text being edited in place. */
export type TextField = 'title' | 'shortTitle';

export type OpenField = {
  readonly field: TextField;
  readonly photoId: number;
  readonly editor: EditorState;
  /** The text when the editor was opened. */
  readonly before: string;
  /** It began with text that had been typed earlier and never entered. */
  readonly fromDraft: boolean;
};

/** Photos side by side, in place of the list that they were taken from. */
type Frames = {
  /** What the review goes back to. */
  readonly before: Pick<ReviewState, 'list' | 'index' | 'selection' | 'pictureSize'>;
  /** How many times as wide as high they are, in the middle. */
  readonly shape: number;
  /** Selected photos, not the frames of a burst. */
  readonly isSheet: boolean;
};

export type ReviewState = {
  readonly view: View;
  readonly list: ReviewList | undefined;
  /** Place of the current photo in the list. */
  readonly index: number;
  readonly photo: ReviewPhoto | undefined;
  readonly focus: 'photos' | 'keywords';
  /** The keyword under the cursor, from 0. */
  readonly keywordIndex: number;
  readonly selection: ReadonlySet<number>;
  /** How many of the selected photos are not in the list. */
  readonly hidden: number;
  /** The selection that was last decided about; taking the decision back brings it back. */
  readonly decided: ReadonlySet<number>;
  /** Where a range began, while one is being drawn out. */
  readonly anchor: number | undefined;
  readonly field: OpenField | undefined;
  /** The field that was last left with Esc; undo in it brings back what was typed. */
  readonly left: OpenField | undefined;
  readonly pictureSize: PictureSize;
  readonly frames: Frames | undefined;
  /** Counts up with every change to photos, so that rows are read again. */
  readonly revision: number;
};

export const firstState: ReviewState = {
  view: { filter: '', sort: 'path' },
  list: undefined,
  index: 0,
  photo: undefined,
  focus: 'photos',
  keywordIndex: 0,
  selection: new Set(),
  hidden: 0,
  decided: new Set(),
  anchor: undefined,
  field: undefined,
  left: undefined,
  pictureSize: 'beside',
  frames: undefined,
  revision: 0,
};

/** How it was before frames were side by side; what was selected among them stays so. */
export function withoutFrames({ frames, selection }: ReviewState): Partial<ReviewState> {
  if (frames === undefined) return {};
  return {
    ...frames.before,
    frames: undefined,
    selection: new Set([...frames.before.selection, ...selection]),
  };
}
