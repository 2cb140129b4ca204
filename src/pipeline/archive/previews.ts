/** The previews of an archive's photos, at the size that the settings ask for. */
import { join } from 'node:path';
import { latestRequest } from '../../catalog/requests.ts';
import type { Photo } from '../../photo.ts';
import { makePreview, type PreviewOptions } from '../../preview/make.ts';
import type { InnerPictures } from '../../preview/other.ts';
import { previewOf, trimPreviews } from '../../preview/store.ts';
import { type Archive, assertStillThere, fileOf } from './archive.ts';
import { replacedSince } from './same-picture.ts';

/** The JPEGs inside files of other kinds. */
export function innerPictures({ exifTool }: Pick<Archive, 'exifTool'>): InnerPictures {
  return async function* (path) {
    const { embeddedPictures } = await import('../../exiftool/embedded-pictures.ts');
    yield* embeddedPictures(await exifTool.start(), path);
  };
}

function previewFolder(archive: Archive): string {
  return join(archive.folder, 'previews');
}

export function previewOptions(archive: Archive): PreviewOptions {
  const { settings } = archive;
  return {
    edge: settings['preview.edge'],
    quality: settings['preview.quality'],
    inner: innerPictures(archive),
  };
}

/**
 * The preview of a photo at the size the settings ask for, from disk or newly made; or an issue.
 * @throws StopError `archive-missing`, and what else stops everything
 */
export async function previewOfPhoto(
  archive: Archive,
  photo: Photo,
  options = previewOptions(archive),
) {
  const issue = await replacedSince(archive, photo, 'prepare');
  if (issue !== undefined) return { issue };
  const { id, bytes, mtime, size } = photo;
  const source = { id, bytes, mtime, size, file: fileOf(archive, photo) };
  const preview = await previewOf(previewFolder(archive), source, options);
  if ('issue' in preview) await assertStillThere(archive);
  return preview;
}

/**
 * A picture of a photo with its longest side of `edge` pixels, made from the photo itself and not kept; or an issue. For
 * the screen, where it is larger than the preview.
 */
export async function largerPicture(archive: Archive, photo: Photo, edge: number) {
  const issue = await replacedSince(archive, photo, 'prepare');
  if (issue !== undefined) return { issue };
  const options = { edge, quality: 90, inner: innerPictures(archive) };
  return makePreview(fileOf(archive, photo), photo.size, options);
}

/** Throws away previews over the room the settings give; those of photos that are still to be asked stay. */
export async function trimUnneeded(archive: Archive): Promise<void> {
  const limit = archive.settings['preview.cacheMegabytes'] * 1e6;
  await trimPreviews(previewFolder(archive), limit, (photoId) => {
    const state = latestRequest(archive.catalog, photoId)?.state;
    return state === 'ready' || state === 'released' || state === 'asking';
  });
}
