/** The notes of a folder: what they say, and a field for each part of them. */
import { notesFor } from '../../catalog/folder-notes.ts';
import { type FolderNotes, folderOf } from '../../photo.ts';
import type { Archive } from '../../pipeline/archive/archive.ts';
import { changeNotes, notesIn } from '../../pipeline/scan/write-notes.ts';
import type { NotesPart } from '../../rules/notes-text.ts';
import { asking, item } from '../overlays/menu.ts';
import type { Shell } from '../shell.ts';
import { emptyLine } from '../text/line.ts';
import { labelled, paragraph } from '../text/paragraph.ts';

/** Where the menu is opened. */
type NotesHost = {
  readonly archive: Archive;
  readonly shell: Shell;
  /** Called when notes have changed. */
  readonly changed: () => void;
};

type Part = readonly [key: string, part: NotesPart, label: string, about: string];

const parts: readonly Part[] = [
  ['n', 'notes', 'Notes', 'what the model should know'],
  ['k', 'keywords', 'Keywords', 'keywords that every photo must have'],
  ['p', 'people', 'People', 'names, for editorial photos only'],
];

/** @param path of a photo in the folder */
export async function notesMenu(host: NotesHost, path: string): Promise<void> {
  const folder = folderOf(path);
  try {
    open(host, folder, await notesIn(host.archive, folder));
  } catch (error) {
    host.shell.fail(error);
  }
}

function open(host: NotesHost, folder: string, own: FolderNotes): void {
  const all = notesFor(host.archive.catalog, `${folder === '' ? '' : `${folder}/`}x`);
  host.shell.menu({
    title: `Notes of ${folder || 'the archive'}`,
    body: (width) => [
      ...parts.flatMap(([, part, label]) => labelled(label, textOf(all, part) || 'none', width)),
      ...paragraph('With those of the folders above; they are in proofsheet.txt.', width, 'quiet'),
      emptyLine,
    ],
    items: [
      ...parts.map((one) => asking(one[0], one[3], () => ask(host, folder, own, one))),
      folder !== '' && item('u', 'those of the folder above', () => void notesMenu(host, folder)),
    ],
  });
}

const textOf = (notes: FolderNotes, part: NotesPart): string => [notes[part]].flat().join(', ');

function ask(host: NotesHost, folder: string, own: FolderNotes, [, part, label]: Part): void {
  const before = textOf(own, part);
  const keep = async (typed: string) => {
    try {
      for (const sentence of await changeNotes(host.archive, folder, part, typed))
        host.shell.toast(sentence);
      host.changed();
    } catch (error) {
      host.shell.fail(error);
    }
  };
  host.shell.prompt({
    title: `${label} of ${folder || 'the archive'}`,
    label,
    text: before,
    enter: 'keep them',
    submit: (typed) => {
      if (typed.trim() !== before) void keep(typed);
      return true;
    },
  });
}
