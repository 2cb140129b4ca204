/** What the photographer says of folders, by folder. Photos follow it: their requests and counts of checks are made anew. */
import type { FolderNotes } from '../photo.ts';
import { foldersAbove, joinFolderNotes, noNotes } from '../rules/folder-notes.ts';
import type { Catalog } from './catalog.ts';
import { returnFolderToPrepare } from './request-moves.ts';
import { markFolderStale } from './review-counts.ts';
import { these } from './sql.ts';
import { stored } from './stored.ts';

type NotesRow = { readonly folder: string; readonly content: string };

const contentOf = ({ folder, content }: NotesRow): FolderNotes =>
  stored('folder_notes.content', content, { path: folder });

/** The notes of a photo's folder and of those above it. */
export function notesFor(catalog: Catalog, path: string): FolderNotes {
  const rows = catalog.all<NotesRow>`
    SELECT folder, content FROM folder_notes WHERE folder IN ${these(foldersAbove(path))} ORDER BY length(folder)`;
  return joinFolderNotes(rows.map(contentOf));
}

/** The same for many photos: all notes are read at once. */
export function notesReader(catalog: Catalog): (path: string) => FolderNotes {
  const rows = catalog.all<NotesRow>`SELECT folder, content FROM folder_notes`;
  const all = new Map(rows.map((row) => [row.folder, contentOf(row)]));
  if (all.size === 0) return () => noNotes;
  return (path) => joinFolderNotes(foldersAbove(path).flatMap((folder) => all.get(folder) ?? []));
}

/** All notes together. */
export function allNotes(catalog: Catalog): FolderNotes {
  const rows = catalog.all<NotesRow>`SELECT folder, content FROM folder_notes`;
  return joinFolderNotes(rows.map(contentOf));
}

/**
 * Replaces all notes by these.
 * @param isUnseen whether nothing is known of a folder now; its notes stay
 * @returns in how many folders they are others than before
 */
export function storeFolderNotes(
  catalog: Catalog,
  found: ReadonlyMap<string, FolderNotes>,
  isUnseen: (folder: string) => boolean,
): number {
  return catalog.transaction(() => {
    const rows = catalog.all<NotesRow>`SELECT folder, content FROM folder_notes`;
    const before = new Map(rows.map(({ folder, content }) => [folder, content]));
    const now = new Map([...found].map(([folder, notes]) => [folder, JSON.stringify(notes)]));
    const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
      (folder) => before.get(folder) !== now.get(folder) && (now.has(folder) || !isUnseen(folder)),
    );
    for (const folder of changed) {
      const content = now.get(folder);
      if (content === undefined) catalog.run`DELETE FROM folder_notes WHERE folder = ${folder}`;
      else catalog.insert('folder_notes', { folder, content }, 'update');
      returnFolderToPrepare(catalog, folder);
      markFolderStale(catalog, folder);
    }
    return changed.length;
  });
}
