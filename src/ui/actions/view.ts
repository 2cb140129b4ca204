/** The picture, the original, the clipboard, and how much is in view. */
import { OutsideError } from '../../files/inside.ts';
import { fileOf } from '../../pipeline/archive/archive.ts';
import type { PictureSize } from '../../pipeline/review/list.ts';
import type { KeyNames } from '../keys/key-names.ts';
import type { ReviewController } from '../review/review-controller.ts';

const nextSize: Readonly<Record<PictureSize, PictureSize>> = {
  beside: 'large',
  large: 'off',
  off: 'beside',
};

export function nextPictureSize(review: ReviewController): void {
  const { shell } = review;
  if (!shell.showsPictures) {
    shell.toast(noPictures(shell.keys), 'warn');
    return;
  }
  review.state.merge({ pictureSize: nextSize[review.now.pictureSize] });
  review.remember();
}

/** What takes the place of a picture. */
export function noPictures(keys: KeyNames): string {
  return `This terminal shows no pictures; ${keys.say('look.original')} opens the photo.`;
}

export async function openOriginal(review: ReviewController): Promise<void> {
  const { photo } = review.now;
  if (photo === undefined) return;
  const failed = await viewPhoto(review, photo.photo);
  if (failed === undefined) review.shell.toast('Opened in the system viewer.');
  else review.shell.toast(failed, 'bad');
}

/** Resolves to why the photo could not be shown, if so. */
async function viewPhoto(
  { shell, session }: ReviewController,
  photo: { readonly path: string },
): Promise<string | undefined> {
  try {
    return await shell.external.view(fileOf(session.archive, photo));
  } catch (error) {
    if (error instanceof OutsideError) return `${error.message}.`;
    throw error;
  }
}

export function copyText(review: ReviewController): void {
  const { photo } = review.now;
  if (photo === undefined) return;
  const { description, keywords } = photo.text;
  const text = `${photo.dateline}${description}\n${keywords.join(', ')}`;
  void review.shell.external
    .copy(text)
    .then((how) => review.shell.toast(`Title and keywords: ${how}.`, 'good'));
}
