/**
 * A fetch that sends forms as a stream and tells how far it is. Handing a 200 MB form to fetch as it is holds all of
 * it in memory; a stream without a length is sent in chunks, which the service's proxies may refuse. So the form is
 * encoded here (RFC 7578), its length worked out first.
 */
import { randomBytes } from 'node:crypto';

/** Called with the bytes of the whole form that have left so far. */
type OnSent = (bytes: number) => void;

type FetchInput = string | URL | Request;

/** @param onSent called after each chunk was handed to the connection */
export function watchedUpload(
  onSent: OnSent,
): (input: FetchInput, init?: RequestInit) => Promise<Response> {
  return (input, init) => {
    if (!(init?.body instanceof FormData)) return fetch(input, init);
    const boundary = `proofsheet-${randomBytes(16).toString('hex')}`;
    const parts = partsOf(init.body, boundary);
    const headers = new Headers(init.headers);
    headers.set('content-type', `multipart/form-data; boundary=${boundary}`);
    headers.set('content-length', String(parts.reduce((sum, part) => sum + part.size, 0)));
    const request = {
      ...init,
      headers,
      body: ReadableStream.from(chunksOf(parts, onSent)),
      // Required by fetch for a stream.
      duplex: 'half',
      // Else fetch keeps a copy of all that was sent, in case it is sent elsewhere (the fetch standard,
      // HTTP-network-or-cache fetch, step 8.1). A stream cannot be sent twice anyway.
      redirect: 'error',
      window: null,
    };
    return fetch(input, request as RequestInit);
  };
}

/** The form as it is sent, field by field. */
function partsOf(form: FormData, boundary: string): Blob[] {
  const parts: (string | Blob)[] = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`;
    if (typeof value === 'string') parts.push(`${head}\r\n\r\n${value}\r\n`);
    else {
      const type = value.type === '' ? 'application/octet-stream' : value.type;
      const more = `; filename="${quoted(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`;
      parts.push(head + more, value, '\r\n');
    }
  }
  parts.push(`--${boundary}--\r\n`);
  return parts.map((part) => (typeof part === 'string' ? new Blob([part]) : part));
}

const escapes: Readonly<Record<string, string>> = { '"': '%22', '\r': '%0D', '\n': '%0A' };

function quoted(name: string): string {
  return name.replace(/["\r\n]/g, (letter) => escapes[letter] ?? '');
}

const chunkBytes = 256 * 1024;

/** Read piece by piece: the streams of blobs and forms throw where nobody catches it when the connection breaks. */
async function* chunksOf(parts: readonly Blob[], onSent: OnSent): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for (const part of parts)
    for (let at = 0; at < part.size; at += chunkBytes) {
      const chunk = new Uint8Array(await part.slice(at, at + chunkBytes).arrayBuffer());
      yield chunk;
      sent += chunk.byteLength;
      onSent(sent);
    }
}
