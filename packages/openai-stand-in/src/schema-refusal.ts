/** What a schema finds wrong, said as the service says it. */
import type * as z from 'zod';
import { badRequest, type Refusal } from './errors.ts';

/** The refusal for the first of the errors. Where a check has a message, it is the code of the service's error. */
export function schemaRefusal(error: z.core.$ZodError | undefined, body: unknown): Refusal {
  const issue = error?.issues[0];
  if (issue === undefined) throw new Error('a schema failed without an issue');
  const stranger = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const param = pathText([...issue.path, ...stranger]);
  const value = issue.path.reduce<unknown>((whole, key) => Object(whole)[key], body);
  if (value === undefined && param !== null)
    return badRequest(
      `Missing required parameter: '${param}'.`,
      param,
      'missing_required_parameter',
    );
  const [message, usual] = problem(issue, `'${param}'`, value);
  return badRequest(message, param, /^[a-z_]+$/.test(issue.message) ? issue.message : usual);
}

function problem(issue: z.core.$ZodIssue, param: string, value: unknown): [string, code: string] {
  if (issue.code === 'unrecognized_keys')
    return [`Unknown parameter: ${param}.`, 'unknown_parameter'];
  if (issue.code === 'invalid_type')
    return [`Invalid type for ${param}: expected ${issue.expected}.`, 'invalid_type'];
  const values = issue.code === 'invalid_value' ? issue.values.map(String).join(', ') : '';
  const supported = values === '' ? '' : ` Supported values are: ${values}.`;
  return [`Invalid value for ${param}: ${JSON.stringify(value)}.${supported}`, 'invalid_value'];
}

/** `messages[0].content[1].type`; null for the whole. */
function pathText(path: readonly PropertyKey[]): string | null {
  if (path.length === 0) return null;
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return text.join('').replace(/^\./, '');
}
