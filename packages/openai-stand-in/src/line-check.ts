/** What makes a whole batch file invalid: the form of its lines, apart from what is inside their bodies. */
import { isObject, type JsonObject, parseJson } from './json.ts';
import { type ServiceModel, serviceModel } from './service-models.ts';
import type { BatchError } from './wire.ts';

export const mostLines = 50_000;
export const mostBytes = 209_715_200;

export type CheckedLine = {
  readonly customId: string;
  readonly body: JsonObject;
  readonly model: ServiceModel;
};

/** Checks the lines of one file in their order; remembers what must be the same or different in all of them. */
export class LineChecker {
  readonly #endpoint: string;
  readonly #models: readonly string[];
  readonly #ids = new Set<string>();
  #model: ServiceModel | undefined;
  #line = 0;

  constructor(endpoint: string, models: readonly string[]) {
    this.#endpoint = endpoint;
    this.#models = models;
  }

  get lines(): number {
    return this.#line;
  }

  get model(): ServiceModel | undefined {
    return this.#model;
  }

  check(text: string): CheckedLine | { readonly error: BatchError } {
    this.#line += 1;
    const line = parseJson(text);
    if (!isObject(line))
      return this.#wrong('invalid_json_line', 'This line is not parseable as valid JSON.', null);
    return this.#envelope(line) ?? this.#body(String(line['custom_id']), line['body']);
  }

  #envelope(line: JsonObject): { readonly error: BatchError } | undefined {
    const missing = ['custom_id', 'method', 'url', 'body'].find((name) => line[name] === undefined);
    if (missing !== undefined) return this.#missing(missing);
    const { custom_id: id, method, url } = line;
    if (typeof id !== 'string' || id === '')
      return this.#wrong('invalid_request', "'custom_id' must be a non-empty string.", 'custom_id');
    if (this.#ids.has(id))
      return this.#wrong(
        'duplicate_custom_id',
        `The custom_id '${id}' occurs more than once in this file. It must be unique.`,
        'custom_id',
      );
    this.#ids.add(id);
    if (method !== 'POST')
      return this.#wrong('invalid_method', "The method must be 'POST'.", 'method');
    if (url !== this.#endpoint)
      return this.#wrong(
        'url_mismatch',
        `The URL '${String(url)}' differs from the endpoint of the batch, '${this.#endpoint}'.`,
        'url',
      );
    return undefined;
  }

  #body(customId: string, body: unknown): CheckedLine | { readonly error: BatchError } {
    if (!isObject(body)) return this.#wrong('invalid_request', "'body' must be an object.", 'body');
    if (typeof body['model'] !== 'string') return this.#missing('body.model');
    if (body['messages'] === undefined) return this.#missing('body.messages');
    const model = serviceModel(body['model'], this.#models);
    if (model === undefined)
      return this.#wrong(
        'model_not_found',
        `The provided model '${body['model']}' is not supported by the Batch API.`,
        'body.model',
      );
    this.#model ??= model;
    if (model.id !== this.#model.id)
      return this.#wrong(
        'model_mismatch',
        `The model '${model.id}' differs from that of the first line, '${this.#model.id}'. A file is for one model.`,
        'body.model',
      );
    return { customId, body, model };
  }

  #missing(param: string): { readonly error: BatchError } {
    return this.#wrong(
      'missing_required_parameter',
      `Missing required parameter: '${param}'.`,
      param,
    );
  }

  #wrong(code: string, message: string, param: string | null): { readonly error: BatchError } {
    return { error: { code, line: this.#line, message, param } };
  }
}

/** An error of the whole file. */
export function fileError(code: string, message: string): BatchError {
  return { code, line: null, message, param: null };
}
