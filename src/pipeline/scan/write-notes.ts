/** Changing the notes of a folder from the screen: the file in it, and what the archive knows of it, at once. */
import { lstat, readdir } from 'node:fs/promises';
import { storeFolderNotes } from '../../catalog/folder-notes.ts';
import { StopError } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import { replaceFile } from '../../files/replace.ts';
import { readText } from '../../files/text-lines.ts';
import { notesFile } from '../../files/walk.ts';
import type { FolderNotes } from '../../photo.ts';
import { parseFolderNotes } from '../../rules/folder-notes.ts';
import { changedNotes, type NotesPart } from '../../rules/notes-text.ts';
import type { Archive } from '../archive/archive.ts';
import { longestNotesFile } from './read-notes.ts';

/** What the file in a folder says now; nothing where there is none. @throws StopError for one that cannot be read */
export async function notesIn(archive: Archive, folder: string): Promise<FolderNotes> {
  return parseFolderNotes((await readNotesFile(archive, folder)).text).notes;
}

/**
 * Changes one part of the notes of a folder ('' is the archive). Photos that were not sent yet are asked with the new ones.
 * @returns sentences for the user
 * @throws StopError for a file that cannot be read or is a link, or the file system's error
 */
export async function changeNotes(
  archive: Archive,
  folder: string,
  part: NotesPart,
  typed: string,
): Promise<readonly string[]> {
  const { path, text } = await readNotesFile(archive, folder);
  const changed = changedNotes(text, part, typed);
  if (changed === text) return ['The notes are as they were.'];
  await replaceFile(path, changed, { like: pathInside(archive.root, ...partsOf(folder)) });
  const { notes, mistakes } = parseFolderNotes(changed);
  storeFolderNotes(archive.catalog, new Map([[folder, notes]]), (other) => other !== folder);
  return [
    ...mistakes.map(({ line, message }) => `Line ${line}: ${message}`),
    `The notes of ${folder === '' ? 'the archive' : folder} are changed; photos that were not sent yet are asked with them.`,
  ];
}

const partsOf = (folder: string): readonly string[] => (folder === '' ? [] : folder.split('/'));

async function readNotesFile(archive: Archive, folder: string) {
  const parts = partsOf(folder);
  const names = await readdir(pathInside(archive.root, ...parts));
  const name = names.find((one) => one.toLowerCase() === notesFile) ?? notesFile;
  const path = pathInside(archive.root, ...parts, name);
  if (!names.includes(name)) return { path, text: '' };
  if ((await lstat(path)).isSymbolicLink())
    throw new StopError(
      'file-refused',
      `${path} is a link, and what it leads to is not changed from here.`,
      'Change the file that it leads to in an editor, and scan again.',
    );
  const text = await readText(path, longestNotesFile);
  // Written back, they would be lost for good.
  if (text.includes('\uFFFD'))
    throw new StopError(
      'file-refused',
      `${path} has letters that cannot be read.`,
      'Save it as UTF-8 in an editor, and scan again.',
    );
  return { path, text };
}
