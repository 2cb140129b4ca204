/** The notes that lie in the folders of the archive. A file that cannot be read keeps no photo from its text. */
import { counted } from '../../amounts.ts';
import { storeFolderNotes } from '../../catalog/folder-notes.ts';
import { StopError } from '../../errors.ts';
import { readText } from '../../files/text-lines.ts';
import { type FolderNotes, folderOf } from '../../photo.ts';
import { parseFolderNotes } from '../../rules/folder-notes.ts';
import { fileOf } from '../archive/archive.ts';
import type { StageContext } from '../archive/stage.ts';
import type { Walked } from './changed-files.ts';
import { isTemplateFile } from './read-templates.ts';

/** Characters of such a file; what is longer was meant for something else. */
export const longestNotesFile = 100_000;

/** Reads them all, and has the photos follow what has changed. @returns sentences for the user */
export async function readNotes(
  { archive }: Pick<StageContext, 'archive'>,
  { notesFiles, isUnread }: Pick<Walked, 'notesFiles' | 'isUnread'>,
): Promise<string[]> {
  const found = new Map<string, FolderNotes>();
  const said: string[] = [];
  for (const path of notesFiles.filter((one) => !isTemplateFile(one)).sort()) {
    try {
      const { notes, mistakes } = parseFolderNotes(
        await readText(fileOf(archive, { path }), longestNotesFile),
      );
      for (const { line, message } of mistakes) said.push(`${path}:${line}: ${message}`);
      found.set(folderOf(path), notes);
    } catch (error) {
      if (!(error instanceof StopError)) throw error;
      said.push(`${path} counts for nothing. ${error.message} ${error.advice}`);
    }
  }
  const changed = storeFolderNotes(archive.catalog, found, isUnread);
  if (changed > 0)
    said.push(
      `The notes of ${counted(changed, 'folder')} have changed; photos that were not sent yet will be asked about with them.`,
    );
  return said;
}
