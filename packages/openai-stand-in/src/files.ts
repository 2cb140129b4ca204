/** /v1/files */
import type { IncomingMessage } from 'node:http';
import { badRequest, RefusedError, refusals } from './errors.ts';
import { json, type Reply } from './http.ts';
import { newId } from './ids.ts';
import { page } from './page.ts';
import type { Service } from './service.ts';
import { readUpload } from './upload.ts';
import type { FileObject } from './wire.ts';

const purposes = ['batch', 'vision', 'user_data'] as const;
const day = 24 * 60 * 60;

/** A file as the service shows it. Files of batches go after 30 days; `now` is in milliseconds since 1970. */
export function fileObject(
  file: Pick<FileObject, 'id' | 'bytes' | 'filename' | 'purpose'>,
  now: number,
): FileObject {
  const created = Math.floor(now / 1000);
  return {
    ...file,
    object: 'file',
    created_at: created,
    expires_at: file.purpose.startsWith('batch') ? created + 30 * day : null,
    status: 'processed',
    status_details: null,
  };
}

/** Takes an upload, straight to the disk. */
export async function createFile(request: IncomingMessage, service: Service): Promise<Reply> {
  const id = newId('file-');
  try {
    const { fields, file } = await readUpload(request, id, service.blobs);
    const purpose = purposeIn(fields);
    if (purpose === 'batch' && !file.filename.endsWith('.jsonl'))
      throw new RefusedError(refusals.notJsonl());
    const object = fileObject({ id, ...file, purpose }, service.now());
    const created = { ...object, ...expiryIn(fields, object.created_at ?? 0) };
    service.journal.note({ file: created, call: 'uploaded' });
    return json(created);
  } catch (error) {
    await service.blobs.delete(id);
    throw error;
  }
}

function purposeIn(fields: ReadonlyMap<string, string>): (typeof purposes)[number] {
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

/** When the upload says so, its file goes after `expires_after[seconds]`, from an hour to 30 days. */
function expiryIn(
  fields: ReadonlyMap<string, string>,
  created: number,
): Partial<Pick<FileObject, 'expires_at'>> {
  const given = fields.get('expires_after[seconds]');
  if (given === undefined) return {};
  const seconds = Number(given);
  if (Number.isInteger(seconds) && seconds >= 3600 && seconds <= 30 * day)
    return { expires_at: created + seconds };
  throw new RefusedError(
    badRequest(
      "'expires_after.seconds' must be between 3600 and 2592000.",
      'expires_after',
      'invalid_value',
    ),
  );
}

/** The file, or 404; one that has expired is as good as deleted. */
function findFile(id: string, { journal, now }: Service): FileObject {
  const file = journal.memory.files.get(id);
  if (file === undefined || (file.expires_at !== null && file.expires_at * 1000 <= now()))
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
export function listFiles(query: URLSearchParams, { journal }: Service): Reply {
  const purpose = query.get('purpose');
  const files = [...journal.memory.files.values()].filter(
    (file) => purpose === null || file.purpose === purpose,
  );
  const sorted = query.get('order') === 'asc' ? files : files.reverse();
  return json(page(sorted, query, { usual: 10_000, most: 10_000 }));
}
