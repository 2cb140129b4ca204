/** /v1/files */
import { badRequest, refusals } from './errors.ts';
import { type Asked, json, type Reply } from './http.ts';
import { page } from './page.ts';
import type { Service } from './service.ts';
import { readUpload } from './upload.ts';
import { type FileObject, newId } from './wire.ts';

const thirtyDays = 30 * 24 * 60 * 60;

/** A file as the service shows it, for 30 days. `now` is in milliseconds since 1970. */
export function fileObject(
  file: Pick<FileObject, 'id' | 'bytes' | 'filename' | 'purpose'>,
  now: number,
): FileObject {
  const created = Math.floor(now / 1000);
  return {
    ...file,
    object: 'file',
    created_at: created,
    expires_at: created + thirtyDays,
    status: 'processed',
    status_details: null,
  };
}

/** Takes an upload, straight to the disk. Only files for batches: proofsheet uploads no others. */
export async function createFile({ request }: Asked, service: Service): Promise<Reply> {
  const id = newId('file-');
  try {
    const { fields, file } = await readUpload(request, id, service.blobs);
    const purpose = fields.get('purpose');
    if (purpose !== 'batch')
      throw badRequest(`Invalid value for purpose: '${purpose}'.`, 'purpose', 'invalid_value');
    if (!file.filename.endsWith('.jsonl')) throw refusals.notJsonl();
    const created = fileObject({ id, ...file, purpose }, service.now());
    service.files.put(created);
    service.ledger.uploads += 1;
    return json(created);
  } catch (error) {
    await service.blobs.delete(id);
    throw error;
  }
}

/** The file, or 404; one that has expired is as good as deleted. */
function findFile(id: string, { files, now }: Service): FileObject {
  const file = files.get(id);
  if (file === undefined || (file.expires_at !== null && file.expires_at * 1000 <= now()))
    throw refusals.noFile(id);
  return file;
}

export function getFile({ id }: Asked, service: Service): Reply {
  return json(findFile(id, service));
}

export function fileContent({ id }: Asked, service: Service): Reply {
  const { bytes } = findFile(id, service);
  return { kind: 'file', path: service.blobs.path(id), bytes };
}

export async function deleteFile({ id }: Asked, service: Service): Promise<Reply> {
  findFile(id, service);
  service.files.delete(id);
  await service.blobs.delete(id);
  return json({ id, object: 'file', deleted: true });
}

/** Files, newest first, a page at a time. */
export function listFiles({ query }: Asked, service: Service): Reply {
  const purpose = query.get('purpose');
  const files = service.files.all().filter((file) => purpose === null || file.purpose === purpose);
  return json(page(files.reverse(), query, { usual: 10_000, most: 10_000 }));
}
