/** Changes to a text as replaced stretches, so that everything else stays by construction. */
import type { SourceRange } from './start-tag.ts';

/** Replaces a stretch; one of no length inserts. */
export type Edit = SourceRange & { readonly text: string };

/** In order of place; insertions at one place keep the order they were given in. */
function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The text after the edits. @throws Error when two of them overlap */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let at = 0;
  let result = '';
  for (const edit of inOrder(edits)) {
    if (edit.start < at) throw new Error(`Edits overlap at character ${edit.start}`);
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The edits that turn the edited text back into `text`. */
export function invertEdits(text: string, edits: readonly Edit[]): Edit[] {
  let shift = 0;
  return inOrder(edits).map((edit) => {
    const start = edit.start + shift;
    shift += edit.text.length - (edit.end - edit.start);
    return { start, end: start + edit.text.length, text: text.slice(edit.start, edit.end) };
  });
}
