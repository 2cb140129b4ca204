/** What OpenAI's client gives back, in our own words. */
import { z } from 'zod';
import { failureOf, ServiceError } from './failures.ts';
import { batchStatuses, type RemoteBatch, type RemoteFile } from './service.ts';

/** Read leniently, as other servers write it; but what has no id is neither a batch nor a file. */
const id = z.string().min(1);
const count = z.number().catch(0);
const seconds = z.number().transform((time) => time * 1000);
const word = z.string().min(1).nullish().catch(undefined);

const batchShape = z.object({
  id,
  // Other servers spell statuses in capitals; one we do not know counts as still running.
  status: z.string().toLowerCase().pipe(z.enum(batchStatuses).catch('in_progress')),
  input_file_id: z.string().catch(''),
  output_file_id: word,
  error_file_id: word,
  request_counts: z.object({ completed: count, failed: count }).catch({ completed: 0, failed: 0 }),
  errors: z
    .object({
      data: z.array(
        z.object({
          code: z.coerce.string().nullish(),
          message: z.string().nullish(),
          param: z.string().nullish(),
          line: z.number().nullish().catch(undefined),
        }),
      ),
    })
    .catch({ data: [] }),
  metadata: z.record(z.string(), z.string()).catch({}),
  created_at: seconds.catch(0),
  expires_at: seconds.nullish().catch(undefined),
});

/** A batch in our words. The service says null where the client's types say the field is absent. */
export function remoteBatch(value: unknown): RemoteBatch {
  const batch = read(batchShape, value, 'a batch');
  return {
    id: batch.id,
    status: batch.status,
    inputFile: batch.input_file_id,
    outputFile: batch.output_file_id ?? undefined,
    errorFile: batch.error_file_id ?? undefined,
    counts: batch.request_counts,
    failures: batch.errors.data.map(({ line, ...error }) => ({
      ...failureOf({ status: 400, ...error }),
      line: line ?? undefined,
    })),
    metadata: batch.metadata,
    createdAt: batch.created_at,
    expiresAt: batch.expires_at ?? undefined,
  };
}

const fileShape = z.object({
  id,
  filename: z.string().catch(''),
  bytes: count,
  created_at: seconds.catch(0),
});

export function remoteFile(value: unknown): RemoteFile {
  const file = read(fileShape, value, 'a file');
  return { id: file.id, name: file.filename, bytes: file.bytes, createdAt: file.created_at };
}

const pageShape = z.object({ data: z.array(z.unknown()), has_more: z.boolean().catch(false) });

/** One page of a list. Without `data` it is not a list, and must not be mistaken for an empty one. */
export function remotePage(value: unknown): { data: unknown[]; has_more: boolean } {
  return read(pageShape, value, 'a list');
}

/** @throws ServiceError unless the answer is a model */
export function assertModel(value: unknown): void {
  read(z.object({ id }), value, 'a model');
}

function read<T>(shape: z.ZodType<T>, value: unknown, what: string): T {
  // Text instead of JSON did not come from the service: a page of a proxy, or of a network that wants a login.
  if (typeof value === 'string') throw new SyntaxError('it answers with a page of text');
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  throw notUnderstood(`what came back is not ${what}`);
}

/** The service answered, and nothing can be made of it. Whether it did what was asked is not known. */
export function notUnderstood(why: string): ServiceError {
  return new ServiceError({ kind: 'not-understood', code: 'other-form', message: why });
}
