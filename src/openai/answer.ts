/** Reading what a model wrote: JSON in the form that was asked for, or a plain text with a list of keywords. */
import { readPlainAnswer } from '../rules/plain-answer.ts';
import { acceptAnswer } from './accept-answer.ts';
import type { Answer } from './schema.ts';

export type ReadAnswer =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'wrong'; readonly why: string };

/**
 * Reads an answer. Models of servers without strict schemas put JSON into a code fence or talk around it; scripts
 * that ask without a schema get a description, an empty line, and keywords separated by commas.
 */
export function readAnswer(text: string): ReadAnswer {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start !== -1 && end > start) {
    const value = parsed(text.slice(start, end + 1));
    if (value !== undefined) return fromJson(value);
  }
  const answer = start === -1 ? readPlainAnswer(text) : undefined;
  if (answer !== undefined) return { kind: 'answer', answer };
  return { kind: 'wrong', why: text.trim() === '' ? 'it is empty' : 'it is not JSON' };
}

function fromJson(value: unknown): ReadAnswer {
  const result = acceptAnswer(value);
  return 'wrong' in result
    ? { kind: 'wrong', why: result.wrong }
    : { kind: 'answer', answer: result };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
