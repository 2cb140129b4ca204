/** The validation of a batch file, as the service does it after a batch is created: all or nothing. */
import { stat } from 'node:fs/promises';
import { organisation } from './api-error.ts';
import { fileError, LineChecker, mostBytes, mostLines } from './line-check.ts';
import { readLines } from './lines.ts';
import type { Viewer } from './picture.ts';
import { queueTokens } from './tokens.ts';
import type { BatchError } from './wire.ts';

export type Valid = {
  readonly lines: number;
  readonly model: string;
  readonly snapshot: string;
  /** Input tokens that the batch takes in the queue. */
  readonly tokens: number;
};

export type Validation = Valid | { readonly errors: readonly BatchError[] };

/** The service names so many errors of a file and no more. */
const mostErrors = 10;

/** Reads a batch file line by line. */
export async function validateFile(
  path: string,
  endpoint: string,
  models: readonly string[],
  viewer: Viewer,
): Promise<Validation> {
  const checker = new LineChecker(endpoint, models);
  const { size } = await stat(path);
  const errors: BatchError[] = [];
  let tokens = 0;
  for await (const text of readLines(path)) {
    if (checker.lines >= mostLines)
      return {
        errors: [fileError('too_many_tasks', `The batch has more than ${mostLines} requests.`)],
      };
    const checked = checker.check(text);
    if ('error' in checked) errors.push(checked.error);
    else tokens += await queueTokens(checked.body, checked.model, viewer);
    if (errors.length >= mostErrors) break;
    if (size > mostBytes) return { errors: [tooLarge(checker.model?.id ?? 'requested')] };
  }
  if (errors.length > 0) return { errors };
  const { lines, model } = checker;
  if (lines === 0 || model === undefined)
    return { errors: [fileError('empty_file', 'The batch input file is empty.')] };
  return { lines, model: model.id, snapshot: model.snapshot, tokens };
}

function tooLarge(model: string): BatchError {
  return fileError(
    'file_too_large',
    `The batch input file is larger than the ${mostBytes} maximum for the ${model} model.`,
  );
}

export function missingFile(id: string): BatchError {
  return fileError(
    'invalid_request',
    `Cannot find file ${id}, or organization ${organisation} does not have access to it.`,
  );
}

/** The message is the only place where the service says what the limit is. */
export function queueFull(model: string, limit: number): BatchError {
  return fileError(
    'token_limit_exceeded',
    `Enqueued token limit reached for ${model} in organization ${organisation}. ` +
      `Limit: ${limit.toLocaleString('en-US')} enqueued tokens. ` +
      'Please try again once some in_progress batches have been completed.',
  );
}
