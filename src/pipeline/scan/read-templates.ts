/** The metadata templates that lie in the folders of the archive. */
import { dirname } from 'node:path/posix';
import { counted } from '../../amounts.ts';
import { StopError } from '../../errors.ts';
import { readText } from '../../files/text-lines.ts';
import { templateFile } from '../../files/walk.ts';
import { fileOf } from '../archive/archive.ts';
import { storeTemplates, templateMistakes } from '../archive/folder-templates.ts';
import type { StageContext } from '../archive/stage.ts';
import type { Walked } from './changed-files.ts';

/** Characters of such a file; what is longer was meant for something else. */
const longest = 100_000;

export function isTemplateFile(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase() === templateFile;
}

/** Reads them all. What is wrong in one is told, and keeps no photo from its text. @returns sentences for the user */
export async function readTemplates(
  { archive }: Pick<StageContext, 'archive'>,
  { notesFiles, isUnread }: Pick<Walked, 'notesFiles' | 'isUnread'>,
): Promise<string[]> {
  const found = new Map<string, string>();
  const said: string[] = [];
  for (const path of notesFiles.filter(isTemplateFile).sort()) {
    try {
      const folder = dirname(path);
      found.set(folder === '.' ? '' : folder, await readText(fileOf(archive, { path }), longest));
    } catch (error) {
      if (!(error instanceof StopError)) throw error;
      said.push(`${path} counts for nothing. ${error.message} ${error.advice}`);
    }
  }
  const changed = storeTemplates(archive.catalog, found, isUnread);
  if (changed > 0)
    said.push(
      `The templates of ${counted(changed, 'folder')} have changed; \`proofsheet template apply\` also brings them into photos that are written already.`,
    );
  return [...said, ...templateMistakes(archive)];
}
