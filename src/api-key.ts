/** What an API key may consist of. It goes into a header of every call, so another one would fail there, and be quoted. */
import { StopError } from './errors.ts';

/** What keys get when they are copied out of a note, a mail or a file, by what it looks like to the user. */
const invalidCharacters: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/["'`\u00b4\u00ab\u00bb\u2018-\u201f\u2039\u203a\u300c-\u300f]/u, 'a quotation mark'],
  [/[\r\n\u0085\u2028\u2029]/u, 'a line break'],
  [/[\p{Z}\t]/u, 'a space'],
  [/\p{C}/u, 'an invisible character'],
  [/[^!-~]/u, 'a letter or sign that is not ASCII'],
];

/** What is wrong with a text that is to go into a header, and where; undefined when it can go. */
function invalidCharacterIn(text: string): string | undefined {
  const signs = [...text];
  for (const [index, sign] of signs.entries()) {
    const name = invalidCharacters.find(([pattern]) => pattern.test(sign))?.[1];
    if (name !== undefined) return `${name} in it (character ${index + 1} of ${signs.length})`;
  }
  return undefined;
}

/** The error for a key that cannot be sent: says what is wrong with it and where, and never shows it. */
export function faultOfKey(key: string): StopError | undefined {
  const found = invalidCharacterIn(key);
  if (found === undefined) return undefined;
  return new StopError(
    'key-refused',
    `The API key has ${found}, which no key has.`,
    'Copy it once more, without quotation marks, spaces and line breaks, to OPENAI_API_KEY or with `proofsheet config key`. It was not sent.',
  );
}

/** What the client takes from the environment and puts into headers too. */
export function faultOfEnvironment(): StopError | undefined {
  for (const variable of ['OPENAI_ORG_ID', 'OPENAI_PROJECT_ID']) {
    const found = invalidCharacterIn(process.env[variable]?.trim() ?? '');
    if (found !== undefined)
      return new StopError(
        'key-refused',
        `The environment variable ${variable} has ${found}, which cannot be sent.`,
        'Set it once more without that, or unset it. Nothing was sent.',
      );
  }
  return undefined;
}
