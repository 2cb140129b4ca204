/** The validation of a batch file, as the service does it after a batch is created: all or nothing. */
import { stat } from 'node:fs/promises';
import * as z from 'zod';
import { queueTokens } from './bill.ts';
import { badRequest, organisation, Refusal } from './errors.ts';
import { parseJson } from './json.ts';
import { readLines } from './lines.ts';
import { type ServiceModel, serviceModel } from './models.ts';
import { schemaRefusal } from './schema-refusal.ts';
import type { Service } from './service.ts';
import type { BatchError } from './wire.ts';

const mostLines = 50_000;
const mostBytes = 209_715_200;
/** The service names so many errors of a file and no more. */
const mostErrors = 10;

type Errors = { readonly errors: readonly BatchError[] };

export type Valid = {
  readonly lines: number;
  readonly model: ServiceModel;
  /** Input tokens that the batch takes in the queue. */
  readonly tokens: number;
};

/** Reads a batch file line by line. */
export async function validateFile(
  path: string,
  endpoint: string,
  { models, viewer }: Pick<Service, 'models' | 'viewer'>,
): Promise<Valid | Errors> {
  const { size } = await stat(path);
  const check = lineCheck(endpoint, models);
  const errors: BatchError[] = [];
  let model: ServiceModel | undefined;
  let lines = 0;
  let tokens = 0;
  for await (const text of readLines(path)) {
    lines += 1;
    if (lines > mostLines) return fileError('too_many_tasks', `More than ${mostLines} requests.`);
    const checked = check(text);
    if (checked instanceof Refusal) {
      const { code, message, param } = checked.error;
      errors.push({ code: code ?? 'invalid_request', line: lines, message, param });
    } else {
      model = checked.model;
      tokens += await queueTokens(checked.body, model, viewer);
    }
    if (errors.length >= mostErrors) break;
    if (size > mostBytes)
      return fileError(
        'file_too_large',
        `The batch input file is larger than the ${mostBytes} maximum for the ${model?.id ?? 'requested'} model.`,
      );
  }
  if (errors.length > 0) return { errors };
  return model === undefined
    ? fileError('empty_file', 'The batch input file is empty.')
    : { lines, model, tokens };
}

const line = z.looseObject(
  {
    custom_id: z.string('invalid_request').min(1, 'invalid_request'),
    method: z.literal('POST', 'invalid_method'),
    url: z.string(),
    body: z.looseObject({
      model: z.string(),
      messages: z.unknown().refine((given) => given !== undefined),
    }),
  },
  'invalid_json_line',
);

/** Checks the lines of one file in their order; remembers what must be the same or different in all of them. */
function lineCheck(endpoint: string, models: readonly string[]) {
  const ids = new Set<string>();
  let first: ServiceModel | undefined;
  return (text: string) => {
    const value = parseJson(text);
    const parsed = line.safeParse(value);
    if (!parsed.success) return schemaRefusal(parsed.error, value);
    const { custom_id: id, url, body } = parsed.data;
    const model = serviceModel(body.model, models);
    first ??= model;
    if (ids.has(id)) return badRequest(`'${id}' occurs twice.`, 'custom_id', 'duplicate_custom_id');
    ids.add(id);
    if (url !== endpoint)
      return badRequest(`'${url}' differs from the batch's '${endpoint}'.`, 'url', 'url_mismatch');
    if (model === undefined || first === undefined)
      return badRequest(`'${body.model}' is not supported.`, 'body.model', 'model_not_found');
    return model.id === first.id
      ? { body, model }
      : badRequest(`'${model.id}' differs from '${first.id}'.`, 'body.model', 'model_mismatch');
  };
}

function fileError(code: string, message: string): Errors {
  return { errors: [{ code, line: null, message, param: null }] };
}

export function missingFile(id: string): readonly BatchError[] {
  return fileError(
    'invalid_request',
    `Cannot find file ${id}, or organization ${organisation} does not have access to it.`,
  ).errors;
}

/** The limit that is named where a fault, and not a full queue, refuses a batch. */
const usualLimit = 2_000_000;

/** The message is the only place where the service says what the limit is. */
export function queueFull(model: string, limit: number): readonly BatchError[] {
  const named = (Number.isFinite(limit) ? limit : usualLimit).toLocaleString('en-US');
  return fileError(
    'token_limit_exceeded',
    `Enqueued token limit reached for ${model} in organization ${organisation}. Limit: ${named} enqueued tokens. Please try again once some in_progress batches have been completed.`,
  ).errors;
}
