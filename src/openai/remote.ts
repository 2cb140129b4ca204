/** What OpenAI's client gives back, in our own words. */
import * as z from 'zod';
import { bounds } from './bounds.ts';
import { failureOf, ServiceError } from './failures.ts';
import { batchStatuses, type RemoteBatch, type RemoteFile } from './service.ts';

/**
 * Read leniently, as other servers write it; but what has no id is neither a batch nor a file. A number or a date that makes
 * no sense is left out.
 */
const id = z
  .string()
  .max(bounds.idLength)
  .regex(/^[\w.~:=+@/-]+$/)
  .refine((text) => !text.split('/').some((part) => /^\.*$/.test(part)));
const count = z.number().int().nonnegative().catch(0);
/** Seconds since 1970 in milliseconds, until 2100. */
const moment = z
  .number()
  .positive()
  .max(4.1e9)
  .transform((seconds) => Math.round(seconds * 1000))
  .optional()
  .catch(undefined);
const otherId = id.nullish().catch(undefined);

const reasonShape = z.object({
  code: z.union([z.string(), z.number()]).nullish().catch(undefined),
  message: z.string().nullish().catch(undefined),
  param: z.string().nullish().catch(undefined),
  line: z.number().int().positive().nullish().catch(undefined),
});

const batchShape = z.object({
  id,
  // Other servers spell statuses in capitals; one we do not know counts as still running.
  status: z.string().toLowerCase().pipe(z.enum(batchStatuses).catch('in_progress')),
  input_file_id: id.catch(''),
  output_file_id: otherId,
  error_file_id: otherId,
  request_counts: z.object({ completed: count, failed: count }).catch({ completed: 0, failed: 0 }),
  errors: z.object({ data: z.array(z.unknown()) }).catch({ data: [] }),
  // What is no text in it is not ours, and must not hide what is.
  metadata: z.record(z.string(), z.unknown()).catch({}),
  created_at: moment,
  expires_at: moment,
});

/** A batch in our words. The service says null where the client's types say the field is absent. */
export function remoteBatch(value: unknown): RemoteBatch {
  const batch = read(batchShape, value, 'a batch');
  const reasons = batch.errors.data
    .slice(0, bounds.failures)
    .flatMap((reason) => reasonShape.safeParse(reason).data ?? []);
  return {
    id: batch.id,
    status: batch.status,
    inputFile: batch.input_file_id,
    outputFile: batch.output_file_id ?? undefined,
    errorFile: batch.error_file_id ?? undefined,
    counts: batch.request_counts,
    failures: reasons.map(({ line, code, ...reason }) => ({
      ...failureOf({ status: 400, ...reason, code: code == null ? undefined : String(code) }),
      line: line ?? undefined,
    })),
    metadata: Object.fromEntries(
      Object.entries(batch.metadata).flatMap(([name, text]) =>
        typeof text === 'string' ? [[name, text]] : [],
      ),
    ),
    createdAt: batch.created_at,
    expiresAt: batch.expires_at,
  };
}

const fileShape = z.object({
  id,
  filename: z.string().catch(''),
  bytes: count,
  created_at: moment,
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

const modelShape = z.object({
  id,
  shutdown_date: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T|$)/)
    .transform((text) => text.slice(0, 10))
    .nullish()
    .catch(undefined),
});

/** A model, with the day of its shutdown if one is announced. @throws ServiceError unless the answer is a model */
export function remoteModel(value: unknown): { readonly shutDownOn: string | undefined } {
  const { shutdown_date: shutDownOn } = read(modelShape, value, 'a model');
  return { shutDownOn: shutDownOn ?? undefined };
}

function read<T>(shape: z.ZodType<T>, value: unknown, what: string): T {
  const result = shape.safeParse(repliedObject(value));
  if (result.success) return result.data;
  throw notUnderstood(`what came back is not ${what}`);
}

/** What came back. Text instead of JSON did not come from the service: a page of a proxy, or of a network that wants a login. */
export function repliedObject(value: unknown): unknown {
  if (typeof value === 'string') throw new SyntaxError('it answers with a page of text');
  if (isTooDeep(value)) throw notUnderstood(tooDeep);
  return value;
}

export const tooDeep = 'its reply is nested too deeply';

/** Whether a value has more levels than can be written down again, which takes a call for each. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > bounds.levels) return true;
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
  }
  return false;
}

/** The service answered, and nothing can be made of it. Whether it did what was asked is not known. */
export function notUnderstood(why: string): ServiceError {
  return new ServiceError({ kind: 'not-understood', code: 'other-form', message: why });
}
