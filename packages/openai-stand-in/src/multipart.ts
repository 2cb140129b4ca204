/**
 * A reader of multipart/form-data (RFC 7578, RFC 2046 section 5.1) over a stream of bytes: never holds more than one
 * chunk and the length of the boundary, so that a file of 200 MB passes through to the disk.
 */

export type PartHead = {
  readonly name: string;
  /** Present for files only. */
  readonly filename?: string;
};

export type MultipartEvent =
  | { readonly kind: 'part'; readonly head: PartHead }
  /** Bytes of the part that was announced last. */
  | { readonly kind: 'bytes'; readonly bytes: Buffer };

/** The body is not a form, or ends before its closing boundary. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError';
}

/** Heads are three short lines; more than this is not a form. */
const longestHead = 16 * 1024;
const headEnd = Buffer.from('\r\n\r\n');
const lineEnd = Buffer.from('\r\n');

/** The boundary in a Content-Type header, or undefined when it names no form. */
export function boundaryIn(contentType: string | undefined): string | undefined {
  const match = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(
    contentType ?? '',
  );
  return match?.[1] ?? match?.[2];
}

/**
 * Yields the heads and bytes of all parts, in the order they arrive. Lets go of the body behind the closing boundary,
 * and wherever its consumer stops.
 * @throws MultipartError when the body breaks the form or ends early
 */
export async function* readMultipart(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<MultipartEvent> {
  // The first boundary has no line end in front of it; giving it one makes all boundaries alike.
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const chunks = body[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.from(lineEnd);
  const more = async (): Promise<void> => {
    const next = await chunks.next();
    if (next.done === true) throw new MultipartError('the form ends before its closing boundary');
    rest = rest.length === 0 ? asBuffer(next.value) : Buffer.concat([rest, next.value]);
  };

  try {
    let preamble = true;
    for (;;) {
      for (;;) {
        const at = rest.indexOf(delimiter);
        const end = at === -1 ? safeEnd(rest, delimiter.length) : at;
        const bytes = rest.subarray(0, end);
        rest = rest.subarray(at === -1 ? end : end + delimiter.length);
        if (!preamble && bytes.length > 0) yield { kind: 'bytes', bytes };
        if (at !== -1) break;
        await more();
      }
      preamble = false;
      while (rest.length < 2) await more();
      if (rest.toString('latin1', 0, 2) === '--') return;
      let end = rest.indexOf(headEnd);
      while (end === -1) {
        if (rest.length > longestHead) throw new MultipartError('a part of the form has no head');
        await more();
        end = rest.indexOf(headEnd);
      }
      yield { kind: 'part', head: partHead(rest.toString('utf8', 0, end)) };
      rest = rest.subarray(end + headEnd.length);
    }
  } finally {
    await chunks.return?.();
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** How much of `bytes` cannot be the beginning of a delimiter that the next chunk completes. */
function safeEnd(bytes: Buffer, delimiterLength: number): number {
  const from = Math.max(0, bytes.length - delimiterLength + 1);
  const carriageReturn = bytes.indexOf(13, from);
  return carriageReturn === -1 ? bytes.length : carriageReturn;
}

function partHead(text: string): PartHead {
  const disposition = text
    .split('\r\n')
    .find((line) => /^content-disposition\s*:/i.test(line))
    ?.replace(/^[^:]*:\s*/, '');
  const name = parameter(disposition, 'name');
  if (name === undefined) throw new MultipartError('a part of the form has no name');
  const filename = parameter(disposition, 'filename');
  return { name, ...(filename === undefined ? {} : { filename }) };
}

function parameter(disposition: string | undefined, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, 'i').exec(
    disposition ?? '',
  );
  const value = match?.[1] ?? match?.[2];
  // Browsers and undici escape quotes and line ends as percent signs (WHATWG form encoding).
  return value
    ?.replace(/%(22|0D|0A)/gi, (code) => decodeURIComponent(code))
    .replace(/\\(.)/g, '$1');
}
