/** The metadata templates that lie in the folders of the archive. */
import { counted } from '../../amounts.ts';
import { StopError } from '../../errors.ts';
import { readText } from '../../files/text-lines.ts';
import { templateFile } from '../../files/walk.ts';
import { fileName, folderOf } from '../../photo.ts';
import { fileOf } from '../archive/archive.ts';
import { folderTemplates, storeTemplates, templateMistakes } from '../archive/folder-templates.ts';
import type { StageContext } from '../archive/stage.ts';
import type { Walked } from './changed-files.ts';

/** Characters of such a file; what is longer was meant for something else. */
const longest = 100_000;

export function isTemplateFile(path: string): boolean {
  return fileName(path).toLowerCase() === templateFile;
}

/** Reads them all. What is wrong in one is told, and keeps no photo from its text. @returns sentences for the user */
export async function readTemplates(
  { archive }: Pick<StageContext, 'archive'>,
  { notesFiles, isUnread }: Pick<Walked, 'notesFiles' | 'isUnread'>,
): Promise<string[]> {
  const found = new Map<string, string>();
  const failed = new Set<string>();
  const said: string[] = [];
  const before = folderTemplates(archive.catalog);
  for (const path of notesFiles.filter(isTemplateFile).sort()) {
    const folder = folderOf(path);
    try {
      found.set(folder, await readText(fileOf(archive, { path }), longest));
    } catch (error) {
      if (!(error instanceof StopError)) throw error;
      failed.add(folder);
      const stands = before.has(folder) ? 'still says what it said before' : 'counts for nothing';
      said.push(`${path} ${stands}. ${error.message} ${error.advice}`);
    }
  }
  const isUnseen = (folder: string) => failed.has(folder) || isUnread(folder);
  const changed = storeTemplates(archive.catalog, found, isUnseen);
  if (changed > 0)
    said.push(
      `The templates of ${counted(changed, 'folder')} have changed; \`proofsheet template apply\` also brings them into photos that are written already.`,
    );
  return [...said, ...templateMistakes(archive)];
}
