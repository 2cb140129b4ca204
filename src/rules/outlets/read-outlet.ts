/** Reads the file of an outlet that a user has written: a whole one, or corrections of one that comes with the program. */
import { evaluate, parse, type ValueNode } from '@humanwhocodes/momoa';
import type * as z from 'zod';
import { counted } from '../../amounts.ts';
import type { Mistake } from '../mistakes.ts';
import { outletData } from './built-in.ts';
import { type Outlet, outletSchema } from './schema.ts';

/** Characters of a file; the largest of ours has a twentieth. */
const longest = 200_000;

/** The outlet that a file describes, laid over the one of the same id; or what is wrong in it. */
export function readOutlet(
  text: string,
): { readonly outlet: Outlet } | { readonly mistakes: readonly Mistake[] } {
  const wrong = (line: number, message: string) => ({ mistakes: [{ line, field: '', message }] });
  if (text.length > longest) return wrong(1, 'It is longer than any outlet.');
  const deep = lineTooDeep(text);
  if (deep !== undefined) return wrong(deep, 'It is nested deeper than any outlet.');
  let tree: ValueNode;
  let data: unknown;
  try {
    const document = parse(text);
    tree = document.body;
    data = evaluate(document);
  } catch (error) {
    return { mistakes: [mistakeOfSyntax(error)] };
  }
  const twice = saidTwice(tree);
  if (twice.length > 0) return { mistakes: twice };
  const read = outletSchema.safeParse(isRecord(data) ? overBuiltIn(data) : data);
  if (read.success) return { outlet: read.data };
  return { mistakes: read.error.issues.map((issue) => mistakeOf(issue, tree)) };
}

/** Levels of brackets; ours have ten. What is deeper would be followed down until no memory is left. */
const deepest = 32;

/** The line with a bracket that is too deep. */
function lineTooDeep(text: string): number | undefined {
  let [line, depth, isText] = [1, 0, false];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '"') isText = !isText;
    else if (sign === '\n' || (sign === '\r' && text[at + 1] !== '\n')) line += 1;
    else if (!isText && '[{'.includes(sign)) depth += 1;
    else if (!isText && ']}'.includes(sign)) depth -= 1;
    if (depth > deepest) return line;
  }
  return undefined;
}

/** Fields that stand twice in one object: the second would hold, and nobody would know. */
function saidTwice(node: ValueNode, path: readonly string[] = []): readonly Mistake[] {
  if (node.type === 'Array')
    return node.elements.flatMap(({ value }, at) => saidTwice(value, [...path, `${at}`]));
  if (node.type !== 'Object') return [];
  const seen = new Set<string>();
  return node.members.flatMap(({ loc, name, value }) => {
    const key = name.type === 'String' ? name.value : name.name;
    const field = [...path, key];
    const isNew = seen.size < seen.add(key).size;
    const message = 'It stands here twice.';
    const again = isNew ? [] : [{ line: loc.start.line, field: field.join('.'), message }];
    return [...again, ...saidTwice(value, field)];
  });
}

function mistakeOfSyntax(error: unknown): Mistake {
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

function mistakeOf(issue: z.core.$ZodIssue, tree: ValueNode): Mistake {
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
      if (issue.origin in sized)
        return `It must have at least ${sized[issue.origin]?.(issue.minimum)}.`;
      return issue.inclusive === true
        ? `It must be ${issue.minimum} or more.`
        : `It must be more than ${issue.minimum}.`;
    case 'too_big':
      if (issue.origin in sized)
        return `It can have ${sized[issue.origin]?.(issue.maximum)} at most.`;
      return `It must be ${issue.maximum} or less.`;
    case 'invalid_union':
      return 'It must be all, or a list of names.';
    case 'invalid_format':
      if (issue.format === 'date') return 'It must be a day, written as 2026-11-29.';
      return wordsOf(issue);
    default:
      return wordsOf(issue);
  }
}

function wordsOf({ message }: z.core.$ZodIssue): string {
  return `It ${/^(?:is|can|cannot|may|must) /u.test(message) ? message : 'has another form than it must'}.`;
}

/** What is counted, in words. */
const sized: Readonly<Record<string, (many: number | bigint) => string>> = {
  string: (many) => counted(Number(many), 'character'),
  array: (many) => counted(Number(many), 'entry', 'entries'),
};

const typeWords: Readonly<Record<string, string>> = {
  string: 'text, in quotation marks',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list, in square brackets',
  tuple: 'a list of two texts',
  object: 'an object, in curly brackets',
};
