/** Notes on the photos of a folder, in a text file that lies in it. */
import { count } from '../amounts.ts';
import type { FolderNotes } from '../photo.ts';
import { splitKeywords, tidyKeyword } from './keywords/keywords.ts';
import { termKey } from './keywords/terms.ts';
import { oneLine } from './texts/clean.ts';
import { countBytes, keywordByteLimit } from './texts/limits.ts';

export const noNotes: FolderNotes = { notes: '', keywords: [], people: [] };

/** Characters of notes that are sent with every photo, and entries of a list: more is a file of another kind. */
const mostNotes = 2000;
const mostEntries = 50;
/** Mistakes that are told of one file. */
const mostMistakes = 10;

/** A line that is not taken as it stands, counted from 1. */
export type NotesMistake = { readonly line: number; readonly message: string };

/** Lines that say more than notes, by what stands in front of their colon. */
const lists = {
  keywords: 'keywords',
  keyword: 'keywords',
  people: 'people',
  person: 'people',
} as const;
const listLine = /^\s*(keywords?|people|person)\s*:(.*)$/i;

/** What a line is a part of; undefined for blank ones and those for the photographer alone. */
export function notesLine(raw: string): 'notes' | 'keywords' | 'people' | undefined {
  const [, name] = listLine.exec(raw) ?? [];
  if (name !== undefined) return lists[name.toLowerCase() as keyof typeof lists];
  const line = oneLine(raw);
  return line === '' || line.startsWith('#') ? undefined : 'notes';
}

/**
 * Reads such a file. `Keywords: regatta, rowing` and `People: Ann Smith, Bob Jones` are lists; a line that begins with `#` is
 * for the photographer alone; all others are notes.
 */
export function parseFolderNotes(text: string): {
  readonly notes: FolderNotes;
  readonly mistakes: readonly NotesMistake[];
} {
  const found = { keywords: [] as string[], people: [] as string[] };
  const notes: string[] = [];
  const mistakes: NotesMistake[] = [];
  let length = 0;
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const mistake = (message: string) => {
      const isNew = mistakes.length < mostMistakes && mistakes.at(-1)?.message !== message;
      if (isNew) mistakes.push({ line: index + 1, message });
    };
    if (raw.includes('\uFFFD') && !raw.trimStart().startsWith('#')) {
      mistake('This has letters that cannot be read. Save the file as UTF-8.');
      continue;
    }
    const [, name, entries = ''] = listLine.exec(raw) ?? [];
    if (name !== undefined) {
      const list = lists[name.toLowerCase() as keyof typeof lists];
      for (const entry of splitKeywords(entries)) addTo(found[list], entry, list, mistake);
      continue;
    }
    const line = oneLine(raw);
    if (line === '' || line.startsWith('#')) continue;
    const before = length;
    length += [...line].length + 1;
    if (length - 1 <= mostNotes) notes.push(line);
    else if (before <= mostNotes)
      mistake(`The notes end here: at most ${count(mostNotes)} characters are sent.`);
  }
  return { notes: { notes: notes.join(' '), ...found }, mistakes };
}

function addTo(
  list: string[],
  entry: string,
  kind: 'keywords' | 'people',
  mistake: (message: string) => void,
): void {
  const word = kind === 'keywords' ? tidyKeyword(entry) : oneLine(entry);
  if (word === '' || list.some((known) => termKey(known) === termKey(word))) return;
  if (countBytes(word) > keywordByteLimit)
    mistake(
      `"${[...word].slice(0, 20).join('')}..." is left out, because it has more than ${keywordByteLimit} bytes.`,
    );
  else if (list.length < mostEntries) list.push(word);
  else mistake(`At most ${mostEntries} ${kind} are taken; what follows is left out.`);
}

/** The notes of a folder after those of the folders above it; nothing twice. */
export function joinFolderNotes(all: readonly FolderNotes[]): FolderNotes {
  const [only] = all;
  if (all.length <= 1) return only ?? noNotes;
  const joined = (words: readonly string[]) => [
    ...new Map(words.map((word) => [termKey(word), word])).values(),
  ];
  return {
    notes: all
      .map(({ notes }) => notes)
      .filter((notes) => notes !== '')
      .join(' '),
    keywords: joined(all.flatMap(({ keywords }) => keywords)),
    people: joined(all.flatMap(({ people }) => people)),
  };
}

/** `A/B/photo.jpg` lies in `A/B`, `A` and the archive itself (''); the outermost first. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}
