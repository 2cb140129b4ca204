/** Reading what a model wrote: JSON in the form that was asked for, or a plain text with a list of keywords. */
import { repairControls } from '../rules/control-characters.ts';
import { readPlainAnswer } from '../rules/plain-answer.ts';
import { isRefusal, refusalIn } from '../rules/refusals.ts';
import { acceptAnswer } from './accept-answer.ts';
import type { Answer } from './schema.ts';

export type ReadAnswer =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** The model declines, in its own words. */
  | { readonly kind: 'refusal'; readonly text: string }
  | { readonly kind: 'wrong'; readonly why: string };

/**
 * Reads an answer. Models of servers without strict schemas put JSON into a code fence or talk around it; scripts
 * that ask without a schema get a description, an empty line, and keywords separated by commas. A refusal is one in
 * whatever form it comes.
 */
export function readAnswer(text: string): ReadAnswer {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start !== -1 && end > start) {
    const value = parsed(text.slice(start, end + 1));
    if (value !== undefined) return fromJson(value);
  }
  if (isRefusal(text)) return { kind: 'refusal', text: text.trim() };
  const answer = start === -1 ? readPlainAnswer(text) : undefined;
  if (answer !== undefined) return described(answer);
  return { kind: 'wrong', why: text.trim() === '' ? 'it is empty' : 'it is not JSON' };
}

function fromJson(value: unknown): ReadAnswer {
  const result = acceptAnswer(value);
  if (!('wrong' in result)) return described(result);
  const refusal = stringsIn(value).find(isRefusal);
  return refusal === undefined
    ? { kind: 'wrong', why: result.wrong }
    : { kind: 'refusal', text: refusal };
}

/** An answer in the right form, unless its texts decline or hold characters that nobody can have meant. */
function described(raw: Answer): ReadAnswer {
  const answer = mapTexts(raw, repairControls);
  if (answer === undefined) return { kind: 'wrong', why: 'it holds control characters' };
  const refusal = refusalIn([answer.description, answer.shortTitle], answer.keywords);
  return refusal === undefined ? { kind: 'answer', answer } : { kind: 'refusal', text: refusal };
}

/** The answer with each of its texts replaced; undefined where one has no replacement. */
function mapTexts(
  answer: Answer,
  replace: (text: string) => string | undefined,
): Answer | undefined {
  let isWhole = true;
  const one = (text: string): string => {
    const replaced = replace(text);
    isWhole &&= replaced !== undefined;
    return replaced ?? '';
  };
  const mapped = {
    ...answer,
    description: one(answer.description),
    shortTitle: one(answer.shortTitle),
    keywords: answer.keywords.map(one),
    usageReason: one(answer.usageReason),
    unsure: answer.unsure.map(one),
  };
  return isWhole ? mapped : undefined;
}

/** Every string in a parsed JSON value. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
