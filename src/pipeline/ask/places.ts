/** Where things lie beside the catalog. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Photo } from '../../photo.ts';
import type { PreviewOptions } from '../../preview/make.ts';
import { type PreviewSource, previewOf } from '../../preview/store.ts';
import { type Archive, assertStillThere, fileOf } from '../archive/archive.ts';
import { replacedSince } from '../archive/same-picture.ts';

export function previewFolder(archive: Archive): string {
  return join(archive.folder, 'previews');
}

/** Where a batch file lies until its answers are here. */
export function batchFile(archive: Archive, tag: string): string {
  return join(folder(archive, 'batches'), `${tag}.jsonl`);
}

/** Where the answers of a batch lie, for good: they were paid for. */
export function answerFile(archive: Archive, tag: string, kind: 'output' | 'error'): string {
  return join(folder(archive, 'answers'), `${tag}.${kind}.jsonl`);
}

export function folder(archive: Archive, name: 'batches' | 'answers'): string {
  const path = join(archive.folder, name);
  mkdirSync(path, { recursive: true });
  return path;
}

export function previewOptions(archive: Archive): PreviewOptions {
  const { settings } = archive;
  return { edge: settings['preview.edge'], quality: settings['preview.quality'] };
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
  const preview = await previewOf(previewFolder(archive), sourceOfPreview(archive, photo), options);
  if ('issue' in preview) await assertStillThere(archive);
  return preview;
}

function sourceOfPreview(archive: Archive, photo: Photo): PreviewSource {
  const { id, bytes, mtime, size } = photo;
  return { id, bytes, mtime, size, file: fileOf(archive, photo) };
}
