/** Reading what a model wrote: JSON in the form that was asked for, or a plain text with a list of keywords. */
import { type Answer, acceptAnswer } from './schema.ts';

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

/** Fewer words than this behind the empty line are a sentence with commas, not a list of keywords. */
const fewestKeywords = 5;

/** The plain form: a description, an empty line, a list separated by commas with or without a full stop at its end. */
export function readPlainAnswer(text: string): Answer | undefined {
  const blocks = text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map((block) => block.replace(/\s+/g, ' ').trim())
    .filter((block) => block !== '');
  const list = blocks.pop();
  if (list === undefined || blocks.length === 0) return undefined;
  const keywords = withoutLabel(list)
    .replace(/\.$/, '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (keywords.length < fewestKeywords) return undefined;
  const description = withoutLabel(blocks.join(' '));
  if (description === '') return undefined;
  return { description, shortTitle: '', keywords, usageReason: '', unsure: [] };
}

/** `Keywords: a, b` and `**Title:** A bridge` without the label and its stars. */
function withoutLabel(text: string): string {
  return text.replace(/^[*_#\s]*(title|headline|description|keywords|tags)\s*:[*_\s]*/i, '').trim();
}
