/**
 * What the server remembers: files, batches, counters. With a folder, every change is a line of a journal, so that
 * a server that was killed goes on where it was; the last line may be cut off and is then dropped.
 */
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { BatchRecord } from './batch-record.ts';
import { isObject, parseJson } from './json.ts';
import type { FileObject } from './wire.ts';

/** What was billed, and to whom. */
export type Billed = {
  /** Answers that were given and billed, by `custom_id`; live requests by a digest of their picture. */
  readonly lines: Map<string, number>;
  /** The same by a digest of the picture. */
  readonly pictures: Map<string, number>;
  input: number;
  output: number;
};

export type Memory = {
  readonly files: Map<string, FileObject>;
  readonly batches: Map<string, BatchRecord>;
  /** Calls by route. */
  readonly calls: Map<string, number>;
  /** How often each `custom_id` was asked, billed or not. */
  readonly asked: Map<string, number>;
  readonly billed: Billed;
};

/** One request that was asked: its id, the digest of its picture if it was billed, its tokens. */
export type Executed = readonly [id: string, billed: string | null, input: number, output: number];

type Change =
  | { readonly file: FileObject }
  | { readonly gone: string }
  | { readonly batch: BatchRecord; readonly executed?: readonly Executed[] }
  | { readonly call: string }
  | { readonly executed: readonly Executed[] }
  | { readonly whole: Snapshot };

type Snapshot = {
  readonly files: readonly FileObject[];
  readonly batches: readonly BatchRecord[];
  readonly calls: readonly (readonly [string, number])[];
  readonly asked: readonly (readonly [string, number])[];
  readonly lines: readonly (readonly [string, number])[];
  readonly pictures: readonly (readonly [string, number])[];
  readonly input: number;
  readonly output: number;
};

export class Journal {
  readonly memory: Memory = {
    files: new Map(),
    batches: new Map(),
    calls: new Map(),
    asked: new Map(),
    billed: { lines: new Map(), pictures: new Map(), input: 0, output: 0 },
  };
  #descriptor: number | undefined;

  /** @param folder where the journal is kept; undefined to keep it in memory only */
  constructor(folder: string | undefined) {
    if (folder === undefined) return;
    const path = join(folder, 'journal.jsonl');
    if (existsSync(path)) this.#read(readFileSync(path, 'utf8'));
    const shorter = `${path}.new`;
    writeFileSync(shorter, `${JSON.stringify({ whole: this.#snapshot() })}\n`);
    renameSync(shorter, path);
    this.#descriptor = openSync(path, 'a');
  }

  /** Notes a change, on the disk first. */
  note(change: Change): void {
    if (this.#descriptor !== undefined) writeSync(this.#descriptor, `${JSON.stringify(change)}\n`);
    this.#apply(change);
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #read(text: string): void {
    for (const line of text.split('\n')) {
      const change = parseJson(line);
      if (isObject(change)) this.#apply(change as Change);
    }
  }

  #apply(change: Change): void {
    const { memory } = this;
    if ('file' in change) memory.files.set(change.file.id, change.file);
    if ('gone' in change) memory.files.delete(change.gone);
    if ('call' in change) add(memory.calls, change.call, 1);
    if ('batch' in change) memory.batches.set(change.batch.id, change.batch);
    if ('executed' in change) for (const executed of change.executed ?? []) this.#execute(executed);
    if ('whole' in change) this.#restore(change.whole);
  }

  #execute([id, picture, input, output]: Executed): void {
    const { asked, billed } = this.memory;
    add(asked, id, 1);
    billed.input += input;
    billed.output += output;
    if (picture === null) return;
    add(billed.lines, id, 1);
    add(billed.pictures, picture, 1);
  }

  #snapshot(): Snapshot {
    const { files, batches, calls, asked, billed } = this.memory;
    return {
      files: [...files.values()],
      batches: [...batches.values()],
      calls: [...calls],
      asked: [...asked],
      lines: [...billed.lines],
      pictures: [...billed.pictures],
      input: billed.input,
      output: billed.output,
    };
  }

  #restore(whole: Snapshot): void {
    const { files, batches, calls, asked, billed } = this.memory;
    for (const file of whole.files) files.set(file.id, file);
    for (const batch of whole.batches) batches.set(batch.id, batch);
    for (const [route, count] of whole.calls) calls.set(route, count);
    for (const [id, count] of whole.asked) asked.set(id, count);
    for (const [id, count] of whole.lines) billed.lines.set(id, count);
    for (const [picture, count] of whole.pictures) billed.pictures.set(picture, count);
    billed.input = whole.input;
    billed.output = whole.output;
  }
}

function add(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
