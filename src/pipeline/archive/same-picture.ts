/** Whether the file at a photo's path still holds the photo, for stages that work on it some time after its scan. */
import { stat } from 'node:fs/promises';
import { readAgain } from '../../catalog/known-files.ts';
import { pictureIdentity } from '../../catalog/photos.ts';
import { messageOf, systemCode } from '../../errors.ts';
import { isJpegName } from '../../files/picture-kinds.ts';
import { sampledIdentity } from '../../files/sampled-identity.ts';
import { withFile } from '../../files/with-file.ts';
import { identityOf } from '../../jpeg/identity.ts';
import { readHeadOf } from '../../jpeg/read-head.ts';
import type { Issue, Photo, Stage } from '../../photo.ts';
import { type Archive, fileOf } from './archive.ts';

/** The text was accepted for another picture than the one that lies at this name now. */
export const anotherPicture: Omit<Issue, 'stage'> = {
  code: 'another-picture',
  message:
    'Its file now contains another picture. Scan the archive again, so that each text finds its own picture.',
};

/**
 * The issue of a photo at whose path another picture lies by now; undefined when it is the one that was scanned, or
 * cannot be looked at. The file is opened only when its size or time changed, and the next scan reads it again.
 */
export async function replacedSince(
  archive: Archive,
  photo: Photo,
  stage: Stage,
): Promise<Issue | undefined> {
  const { catalog } = archive;
  let file: string;
  try {
    file = fileOf(archive, photo);
  } catch (error) {
    return { stage, code: 'leads-out', message: `${messageOf(error)}. Scan the archive again.` };
  }
  if (await isAsScanned(file, photo)) return undefined;
  const identity = pictureIdentity(catalog, photo.id);
  if (identity === undefined || (await holds(file, identity))) return undefined;
  readAgain(catalog, photo.id);
  return { stage, ...anotherPicture };
}

async function isAsScanned(file: string, { bytes, mtime }: Photo): Promise<boolean> {
  try {
    const now = await stat(file, { bigint: true });
    return Number(now.size) === bytes && String(now.mtimeNs) === mtime;
  } catch {
    // The stage will find out and say it better.
    return true;
  }
}

async function holds(file: string, identity: string): Promise<boolean> {
  try {
    return await withFile(file, 'r', async (opened) => {
      if (!isJpegName(file)) return (await sampledIdentity(opened)) === identity;
      const read = await readHeadOf(opened);
      return read.kind === 'broken' || (await identityOf(opened, read.head)) === identity;
    });
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return true;
  }
}
