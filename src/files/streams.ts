/**
 * Alternate data streams of NTFS: notes that Windows and other programs keep beside the contents of a file, under its name
 * and a colon. A file that takes another's place does not have them. Node can open them, but not list them, so what is
 * known is carried over.
 */
import { writeFile } from 'node:fs/promises';
import { readWhole } from './open-file.ts';

/** Where it was downloaded from; what Dropbox knows of it; labels that a Mac gave it over the network. */
const names = ['Zone.Identifier', 'com.dropbox.attributes', 'com.dropbox.attrs', 'AFP_AfpInfo'];

/** Bytes; each takes less than a thousandth of it. */
const largest = 1_000_000;

/** Gives `to` the known streams of `from`. @returns false when it could not have one of them */
export async function copyStreams(from: string, to: string): Promise<boolean> {
  let isKept = true;
  for (const name of names) {
    const bytes = await readWhole(`${from}:${name}`, largest).catch(() => undefined);
    if (bytes === undefined) continue;
    isKept &&= await writeFile(`${to}:${name}`, bytes).then(
      () => true,
      () => false,
    );
  }
  return isKept;
}
