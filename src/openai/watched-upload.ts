/**
 * A fetch that sends forms as a stream and tells how far it is. Handing a 200 MB form to fetch as it is holds all of
 * it in memory; a stream without a length is sent in chunks, which the service's proxies may refuse. So the
 * length is worked out first: that of the form with empty files, plus the files.
 */

/** Called with the bytes of the whole form that have left so far. */
export type OnSent = (bytes: number) => void;

type FetchInput = string | URL | Request;

/** @param onSent called after each chunk was handed to the connection */
export function watchedUpload(
  onSent: OnSent,
): (input: FetchInput, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    if (!(init?.body instanceof FormData)) return fetch(input, init);
    const form = init.body;
    const encoded = new Response(form);
    const headers = new Headers(init.headers);
    headers.set('content-type', encoded.headers.get('content-type') ?? 'multipart/form-data');
    headers.set('content-length', String(await lengthOf(form)));
    let sent = 0;
    const watch = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        sent += chunk.byteLength;
        onSent(sent);
        controller.enqueue(chunk);
      },
    });
    const request = {
      ...init,
      headers,
      body: encoded.body?.pipeThrough(watch) ?? null,
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

/** The bytes of a form as it is sent. Boundaries are random but of one length, so those of an empty copy count. */
async function lengthOf(form: FormData): Promise<number> {
  const empty = new FormData();
  let fileBytes = 0;
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      empty.append(name, value);
    } else {
      fileBytes += value.size;
      empty.append(name, new File([], value.name, { type: value.type }));
    }
  }
  return fileBytes + (await new Response(empty).arrayBuffer()).byteLength;
}
