/** /v1/files */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { badRequest, RefusedError, refusals } from './api-error.ts';
import { boundaryIn, MultipartError, type MultipartEvent, readMultipart } from './multipart.ts';
import { json, type Reply } from './reply.ts';
import type { Service } from './service.ts';
import type { FileObject } from './wire.ts';

const largestFile = 512 * 1024 * 1024;
const longestField = 64 * 1024;
const purposes = ['batch', 'vision', 'user_data'] as const;
type Purpose = (typeof purposes)[number];

type Form = {
  readonly fields: Map<string, string>;
  readonly file?: { readonly name: string; readonly bytes: number };
};

/** Takes an upload, straight to the disk. */
export async function createFile(request: IncomingMessage, service: Service): Promise<Reply> {
  const boundary = boundaryIn(request.headers['content-type']);
  if (boundary === undefined)
    throw new RefusedError(badRequest('Expected multipart/form-data.', null, null));
  const id = `file-${randomBytes(12).toString('hex')}`;
  // What follows the form, or a refused part of it, is still to be read before the reply.
  const events = readMultipart(request.iterator({ destroyOnReturn: false }), boundary);
  try {
    const { fields, file } = await readForm(events, id, service);
    if (file === undefined)
      throw new RefusedError(
        badRequest("Missing required parameter: 'file'.", 'file', 'missing_required_parameter'),
      );
    const object = fileObject(id, file, fields, service.complete.now());
    service.journal.note({ file: object });
    service.journal.note({ call: 'uploaded' });
    return json(object);
  } catch (error) {
    await service.blobs.delete(id);
    if (error instanceof MultipartError)
      throw new RefusedError(
        badRequest(`Could not parse multipart form: ${error.message}.`, null, null),
      );
    throw error;
  } finally {
    await events.return(undefined);
  }
}

async function readForm(
  events: AsyncGenerator<MultipartEvent>,
  id: string,
  { blobs }: Service,
): Promise<Form> {
  const fields = new Map<string, string>();
  let file: Form['file'];
  let next = await events.next();
  // The bytes of a part end where the next part begins; that event belongs to the part after it.
  const bytesOfPart = async function* () {
    let length = 0;
    for (
      next = await events.next();
      next.done !== true && next.value.kind === 'bytes';
      next = await events.next()
    ) {
      length += next.value.bytes.length;
      if (length > largestFile) throw new RefusedError(refusals.fileTooLarge());
      yield next.value.bytes;
    }
  };
  while (next.done !== true) {
    if (next.value.kind !== 'part') throw new MultipartError('bytes without a head');
    const { name, filename } = next.value.head;
    if (filename === undefined) fields.set(name, await fieldText(bytesOfPart()));
    else file = { name: filename, bytes: await blobs.write(id, bytesOfPart()) };
  }
  return { fields, ...(file === undefined ? {} : { file }) };
}

async function fieldText(bytes: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) {
    chunks.push(chunk);
    if (chunks.reduce((sum, one) => sum + one.length, 0) > longestField)
      throw new MultipartError('a field is too long');
  }
  return Buffer.concat(chunks).toString('utf8');
}

function fileObject(
  id: string,
  file: NonNullable<Form['file']>,
  fields: ReadonlyMap<string, string>,
  now: number,
): FileObject {
  const purpose = purposeIn(fields);
  if (purpose === 'batch' && !file.name.endsWith('.jsonl'))
    throw new RefusedError(refusals.notJsonl());
  const created = Math.floor(now / 1000);
  return {
    id,
    object: 'file',
    bytes: file.bytes,
    created_at: created,
    expires_at: expiryIn(fields, created, purpose),
    filename: file.name,
    purpose,
    status: 'processed',
    status_details: null,
  };
}

function purposeIn(fields: ReadonlyMap<string, string>): Purpose {
  const given = fields.get('purpose');
  const purpose = purposes.find((known) => known === given);
  if (purpose !== undefined) return purpose;
  throw new RefusedError(
    given === undefined
      ? badRequest(
          "Missing required parameter: 'purpose'.",
          'purpose',
          'missing_required_parameter',
        )
      : badRequest(`Invalid value for purpose: '${given}'.`, 'purpose', 'invalid_value'),
  );
}

const day = 24 * 60 * 60;

/** Batch files go after 30 days, or when the upload says: `expires_after[seconds]` from an hour to 30 days. */
function expiryIn(
  fields: ReadonlyMap<string, string>,
  created: number,
  purpose: Purpose,
): number | null {
  const given = fields.get('expires_after[seconds]');
  if (given === undefined) return purpose === 'batch' ? created + 30 * day : null;
  const seconds = Number(given);
  if (!Number.isInteger(seconds) || seconds < 3600 || seconds > 30 * day)
    throw new RefusedError(
      badRequest(
        "'expires_after.seconds' must be between 3600 and 2592000.",
        'expires_after',
        'invalid_value',
      ),
    );
  return created + seconds;
}

/** The file, or 404; one that has expired is as good as deleted. */
function findFile(id: string, { journal, complete }: Service): FileObject {
  const file = journal.memory.files.get(id);
  if (file === undefined || (file.expires_at !== null && file.expires_at * 1000 <= complete.now()))
    throw new RefusedError(refusals.noFile(id));
  return file;
}

export function getFile(id: string, service: Service): Reply {
  return json(findFile(id, service));
}

export function fileContent(id: string, service: Service): Reply {
  const { bytes } = findFile(id, service);
  return { kind: 'file', path: service.blobs.path(id), bytes };
}

export async function deleteFile(id: string, service: Service): Promise<Reply> {
  findFile(id, service);
  service.journal.note({ gone: id });
  await service.blobs.delete(id);
  return json({ id, object: 'file', deleted: true });
}

/** Files, newest first, a page at a time. */
export function listFiles(query: URLSearchParams, service: Service): Reply {
  const purpose = query.get('purpose');
  const files = [...service.journal.memory.files.values()].filter(
    (file) => purpose === null || file.purpose === purpose,
  );
  const sorted = query.get('order') === 'asc' ? files : files.reverse();
  return json(page(sorted, query, { usual: 10_000, most: 10_000 }));
}

/** One page of a list, in the service's form: `after` names the last object of the page before. */
export function page<T extends { readonly id: string }>(
  all: readonly T[],
  query: URLSearchParams,
  { usual, most }: { readonly usual: number; readonly most: number },
): object {
  const limit = Number(query.get('limit') ?? usual);
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    throw new RefusedError(
      badRequest(
        `Invalid 'limit': expected an integer between 1 and ${most}.`,
        'limit',
        'invalid_value',
      ),
    );
  const after = query.get('after');
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0)
    throw new RefusedError(badRequest(`No object found with id '${after}'.`, 'after', null));
  const data = all.slice(start, start + limit);
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: start + limit < all.length,
  };
}
