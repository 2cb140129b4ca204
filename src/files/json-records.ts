/**
 * The objects in a JSON file from outside: a line each (JSONL) as is proper, or as a list, printed over several lines, or
 * one behind the other without line ends. A damaged line costs only itself.
 */
import { messageOf } from '../errors.ts';
import { readTextLines, type TextLine } from './text-lines.ts';

export type JsonRecord = {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly text: string;
} & (
  | { readonly value: Readonly<Record<string, unknown>> }
  /** What is wrong with it: `is cut off`. */
  | { readonly damage: string }
);

/**
 * Yields the objects of a file, those of a chunk at once.
 * @param longest characters of one object, over however many lines
 * @throws StopError `usage` when the file cannot be read or is no text
 */
export async function* readJsonRecords(
  path: string,
  longest = longestRecord,
): AsyncGenerator<readonly JsonRecord[]> {
  const reader = new RecordReader(longest);
  for await (const lines of readTextLines(path)) {
    const records = lines.flatMap((line) => reader.take(line));
    if (records.length > 0) yield records;
  }
  const last = reader.end();
  if (last.length > 0) yield last;
}

const longestRecord = 64 * 1024 * 1024;
/** So many characters of a longer one are kept. */
const beginningLength = 4096;

/** What an open object is made of so far. */
type Open = { readonly line: number; text: string; depth: number };

class RecordReader {
  readonly #longest: number;
  #open: Open | undefined;

  constructor(longest: number) {
    this.#longest = longest;
  }

  take({ number, text }: TextLine): JsonRecord[] {
    // An object that begins at the margin with its first name is a line of its own: the one before was cut off.
    const before = this.#open !== undefined && /^\{\s*"/.test(text) ? this.end() : [];
    if (this.#open !== undefined) return [...before, ...this.#scan(`\n${text}`, number)];
    const inner = text.replace(/^[\s,[\]]+/, '');
    if (inner === '') return before;
    const record = jsonRecord(number, inner.replace(/(?<=\})[\s,\]]+$/, ''));
    if ('value' in record || !inner.startsWith('{')) return [...before, record];
    return [...before, ...this.#scan(inner, number)];
  }

  /** The object that is still open is damaged: the file ends, or another begins. */
  end(): JsonRecord[] {
    const open = this.#open;
    this.#open = undefined;
    return open === undefined ? [] : [{ line: open.line, text: open.text, damage: 'is cut off' }];
  }

  /** Takes whole objects out of a line, and keeps what is left open. */
  #scan(text: string, number: number): JsonRecord[] {
    const records: JsonRecord[] = [];
    let open = this.#open ?? { line: number, text: '', depth: 0 };
    let start = 0;
    let isQuoted = false;
    for (let at = 0; at < text.length; at++) {
      const sign = text[at];
      if (isQuoted) {
        if (sign === '\\') at++;
        else if (sign === '"') isQuoted = false;
      } else if (sign === '"') isQuoted = true;
      else if (sign === '{') {
        if (open.depth++ === 0) start = at;
      } else if (sign === '}' && open.depth > 0 && --open.depth === 0) {
        records.push(jsonRecord(open.line, open.text + text.slice(start, at + 1)));
        open = { line: number, text: '', depth: 0 };
        start = at + 1;
      }
    }
    open.text += text.slice(start);
    this.#open = open.depth > 0 ? open : undefined;
    if (open.text.length > this.#longest && this.#open !== undefined) {
      this.#open = undefined;
      const beginning = open.text.slice(0, beginningLength);
      return [
        ...records,
        { line: open.line, text: beginning, damage: 'is longer than any of its kind' },
      ];
    }
    // No text in JSON goes over the end of a line.
    return isQuoted ? [...records, ...this.end()] : records;
  }
}

/** A text as an object of JSON, or what is wrong with it. */
export function jsonRecord(line: number, text: string): JsonRecord {
  if (text.includes('\ufffd')) return { line, text, damage: 'is not UTF-8, or lost characters' };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { line, text, value: value as Record<string, unknown> };
    return { line, text, damage: 'is not an object' };
  } catch (error) {
    return { line, text, damage: `is not JSON: ${messageOf(error)}` };
  }
}
