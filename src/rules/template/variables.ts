/** What may stand in curly brackets in a template, and text codes between backslashes. */
import type { Photo } from '../../photo.ts';
import { fileName } from '../../photo.ts';

/** What a photo says for the variables of a template. */
export type VariableFacts = {
  readonly photo: Pick<Photo, 'path' | 'place' | 'takenOn' | 'takenAt' | 'camera'>;
  /** What the template gives as its creator. */
  readonly creator: string | undefined;
  /** The number of the photo in its folder, from 1; asked when it is wanted. */
  readonly sequence: () => number;
};

type Variable = (facts: VariableFacts) => string | undefined;

const dayOf = ({ photo: { takenAt, takenOn } }: VariableFacts) =>
  (takenOn ?? takenAt)?.slice(0, 10);

/** A day or year that is not known is written with zeros. */
const known = (text: string | undefined) =>
  text !== undefined && /[1-9]/.test(text) ? text : undefined;

const variables: Readonly<Record<string, Variable>> = {
  year: (facts) => known(dayOf(facts)?.slice(0, 4)),
  date: (facts) => known(dayOf(facts)),
  city: ({ photo }) => photo.place?.city,
  country: ({ photo }) => photo.place?.country,
  creator: ({ creator }) => creator,
  filename: ({ photo }) => fileName(photo.path).replace(/\.[^.]*$/, ''),
  sequence: ({ sequence }) => String(sequence()),
  camera: ({ photo: { camera } }) =>
    camera === undefined
      ? undefined
      : camera.model.toLowerCase().startsWith(camera.make.toLowerCase())
        ? camera.model
        : `${camera.make} ${camera.model}`.trim(),
};

export const variableNames: readonly string[] = Object.keys(variables);

/** Replacements by code, in small letters: `ist` stands for one text or for several, of which `ist#2` is the second. */
export type TextCodes = ReadonlyMap<string, readonly string[]>;

/** A value with its variables and codes filled in, or the first of them that has no value. */
export function filledIn(
  value: string,
  facts: VariableFacts,
  codes: TextCodes,
): { readonly text: string } | { readonly missing: string } {
  const expanded = withCodes(value, codes);
  let missing = expanded.unknown;
  const text = expanded.text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const found = variables[name.toLowerCase()]?.(facts);
    if (found === undefined || found.trim() === '') missing ??= whole;
    return found ?? '';
  });
  return missing === undefined ? { text: text.replace(control, '').trim() } : { missing };
}

/** What no metadata can hold, and every writer would leave out. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out.
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

/** Codes within codes, and characters that the codes of one text may bring in all: far more than any field holds. */
const deepest = 20;
const mostBrought = 100_000;

/**
 * A text with its codes replaced, and those in what they stand for; but none that leads back to itself, or brings too much.
 * @param from characters before which a code has to have been left alone already: those that end there stay
 * @returns the text, and the first code that there is not, which stays as it is
 */
export function withCodes(
  value: string,
  codes: TextCodes,
  from = 0,
  within: ReadonlySet<string> = new Set(),
  brought = { characters: 0 },
): { readonly text: string; readonly unknown: string | undefined } {
  let unknown: string | undefined;
  const text = value.replace(
    /\\([^\\\s#]+)(?:#(\d+))?\\/g,
    (whole, code: string, number: string | undefined, at: number) => {
      if (at + whole.length <= from) return whole;
      const key = code.toLowerCase();
      const isBarred = within.has(key) || within.size === deepest;
      const found = isBarred ? undefined : codes.get(key)?.[Number(number ?? 1) - 1];
      brought.characters += found?.length ?? 0;
      if (found === undefined || found === '' || brought.characters > mostBrought) {
        unknown ??= whole;
        return whole;
      }
      const inside = withCodes(found, codes, 0, new Set([...within, key]), brought);
      unknown ??= inside.unknown;
      return inside.text;
    },
  );
  return { text, unknown };
}

/** Photo Mechanic's form: a code, a tab, what it stands for, and perhaps more after further tabs. Of two alike, the first. */
export function parseCodes(text: string): TextCodes {
  const codes = new Map<string, readonly string[]>();
  for (const { key, texts, wrong } of codeLines(text))
    if (wrong === undefined && key !== '') codes.set(key, texts);
  return codes;
}

/** The lines of such a list that count for nothing, and why; from 1. */
export function mistakesInCodes(
  text: string,
): { readonly line: number; readonly message: string }[] {
  return [...codeLines(text)].flatMap(({ line, wrong }) =>
    wrong === undefined ? [] : [{ line, message: wrong }],
  );
}

function* codeLines(text: string) {
  const seen = new Map<string, number>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const [code = '', ...texts] = raw.split('\t').map((part) => part.trim());
    if (raw.trim() === '' || /^(?:#|\/\/)/.test(code)) continue;
    const key = code.toLowerCase();
    const first = seen.get(key);
    const wrong =
      whyNoCode(raw, key, texts) ??
      (first === undefined ? undefined : `It is there already, in line ${first}.`);
    if (wrong === undefined) seen.set(key, line);
    yield { line, key, texts, wrong };
  }
}

function whyNoCode(raw: string, key: string, texts: readonly string[]): string | undefined {
  if (raw.includes('\uFFFD'))
    return 'This has letters that cannot be read. Save the list as UTF-8.';
  if (texts.every((one) => one === '')) return 'A line says a code, a tab and a text.';
  if (key === '') return 'There is no code in front of the tab.';
  return /[\s#\\]/.test(key) ? 'A code has no spaces, # or backslashes in it.' : undefined;
}
