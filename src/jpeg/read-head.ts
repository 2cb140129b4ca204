/** Reading the head of a JPEG from the disk: 64 KB, and more only where the head is longer. */
import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { readFully } from '../files/read-fully.ts';
import { withFile } from '../files/with-file.ts';
import { type Broken, parseStructure, type Structure } from './segments.ts';

export type Head = Structure & {
  /** The file from its start, at least up to the start of scan. */
  readonly bytes: Buffer;
  readonly fileBytes: number;
  /** Modification time in nanoseconds since 1970. */
  readonly mtime: bigint;
};

export type ReadHead =
  | { readonly kind: 'head'; readonly head: Head }
  | {
      readonly kind: 'broken';
      readonly why: Broken;
      readonly fileBytes: number;
      readonly mtime: bigint;
    };

export const firstRead = 64 * 1024;
/** Depth maps in extended XMP and provenance data make heads of several MB; more than this is damage. */
export const largestHead = 128 * 1024 * 1024;

/** Reads the head of a file. @throws the file system's error when it cannot be opened or read */
export function readHead(path: string): Promise<ReadHead> {
  return withFile(path, 'r', readHeadOf);
}

/**
 * Reads the head of an open file.
 * @param found what the system said of the file, where it was asked already
 * @param into room for `firstRead` bytes, which the head may then be a part of
 */
export async function readHeadOf(
  file: FileHandle,
  found?: BigIntStats,
  into: Buffer = Buffer.allocUnsafeSlow(firstRead),
): Promise<ReadHead> {
  const { size, mtimeNs: mtime } = found ?? (await file.stat({ bigint: true }));
  const fileBytes = Number(size);
  let bytes = await readFully(file, into.subarray(0, fileBytes), 0);
  for (;;) {
    const parsed = parseStructure(bytes, fileBytes);
    if (parsed.kind === 'structure')
      return { kind: 'head', head: { ...parsed.structure, bytes, fileBytes, mtime } };
    if (parsed.kind === 'broken') return { kind: 'broken', why: parsed.why, fileBytes, mtime };
    const wanted = Math.min(fileBytes, Math.max(parsed.bytes + firstRead, bytes.length * 2));
    if (wanted > largestHead) return { kind: 'broken', why: 'strange-structure', fileBytes, mtime };
    const longer = Buffer.allocUnsafeSlow(wanted);
    bytes.copy(longer);
    const more = await readFully(file, longer.subarray(bytes.length), bytes.length);
    // The file became shorter while it was read.
    if (more.length === 0) return { kind: 'broken', why: 'truncated-head', fileBytes, mtime };
    bytes = longer.subarray(0, bytes.length + more.length);
  }
}
