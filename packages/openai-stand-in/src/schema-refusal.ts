/** What a schema finds wrong, said as the service says it. */
import type { z } from 'zod';
import { badRequest, type Refusal } from './errors.ts';

/** The refusal for the first of the errors. Where a check has a message, it is the code of the service's error. */
export function schemaRefusal(error: z.core.$ZodError | undefined, body: unknown): Refusal {
  const issue = error?.issues[0];
  if (issue === undefined) throw new Error('a schema failed without an issue');
  const param = pathText(issue.path);
  const value = issue.path.reduce<unknown>((whole, key) => Object(whole)[key], body);
  if (value === undefined && param !== '')
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
        `Invalid type for '${param}': expected ${issue.expected}.`,
        param,
        'invalid_type',
      );
    case 'invalid_value':
    case 'invalid_union': {
      const values = issue.code === 'invalid_value' ? issue.values : [];
      const list = values.map((one) => `'${String(one)}'`).join(', ');
      const supported = list === '' ? '' : ` Supported values are: ${list}.`;
      const message = `Invalid value: ${JSON.stringify(value)}.${supported}`;
      return badRequest(message, param, 'invalid_value');
    }
    default:
      return badRequest(`Invalid '${param}': out of bounds.`, param, issue.message);
  }
}

/** `messages[0].content[1].type` */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
