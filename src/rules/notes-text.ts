/** The file with a folder's notes, changed in one of its parts; every other line stays as it was, byte for byte. Pure. */
import { notesLine } from './folder-notes.ts';
import { oneLine } from './texts/clean.ts';

export type NotesPart = 'notes' | 'keywords' | 'people';

const labels = { notes: '', keywords: 'Keywords: ', people: 'People: ' } as const;

/** A line with what ends it. */
type Piece = { readonly text: string; readonly end: string };

/** @param typed one line; empty takes the part out */
export function changedNotes(before: string, part: NotesPart, typed: string): string {
  const pieces = piecesOf(before);
  const usual = pieces.find(({ end }) => end !== '')?.end ?? '\n';
  const isOfPart = ({ text }: Piece) => notesLine(text) === part;
  const text = written(part, typed);
  const at = pieces.findIndex(isOfPart);
  const others = pieces.filter((piece) => !isOfPart(piece));
  if (text === '') return joined(others);
  const first = pieces[at];
  if (first !== undefined) {
    const ahead = pieces.slice(0, at);
    return joined([...ahead, { text, end: first.end }, ...others.slice(ahead.length)], usual);
  }
  const own = { text, end: usual };
  return joined(part === 'notes' ? [own, ...others] : [...others, own], usual);
}

/** A sign in front would make notes a line that stays with the photographer. */
function written(part: NotesPart, typed: string): string {
  const text = oneLine(typed);
  const plain = part === 'notes' ? text.replace(/^[#\s]+/u, '') : text;
  return plain === '' ? '' : `${labels[part]}${plain}`;
}

function piecesOf(text: string): readonly Piece[] {
  // Lines and their ends take turns.
  const parts = text.split(/(\r\n|\n|\r)/u);
  return parts
    .flatMap((line, index) =>
      index % 2 === 0 ? [{ text: line, end: parts[index + 1] ?? '' }] : [],
    )
    .filter(({ text: line, end }) => line !== '' || end !== '');
}

/** A line that had no end gets one where another comes behind it. */
function joined(pieces: readonly Piece[], usual = ''): string {
  return pieces
    .map(({ text, end }, index) => text + (end === '' && index < pieces.length - 1 ? usual : end))
    .join('');
}
