/** Writing over SFTP: several pieces under way, because each waits for its answer. */
import type { Readable } from 'node:stream';
import { bounds } from './bounds.ts';

export type Handle = Buffer;

/** Bytes of a piece, the most that OpenSSH takes (ssh2 cuts it for servers that take less), and pieces under way. */
const pieceBytes = 255 * 1024;
const pieces = 8;
/** What may be missing at the end of a file whose upload broke: a server need not write in order. */
export const windowBytes = pieceBytes * pieces;

/**
 * Writes a stream from `start` on.
 * @param onSent told how many bytes are there without a gap
 * @param onSilence called when nothing has been answered for too long
 */
export async function sendChunks(
  stream: Readable,
  start: number,
  write: (chunk: Buffer, at: number) => Promise<unknown>,
  onSent: (bytes: number) => void,
  onSilence: () => void,
): Promise<void> {
  const underWay: { readonly end: number; readonly answer: Promise<unknown> }[] = [];
  const silent = setTimeout(onSilence, bounds.silence);
  const settleFirst = async () => {
    const first = underWay.shift();
    if (first === undefined) return;
    await first.answer;
    silent.refresh();
    onSent(first.end);
  };
  let at = start;
  try {
    for await (const read of stream) {
      const bytes = read as Buffer;
      for (let from = 0; from < bytes.length; from += pieceBytes) {
        const piece = bytes.subarray(from, from + pieceBytes);
        const answer = write(piece, at);
        // It is waited for in its turn.
        answer.catch(() => undefined);
        at += piece.length;
        underWay.push({ end: at, answer });
        if (underWay.length >= pieces) await settleFirst();
      }
    }
    while (underWay.length > 0) await settleFirst();
  } finally {
    clearTimeout(silent);
  }
}
