/** The picture, the original, the clipboard, and how much is in view. */
import { bodyOf } from '../../app/frame.ts';
import type { PictureSize } from '../../model/review-list.ts';
import { showInfo } from './info.ts';
import { reviewLayout } from './layout.ts';
import type { Review } from './review.ts';
import { reviewCommands } from './review-command.ts';

export const lookingCommands = reviewCommands('Look', 'review', {
  'look.picture': {
    keys: ['v'],
    title: 'Picture: beside, large, none',
    words: 'preview image photo zoom bigger hide',
    hint: 'picture',
    always: true,
    run: nextPictureSize,
  },
  'look.original': {
    keys: ['o'],
    title: 'Open the photo in the viewer of the system',
    words: 'zoom full size image preview',
    run: (review) => void openOriginal(review),
  },
  'look.info': {
    keys: ['i'],
    title: 'Everything about this photo',
    words: 'exif camera gps metadata agencies details',
    run: showInfo,
  },
  'look.copy': {
    keys: ['y'],
    title: 'Copy title and keywords to the clipboard',
    words: 'export paste',
    run: copyText,
  },
});

const nextSize: Readonly<Record<PictureSize, PictureSize>> = {
  beside: 'large',
  large: 'off',
  off: 'beside',
};

function nextPictureSize(review: Review): void {
  review.state.merge({ pictureSize: nextSize[review.now.pictureSize] });
  review.remember();
}

async function openOriginal(review: Review): Promise<void> {
  const id = review.currentId;
  const file = id === undefined ? undefined : review.ui.fileOf(id);
  if (file === undefined) return;
  const failed = await review.shell.external.view(file);
  if (failed === undefined) review.shell.toast('Opened in the viewer of the system.');
  else review.shell.toast(failed, 'bad');
}

function copyText(review: Review): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const { description, keywords } = photo.text;
  review.shell.external.copy(`${photo.dateline}${description}\n${keywords.join(', ')}`);
  review.shell.toast('Copied title and keywords.', 'good');
}

export function layoutOf(review: Review) {
  const { pictureSize, focus, frames, list, index } = review.now;
  const { size, showsPictures } = review.shell;
  const set =
    frames === undefined || !showsPictures
      ? undefined
      : { count: list?.count ?? 0, index, shape: frames.shape };
  return reviewLayout(bodyOf(size.get()), pictureSize, focus, set);
}

/** Rows that a page key moves by. */
export function pageOf(review: Review): number {
  const { grid, list } = layoutOf(review);
  return grid?.places.length ?? Math.max(1, (list?.height ?? 10) - 2);
}

export function widthOfKeywords(review: Review): number {
  return layoutOf(review).fields?.width ?? review.shell.size.get().columns;
}
