/** What a schema finds wrong, said as the service says it. */
import type { z } from 'zod';
import { badRequest, type Refusal } from './errors.ts';

type Issue = z.core.$ZodIssue;

/** The refusal for the first of the errors. Where a check has a message, it is the code of the service's error. */
export function schemaRefusal({ issues }: z.core.$ZodError, body: unknown): Refusal {
  const [issue] = issues;
  if (issue === undefined) throw new Error('a schema failed without an issue');
  const param = pathText(issue.path);
  const value = issue.path.reduce<unknown>(
    (whole, key) => (whole as { readonly [key: PropertyKey]: unknown } | undefined)?.[key],
    body,
  );
  if (value === undefined)
    return badRequest(
      `Missing required parameter: '${param}'.`,
      param,
      'missing_required_parameter',
    );
  switch (issue.code) {
    case 'unrecognized_keys': {
      const name = pathText([...issue.path, issue.keys[0] ?? '']);
      return badRequest(`Unknown parameter: '${name}'.`, name, 'unknown_parameter');
    }
    case 'invalid_type':
      return badRequest(
        `Invalid type for '${param}': expected ${kinds[issue.expected] ?? issue.expected}, but got ${kindOf(value)} instead.`,
        param,
        'invalid_type',
      );
    case 'invalid_value':
      return notOneOf(param, issue.values.map(String), value);
    case 'invalid_union':
      return notOneOf(param, [], value);
    default:
      return badRequest(`Invalid '${param}': ${limitText(issue)}.`, param, issue.message);
  }
}

/** `messages[0].content[1].type` */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number'
        ? `${text}[${key}]`
        : text === ''
          ? String(key)
          : `${text}.${String(key)}`,
    '',
  );
}

function notOneOf(param: string, values: readonly string[], value: unknown): Refusal {
  const list = values.map((one) => `'${one}'`).join(', ');
  const supported = list === '' ? '' : ` Supported values are: ${list}.`;
  return badRequest(`Invalid value: ${JSON.stringify(value)}.${supported}`, param, 'invalid_value');
}

const kinds: Readonly<Record<string, string>> = {
  array: 'an array',
  boolean: 'a boolean',
  int: 'an integer',
  number: 'a decimal',
  object: 'an object',
  record: 'an object',
  string: 'a string',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal';
  return kinds[typeof value] ?? typeof value;
}

function limitText(issue: Issue): string {
  if (issue.code === 'too_small') return `expected at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `expected at most ${issue.maximum}`;
  return 'it does not have the form that is expected';
}
