/** Replies that no honest service gives, for the tables of modes. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { brotliCompressSync, constants, createGzip, gzipSync } from 'node:zlib';
import { canaryWord, key } from './checks.ts';
import type { Reply } from './service.ts';

const megabyte = 1024 * 1024;
const gigabyteInMegabytes = 1024;

/** Everything that steers a terminal or turns a text, one after the other. */
export const steering =
  '\u001B]0;owned\u0007\u001B]8;;http://x/\u001B]52;c;b3duZWQ=\u0007\u001B\\\u001B[2J\u001B[31m' +
  '\u001BP+q\u001B\\\u009B2J\u009D0;owned\u009C\r\n\t\b\u007F\u202Egpj.exe\u2066x\u2069\u200B\uFEFF\u2028';

/** JSON with a status. */
export const json =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply =>
  (outgoing) => {
    outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
    outgoing.end(JSON.stringify(body));
  };

/** These bytes with a status. */
export const body =
  (bytes: string | Buffer, type = 'application/json', status = 200): Reply =>
  (outgoing) => {
    outgoing.writeHead(status, { 'content-type': type }).end(bytes);
  };

/** An error in the service's shape. */
export const refusal = (
  status: number,
  error: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply => json({ error }, status, headers);

/** What an error says that quotes all it was told. */
export const echo = `Wrong: Bearer ${key} at http://user:ATTACKpassword@host/?token=ATTACKtoken ${steering} ${canaryWord.slice(0, 3)}`;

function* pieces(head: string, piece: Buffer, times: number, tail: string) {
  yield Buffer.from(head);
  for (let sent = 0; sent < times; sent++) yield piece;
  yield Buffer.from(tail);
}

const spaces = Buffer.alloc(megabyte, ' ');
const huge = (times: number) => Readable.from(pieces('{"id":', spaces, times, '"x"}'));

const pour = (from: Readable, outgoing: ServerResponse) => {
  outgoing.on('close', () => from.destroy());
  from.on('error', () => undefined).pipe(outgoing);
};

/** JSON that never ends. */
export const endless: Reply = (outgoing) => {
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  pour(huge(Number.POSITIVE_INFINITY), outgoing);
};

/** A gigabyte of JSON, packed into a megabyte. */
export const gzipBomb: Reply = (outgoing) => {
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  const packed = createGzip({ level: constants.Z_BEST_SPEED });
  outgoing.on('close', () => packed.destroy());
  const from = huge(gigabyteInMegabytes);
  packed.on('error', () => from.destroy());
  pour(from.pipe(packed), outgoing);
};

const zeros = Buffer.alloc(64 * megabyte);
let nested: Buffer | undefined;
/** 64 gigabytes in a few kilobytes: packed twice. */
export const nestedBomb: Reply = (outgoing) => {
  nested ??= gzipSync(
    Buffer.concat(Array.from({ length: 1024 }, () => gzipSync(zeros.subarray(0, megabyte)))),
  );
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip, gzip' });
  outgoing.end(nested);
};

let brotli: Buffer | undefined;
export const brotliBomb: Reply = (outgoing) => {
  brotli ??= brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'br' });
  outgoing.end(brotli);
};

/** One line of a gigabyte. */
export const hugeLine: Reply = (outgoing) => {
  outgoing.writeHead(200, { 'content-type': 'application/octet-stream' });
  const filler = Buffer.alloc(megabyte, 'x');
  pour(Readable.from(pieces('{"custom_id":"', filler, gigabyteInMegabytes, '"}\n')), outgoing);
};

/** Short lines without end. */
export const endlessLines: Reply = (outgoing) => {
  outgoing.writeHead(200, { 'content-type': 'application/octet-stream' });
  const lines = Buffer.from('{"custom_id":"x"}\n'.repeat(50_000));
  pour(Readable.from(pieces('', lines, Number.POSITIVE_INFINITY, '')), outgoing);
};

/** A byte a second. */
export const drip: Reply = (outgoing) => {
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  outgoing.write('{"id":"');
  const timer = setInterval(() => outgoing.write('x'), 1000);
  outgoing.on('close', () => clearInterval(timer));
};

export const silence: Reply = () => undefined;

/** Bytes of our own on the connection, which is then ended, or broken off. */
export const onSocket =
  (bytes: string | Buffer, end: 'end' | 'reset' | 'open' = 'end'): Reply =>
  ({ socket }) => {
    socket?.write(bytes, () => {
      if (end === 'end') socket.end();
      if (end === 'reset') socket.resetAndDestroy();
    });
  };

/** Something on the connection again and again, until the other side has enough. */
export const onSocketForEver =
  (head: string, again: string): Reply =>
  ({ socket }) => {
    if (socket === null) return;
    socket.write(head);
    const go = () => {
      while (!socket.destroyed && socket.write(again.repeat(1000)));
    };
    socket.on('drain', go);
    go();
  };

/** Sends the call on. */
export const redirect =
  (status: number, to: (elsewhere: string) => string): Reply =>
  (outgoing, { elsewhere }) => {
    outgoing.writeHead(status, { location: to(elsewhere) }).end();
  };
