/** Reading an upload: a form whose file goes straight to the disk, however large it is. */
import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import type { Blobs } from './blobs.ts';
import { badRequest } from './errors.ts';

export type Upload = {
  readonly fields: ReadonlyMap<string, string>;
  readonly file: { readonly filename: string; readonly bytes: number };
};

/**
 * Reads a form to its end and stores its file under `id`.
 * @throws Refusal when it is no form, breaks off, or has no file
 */
export async function readUpload(
  request: IncomingMessage,
  id: string,
  blobs: Blobs,
): Promise<Upload> {
  const broken = new AbortController();
  const fields = new Map<string, string>();
  let stored: Promise<Upload['file']> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      // Piping, unlike a pipeline, leaves the connection open where the form is wrong: a reply is still due.
      const form = request.pipe(formReader(request));
      form.on('field', (name, value) => fields.set(name, value));
      form.on('file', (_, stream, filename) => {
        stored = blobs.write(id, stream, broken.signal).then((bytes) => ({ filename, bytes }));
        stored.catch(reject);
      });
      form.once('finish', () => resolve());
      form.on('error', reject);
      request.once('close', () => {
        if (!request.complete) reject(new Error('the connection broke'));
      });
    });
  } catch (error) {
    broken.abort();
    await stored?.catch(() => undefined);
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(`Could not parse multipart form: ${why}.`, null, null);
  }
  if (stored !== undefined) return { fields, file: await stored };
  throw badRequest("Missing required parameter: 'file'.", 'file', 'missing_required_parameter');
}

/** @throws Error when the request is no form */
function formReader({ headers }: IncomingMessage) {
  return new Busboy({
    headers: { ...headers, 'content-type': headers['content-type'] ?? '' },
    limits: { files: 1 },
    isPartAFile: (_, __, filename) => filename !== undefined,
  });
}
