/** Recognising a photo again, by all of its bytes or by its head alone. */
import { hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { checksumOf } from './compare-scan-data.ts';
import type { Head } from './read-head.ts';

export type Fingerprint = {
  readonly bytes: number;
  /** SHA-256 of the head, up to the start of scan. */
  readonly head: string;
  /** CRC-32 of the tail. */
  readonly tail: number;
};

/** The bytes of a head up to the start of scan. */
export function headBytes({ bytes, scanStart }: Pick<Head, 'bytes' | 'scanStart'>): Buffer {
  return bytes.subarray(0, scanStart);
}

/** SHA-256 of a head up to the start of scan. */
export function headHash(head: Pick<Head, 'bytes' | 'scanStart'>): string {
  return sha256(headBytes(head));
}

export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}

/** Whether size and head are those of a fingerprint, which every change of metadata shows in. */
export function hasHeadOf(head: Head, print: Fingerprint): boolean {
  return head.fileBytes === print.bytes && headHash(head) === print.head;
}

/** Whether every byte is that of a fingerprint. Reads the whole file. @throws the file system's error */
export async function matches(file: FileHandle, head: Head, print: Fingerprint): Promise<boolean> {
  if (!hasHeadOf(head, print)) return false;
  const tail = { file, start: head.scanStart, end: head.fileBytes };
  return (await checksumOf(tail)) === print.tail;
}
