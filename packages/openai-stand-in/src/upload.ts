/** Reading an upload: a form whose file goes straight to the disk, however large it is. */
import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';
import type { Blobs } from './blobs.ts';
import { badRequest, RefusedError, refusals } from './errors.ts';

const largestFile = 512 * 1024 * 1024;
const longestField = 64 * 1024;

export type Upload = {
  readonly fields: ReadonlyMap<string, string>;
  readonly file: { readonly filename: string; readonly bytes: number };
};

/**
 * Reads a form to its end and stores its file under `id`.
 * @throws RefusedError when it is no form, breaks off, has no file or one that is too large
 */
export async function readUpload(
  request: IncomingMessage,
  id: string,
  blobs: Blobs,
): Promise<Upload> {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(contentType))
    throw new RefusedError(badRequest('Expected multipart/form-data.', null, null));
  const form = new Busboy({
    headers: { ...request.headers, 'content-type': contentType },
    limits: { fileSize: largestFile, fieldSize: longestField, files: 1 },
    isPartAFile: (_, __, filename) => filename !== undefined,
  });
  const broken = new AbortController();
  const fields = new Map<string, string>();
  let stored: Promise<Upload['file']> | undefined;
  form.on('field', (name, value) => fields.set(name, value));
  form.on('file', (_, stream, filename) => {
    stream.once('limit', () => broken.abort(new RefusedError(refusals.tooLarge())));
    stored = blobs.write(id, stream, broken.signal).then((bytes) => ({ filename, bytes }));
    // Waited for below; until then its failure is nobody's.
    stored.catch(() => undefined);
  });
  try {
    await ended(request, form);
  } catch (error) {
    broken.abort();
    await stored?.catch(() => undefined);
    const why = error instanceof Error ? error.message : String(error);
    throw new RefusedError(badRequest(`Could not parse multipart form: ${why}.`, null, null));
  }
  const file = await stored?.catch((error: unknown) => {
    throw broken.signal.aborted ? broken.signal.reason : error;
  });
  if (file !== undefined) return { fields, file };
  throw new RefusedError(
    badRequest("Missing required parameter: 'file'.", 'file', 'missing_required_parameter'),
  );
}

/** Passes the body on to its end, and leaves the connection open where the form is wrong: a reply is still due. */
function ended(request: IncomingMessage, form: InstanceType<typeof Busboy>): Promise<void> {
  return new Promise((resolve, reject) => {
    form.once('finish', () => resolve());
    form.on('error', reject);
    request.once('close', () => {
      if (!request.complete) reject(new Error('the connection broke'));
    });
    request.pipe(form);
  });
}
