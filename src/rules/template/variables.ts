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
  return missing === undefined ? { text: text.trim() } : { missing };
}

/**
 * A text with its codes replaced, each once: what a code stands for is not looked through again.
 * @param from characters before which a code has to have been left alone already: those that end there stay
 * @returns the text, and the first code that there is not, which stays as it is
 */
export function withCodes(
  value: string,
  codes: TextCodes,
  from = 0,
): { readonly text: string; readonly unknown: string | undefined } {
  let unknown: string | undefined;
  const text = value.replace(
    /\\([^\\\s#]+)(?:#(\d+))?\\/g,
    (whole, code: string, number: string | undefined, at: number) => {
      if (at + whole.length <= from) return whole;
      const found = codes.get(code.toLowerCase())?.[Number(number ?? 1) - 1];
      if (found === undefined) unknown ??= whole;
      return found ?? whole;
    },
  );
  return { text, unknown };
}

/** Photo Mechanic's form: a code, a tab, what it stands for, and perhaps more after further tabs. */
export function parseCodes(text: string): TextCodes {
  const codes = new Map<string, readonly string[]>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)) {
    const [code = '', ...texts] = line.split('\t').map((part) => part.trim());
    const key = code.toLowerCase();
    if (key === '' || texts.every((one) => one === '') || codes.has(key)) continue;
    codes.set(key, texts);
  }
  return codes;
}
