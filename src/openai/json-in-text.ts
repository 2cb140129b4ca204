/**
 * Finding the answer in what a model wrote around it. Models on servers of one's own think aloud first, in tags of their
 * family (Qwen, DeepSeek, Kimi, Magistral, Seed, gpt-oss, Cohere), and put braces into their thoughts.
 */
import { parsedJson } from '../parsed-json.ts';

const thought =
  '(?:seed:)?(?:ant)?think(?:ing)?|thoughts?|reason(?:ing)?|reflection|analysis|scratchpad|inner_monologue|chain_of_thought';
const opening = new RegExp(
  `<(?:${thought})(?:\\s[^<>]{0,80})?>|◁(?:${thought})▷|\\[(?:${thought})\\]|<\\|(?:begin|start)_(?:of_)?(?:${thought})\\|>`,
  'iu',
);
const closing = new RegExp(
  `<\\/(?:${thought})\\s{0,9}>|◁\\/(?:${thought})▷|\\[\\/(?:${thought})\\]|<\\|end_(?:of_)?(?:${thought})\\|>|<\\|channel\\|>final<\\|message\\|>`,
  'giu',
);
/** Tags around the answer itself, and marks of a model's own language that a server let through. */
const wrapping =
  /<\/?(?:answer|final(?:_answer)?|output|response|result|s)>|<\|[a-z_]{1,30}\|>|◁\/?answer▷/giu;

/**
 * The text without the thoughts before it: all up to the last tag that closes them, as some servers keep the one that
 * opens them to themselves. Where nothing follows, the answer stands before them or among them, and all of it stays.
 */
export function withoutThoughts(text: string): string {
  if (!/[<◁[]/u.test(text)) return text;
  const end = [...text.matchAll(closing)].at(-1);
  const rest = end === undefined ? text : text.slice(end.index + end[0].length);
  return (blank(rest) ? text : rest).replace(wrapping, '');
}

/** Whether thoughts begin in a text that do not end: what is an answer and what a thought cannot be told apart. */
export function hasOpenThoughts(text: string): boolean {
  return opening.test(text);
}

function blank(text: string): boolean {
  return text.replace(wrapping, '').trim() === '';
}

/** More objects than this are a text about JSON. */
const mostObjects = 400;
/** Characters that are looked at, in multiples of the text, before the search is given up. */
const mostPasses = 50;

/**
 * The objects of JSON in a text, the last one first and each before those it lies in: of several drafts, the last is meant.
 * Braces that are not JSON are passed over.
 */
export function* objectsIn(text: string): Generator<unknown> {
  const starts = [...text.matchAll(/\{\s*"/gu)].map(({ index }) => index);
  let budget = text.length * mostPasses;
  for (const start of starts.slice(-mostObjects).reverse()) {
    const end = endOfObject(text, start);
    budget -= (end ?? text.length) - start;
    if (budget < 0) return;
    if (end === undefined) continue;
    const value = parsedJson(text.slice(start, end));
    if (value !== undefined) yield value;
  }
}

/** Where the object that begins at `start` ends, or undefined where its braces do not close. */
function endOfObject(text: string, start: number): number | undefined {
  const sign = /["{}]/gu;
  sign.lastIndex = start;
  let depth = 0;
  for (let at = sign.exec(text); at !== null; at = sign.exec(text)) {
    if (at[0] === '"') {
      const after = afterString(text, sign.lastIndex);
      if (after === undefined) return undefined;
      sign.lastIndex = after;
    } else {
      depth += at[0] === '{' ? 1 : -1;
      if (depth === 0) return sign.lastIndex;
    }
  }
  return undefined;
}

/** Where the text goes on behind a string whose first character is at `from`. */
function afterString(text: string, from: number): number | undefined {
  const sign = /["\\]/gu;
  sign.lastIndex = from;
  for (let at = sign.exec(text); at !== null; at = sign.exec(text)) {
    if (at[0] === '"') return sign.lastIndex;
    sign.lastIndex += 1;
  }
  return undefined;
}

/** Every string in a parsed JSON value, however deep. */
export function stringsIn(value: unknown): readonly string[] {
  const strings: string[] = [];
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string') strings.push(next);
    else if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next).reverse()) open.push(inner);
  }
  return strings;
}
