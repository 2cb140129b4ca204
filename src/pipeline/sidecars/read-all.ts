/** Reading the sidecars that lie beside the photos, so that what they say is known before anything is proposed. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import pMap from 'p-map';
import { photoFolders } from '../../catalog/photos.ts';
import { setRaw } from '../../catalog/raw-files.ts';
import { getSidecar, photosIn, writtenForAnother } from '../../catalog/sidecars.ts';
import { InterruptedError, systemCode } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import { type FolderNames, rawsBeside, readFolder, XmpError } from '../../xmp/index.ts';
import { type Archive, fileOf, secondLanguage } from '../archive/archive.ts';
import type { StageContext } from '../archive/stage.ts';
import { placeIn, readSidecarAt } from './locate.ts';
import { followRawAnswer } from './raw-files.ts';
import { recall, remember } from './sidecar-row.ts';

const filesAtOnce = 8;

/**
 * Reads the sidecars that are new or have changed since they were last read, and remembers what they say; nobody has
 * seen it by that. One that cannot be read is reported when it is to be written.
 * @throws InterruptedError when the signal aborts
 */
export async function readSidecars({ archive, signal }: StageContext): Promise<void> {
  let areRawsNew = false;
  for (const folder of photoFolders(archive.catalog)) {
    if (signal.aborted) throw new InterruptedError();
    const names = await namesIn(archive, folder);
    if (names === undefined) continue;
    const photos = photosIn(archive.catalog, folder);
    if (noteRaws(archive, photos, names)) areRawsNew = true;
    if (names.sidecars.size === 0) continue;
    await pMap(photos, (photo) => readOne(archive, photo, names).catch(passOver), {
      concurrency: filesAtOnce,
    });
  }
  followRawAnswer(archive, { again: areRawsNew });
}

/** Notes the raw files beside photos, without opening any; returns whether there is one that was not there before. */
function noteRaws(
  { catalog }: Archive,
  photos: readonly { readonly id: number; readonly path: string; readonly raw: string | null }[],
  names: FolderNames,
): boolean {
  return catalog.transaction(() => {
    let isNew = false;
    for (const photo of photos) {
      const [raw] = rawsBeside(photo.path, names);
      if (raw === (photo.raw ?? undefined)) continue;
      setRaw(catalog, photo.id, raw);
      isNew ||= raw !== undefined;
    }
    return isNew;
  });
}

async function namesIn(archive: Archive, folder: string): Promise<FolderNames | undefined> {
  try {
    // The archive itself has no name.
    const names = folder === '' ? [] : folder.split('/');
    return await readFolder(pathInside(archive.root, ...names));
  } catch (error) {
    passOver(error);
    return undefined;
  }
}

async function readOne(
  archive: Archive,
  photo: { readonly id: number; readonly path: string },
  names: FolderNames,
): Promise<void> {
  const { catalog } = archive;
  const place = await placeIn(archive, fileOf(archive, photo), names);
  if (!place.exists) return;
  const known = getSidecar(catalog, photo.id);
  const { size, mtimeNs } = await stat(place.path, { bigint: true });
  const isSame = known?.bytes === Number(size) && known.mtime === String(mtimeNs);
  if (isSame && known.name === basename(place.path)) return;
  const found = await readSidecarAt(place, secondLanguage(archive));
  // What was written for another picture says nothing about this one; writing reports it.
  if (found === undefined || writtenForAnother(catalog, photo.id, found.file.hash) !== undefined)
    return;
  remember(catalog, photo.id, {
    conflicts: [],
    ...recall(catalog, photo.id),
    ...found.seen,
  });
}

function passOver(error: unknown): void {
  if (!(error instanceof XmpError) && systemCode(error) === undefined) throw error;
}
