/** Reads the file of an outlet that a user has written: a whole one, or corrections of one that comes with the program. */
import { evaluate, parse, type ValueNode } from '@humanwhocodes/momoa';
import type { z } from 'zod';
import { outletData } from './built-in.ts';
import { type Outlet, outletSchema } from './schema.ts';

/** What is wrong in a file, and where. */
export type OutletMistake = {
  /** From 1. */
  readonly line: number;
  /** `text.title.value.most`; '' where the whole file is meant. */
  readonly field: string;
  /** A sentence. */
  readonly message: string;
};

/** Characters of a file; the largest of ours has a twentieth. */
const longest = 200_000;

/** The outlet that a file describes, laid over the one of the same id; or what is wrong in it. */
export function readOutlet(
  text: string,
): { readonly outlet: Outlet } | { readonly mistakes: readonly OutletMistake[] } {
  if (text.length > longest)
    return { mistakes: [{ line: 1, field: '', message: 'It is longer than any outlet.' }] };
  let tree: ValueNode;
  let data: unknown;
  try {
    const document = parse(text);
    tree = document.body;
    data = evaluate(document);
  } catch (error) {
    return { mistakes: [mistakeOfSyntax(error)] };
  }
  const read = outletSchema.safeParse(isRecord(data) ? overBuiltIn(data) : data);
  if (read.success) return { outlet: read.data };
  return { mistakes: read.error.issues.map((issue) => mistakeOf(issue, tree)) };
}

function mistakeOfSyntax(error: unknown): OutletMistake {
  if (!(error instanceof Error) || !('line' in error)) throw error;
  const why = error.message.replace(/ \(\d+:\d+\)$/u, '').replace(/\.$/u, '');
  return { line: Number(error.line), field: '', message: `It is not JSON: ${why}.` };
}

type Json = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Facts of the file take the place of those that come with the program, each as a whole. */
function overBuiltIn(own: Json): Json {
  const known: Json | undefined = outletData.find(({ id }) => id === own['id']);
  if (known === undefined) return own;
  const merged = { ...known, ...own };
  for (const group of ['text', 'csv']) {
    const [base, over] = [known[group], own[group]];
    if (isRecord(base) && isRecord(over)) Object.assign(merged, { [group]: { ...base, ...over } });
  }
  return merged;
}

function mistakeOf(issue: z.core.$ZodIssue, tree: ValueNode): OutletMistake {
  const [unknown] = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const path = [...issue.path, ...(unknown === undefined ? [] : [unknown])].map(String);
  return { line: lineOf(tree, path), field: path.join('.'), message: sentenceFor(issue) };
}

/** Where a field stands, or what would hold it. */
function lineOf(tree: ValueNode, path: readonly string[]): number {
  let at = tree;
  let line = tree.loc.start.line;
  for (const step of path) {
    const next = stepInto(at, step);
    if (next === undefined) break;
    line = next.line;
    at = next.value;
  }
  return line;
}

function stepInto(
  node: ValueNode,
  step: string,
): { readonly line: number; readonly value: ValueNode } | undefined {
  if (node.type === 'Array') {
    const value = node.elements[Number(step)]?.value;
    return value && { line: value.loc.start.line, value };
  }
  if (node.type !== 'Object') return undefined;
  const member = node.members.find(({ name }) => name.type === 'String' && name.value === step);
  return member && { line: member.loc.start.line, value: member.value };
}

function sentenceFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'There is no such field here.';
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('undefined')
        ? 'It is missing.'
        : `It must be ${typeWords[issue.expected] ?? issue.expected}.`;
    case 'invalid_value':
      return `It must be one of ${issue.values.join(', ')}.`;
    case 'too_small':
      return issue.inclusive === true
        ? `It must be ${issue.minimum} or more.`
        : `It must be more than ${issue.minimum}.`;
    case 'too_big':
      return `It must be ${issue.maximum} or less.`;
    case 'invalid_union':
      return 'It must be all, or a list of names.';
    default:
      return `It ${/^(?:is|can|may) /u.test(issue.message) ? issue.message : 'has another form than it must'}.`;
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text, in quotation marks',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list, in square brackets',
  tuple: 'a list of two texts',
  object: 'an object, in curly brackets',
};
