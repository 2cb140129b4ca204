/** Where batch files and answers lie beside the catalog. Their names are made by us (`isBatchTag`). */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '../archive/archive.ts';

/** Where a batch file lies until its answers are here. */
export function batchFile(archive: Archive, tag: string): string {
  return join(folder(archive, 'batches'), `${tag}.jsonl`);
}

/** Where the answers of a batch lie, for good: they were paid for. */
export function answerFile(archive: Archive, tag: string, kind: 'output' | 'error'): string {
  return join(folder(archive, 'answers'), `${tag}.${kind}.jsonl`);
}

export function folder(archive: Archive, name: 'batches' | 'answers'): string {
  const path = join(archive.folder, name);
  mkdirSync(path, { recursive: true });
  return path;
}
