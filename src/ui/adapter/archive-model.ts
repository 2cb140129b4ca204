/** Everything the screen asks of the program, for an open archive. */
import { getPhoto } from '../../catalog/photos.ts';
import { type Archive, fileOf } from '../../pipeline/archive/archive.ts';
import { previewOfPhoto } from '../../pipeline/archive/previews.ts';
import { Vocabulary } from '../../pipeline/review/vocabulary.ts';
import type { UiModel } from '../model.ts';
import { reviewModel } from './review-model.ts';
import { type SidecarProblems, sidecarsInView } from './review-sidecar.ts';
import { SharedChecker } from './shared-checker.ts';
import { Upkeep } from './upkeep.ts';

export function archiveModel(archive: Archive): UiModel {
  const vocabulary = new Vocabulary();
  const checker = new SharedChecker(archive, vocabulary);
  const upkeep = new Upkeep(archive, checker, vocabulary);
  const problems: SidecarProblems = new Map();
  return {
    review: reviewModel(archive, checker, vocabulary, upkeep, problems),
    async picture(photoId) {
      const photo = getPhoto(archive.catalog, photoId);
      if (photo === undefined) return { missing: 'This photo is no longer known.' };
      const preview = await previewOfPhoto(archive, photo);
      return 'issue' in preview ? { missing: preview.issue.message } : { bytes: preview.bytes };
    },
    fileOf(photoId) {
      const photo = getPhoto(archive.catalog, photoId);
      return photo === undefined ? undefined : fileOf(archive, photo);
    },
    sidecars: (onSidecar) => sidecarsInView(archive, problems, onSidecar),
    keepUp: (beside, signal) => upkeep.run(beside, signal),
  };
}
