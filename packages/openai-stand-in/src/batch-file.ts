/** The validation of a batch file, as the service does it after a batch is created: all or nothing. */
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { organisation } from './errors.ts';
import { parseJson } from './json.ts';
import { readLines } from './lines.ts';
import { type ServiceModel, serviceModel } from './models.ts';
import type { Viewer } from './picture.ts';
import { queueTokens } from './tokens.ts';
import type { BatchError } from './wire.ts';

const mostLines = 50_000;
const mostBytes = 209_715_200;
/** The service names so many errors of a file and no more. */
const mostErrors = 10;

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
  models: readonly string[],
  viewer: Viewer,
): Promise<Valid | { readonly errors: readonly BatchError[] }> {
  const { size } = await stat(path);
  const check = lineCheck(endpoint, models);
  const errors: BatchError[] = [];
  let model: ServiceModel | undefined;
  let lines = 0;
  let tokens = 0;
  for await (const text of readLines(path)) {
    lines += 1;
    if (lines > mostLines)
      return fileError('too_many_tasks', `The batch has more than ${mostLines} requests.`);
    const checked = check(text);
    if ('error' in checked) errors.push({ ...checked.error, line: lines });
    else {
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

const line = z.looseObject({
  custom_id: z.string().min(1),
  method: z.literal('POST'),
  url: z.string(),
  body: z.looseObject({
    model: z.string(),
    messages: z.unknown().refine((one) => one !== undefined),
  }),
});

type Checked =
  | { readonly body: unknown; readonly model: ServiceModel }
  | { readonly error: BatchError };

/** Checks the lines of one file in their order; remembers what must be the same or different in all of them. */
function lineCheck(endpoint: string, models: readonly string[]): (text: string) => Checked {
  const ids = new Set<string>();
  let first: ServiceModel | undefined;
  return (text) => {
    const parsed = line.safeParse(parseJson(text));
    if (!parsed.success) return lineError(parsed.error, parseJson(text));
    const { custom_id: id, url, body } = parsed.data;
    const model = serviceModel(body.model, models);
    first ??= model;
    const fresh = !ids.has(id);
    ids.add(id);
    if (!fresh)
      return wrong('duplicate_custom_id', `The custom_id '${id}' occurs twice.`, 'custom_id');
    if (url !== endpoint)
      return wrong('url_mismatch', `'${url}' is not the batch's endpoint, '${endpoint}'.`, 'url');
    if (model === undefined)
      return wrong(
        'model_not_found',
        `The provided model '${body.model}' is not supported by the Batch API.`,
        'body.model',
      );
    if (model.id !== first?.id)
      return wrong(
        'model_mismatch',
        `The model '${model.id}' differs from that of the first line, '${first?.id}'. A file is for one model.`,
        'body.model',
      );
    return { body, model };
  };
}

function lineError({ issues }: z.core.$ZodError, value: unknown): Checked {
  const path = issues[0]?.path ?? [];
  if (path.length === 0)
    return wrong('invalid_json_line', 'This line is not parseable as valid JSON.', null);
  const param = path.join('.');
  const given = path.reduce<unknown>((whole, key) => Object(whole)[key], value);
  if (given === undefined)
    return wrong('missing_required_parameter', `Missing required parameter: '${param}'.`, param);
  return param === 'method'
    ? wrong('invalid_method', "The method must be 'POST'.", param)
    : wrong('invalid_request', `'${param}' does not have the form that is expected.`, param);
}

function wrong(code: string, message: string, param: string | null): Checked {
  return { error: { code, message, param } };
}

function fileError(code: string, message: string): { readonly errors: readonly BatchError[] } {
  return { errors: [{ code, line: null, message, param: null }] };
}

export function missingFile(id: string): readonly BatchError[] {
  return fileError(
    'invalid_request',
    `Cannot find file ${id}, or organization ${organisation} does not have access to it.`,
  ).errors;
}

/** The message is the only place where the service says what the limit is. */
export function queueFull(model: string, limit: number): readonly BatchError[] {
  return fileError(
    'token_limit_exceeded',
    `Enqueued token limit reached for ${model} in organization ${organisation}. ` +
      `Limit: ${limit.toLocaleString('en-US')} enqueued tokens. ` +
      'Please try again once some in_progress batches have been completed.',
  ).errors;
}
