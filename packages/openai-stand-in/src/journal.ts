/**
 * What the stand-in remembers: files, batches, counters. With a folder, every change is a line of a journal, so that
 * a stand-in that was killed goes on where it was; the last line may be cut off and is then dropped.
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
import type { BatchRecord } from './batch.ts';
import { isObject, parseJson } from './json.ts';
import type { FileObject } from './wire.ts';

export type Memory = {
  readonly files: Map<string, FileObject>;
  readonly batches: Map<string, BatchRecord>;
  /** Calls by route. */
  readonly calls: Map<string, number>;
  /** How often each `custom_id` was asked, billed or not; live requests by a digest of their picture. */
  readonly asked: Map<string, number>;
  /** Answers that were given and billed, by the same. */
  readonly billed: Map<string, number>;
  /** Answers that were billed, by a digest of the picture. */
  readonly pictures: Map<string, number>;
  /** Tokens that were billed, `input` and `output`. */
  readonly tokens: Map<string, number>;
};

/** One request that was asked: its id, the digest of its picture if it was billed, its tokens. */
export type Executed = readonly [id: string, billed: string | null, input: number, output: number];

type Change = {
  readonly file?: FileObject;
  readonly gone?: string;
  readonly call?: string;
  readonly batch?: BatchRecord;
  readonly executed?: readonly Executed[];
  /** Entries of the whole memory: the first line of a journal that was written anew. */
  readonly whole?: Readonly<Record<keyof Memory, readonly (readonly [string, never])[]>>;
};

export class Journal {
  readonly memory: Memory = {
    files: new Map(),
    batches: new Map(),
    calls: new Map(),
    asked: new Map(),
    billed: new Map(),
    pictures: new Map(),
    tokens: new Map(),
  };
  #descriptor: number | undefined;

  /** @param folder where the journal is kept; undefined to keep it in memory only */
  constructor(folder: string | undefined) {
    if (folder === undefined) return;
    const path = join(folder, 'journal.jsonl');
    if (existsSync(path)) this.#read(readFileSync(path, 'utf8'));
    const whole = Object.entries(this.memory).map(([name, map]) => [name, [...map]]);
    const shorter = `${path}.new`;
    writeFileSync(shorter, `${JSON.stringify({ whole: Object.fromEntries(whole) })}\n`);
    renameSync(shorter, path);
    this.#descriptor = openSync(path, 'a');
  }

  /** A batch that is known to exist. */
  batch(id: string): BatchRecord {
    const record = this.memory.batches.get(id);
    if (record === undefined) throw new Error(`batch ${id} is gone`);
    return record;
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
      if (isObject(change)) this.#apply(change);
    }
  }

  #apply({ file, gone, call, batch, executed = [], whole }: Change): void {
    const { memory } = this;
    for (const [name, map] of Object.entries(memory))
      for (const [key, value] of whole?.[name as keyof Memory] ?? []) map.set(key, value);
    if (file !== undefined) memory.files.set(file.id, file);
    if (gone !== undefined) memory.files.delete(gone);
    if (call !== undefined) add(memory.calls, call, 1);
    if (batch !== undefined) memory.batches.set(batch.id, batch);
    for (const [id, picture, input, output] of executed) {
      add(memory.asked, id, 1);
      add(memory.tokens, 'input', input);
      add(memory.tokens, 'output', output);
      if (picture === null) continue;
      add(memory.billed, id, 1);
      add(memory.pictures, picture, 1);
    }
  }
}

function add(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
