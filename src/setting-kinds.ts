/** The kinds of settings: what a value of each may be, and how it is read from a file, a variable or the command line. */
import { usualTag } from './metadata/language-tag.ts';

/** A setting as the table has it. `T` is the value that it holds. */
export type SettingSpec<T> = {
  readonly fallback: T;
  readonly about: string;
  /** The words that it can be, where they can be listed. */
  readonly choices?: readonly string[];
  /** What a value must be, for messages: `a whole number from 5 to 50`. */
  readonly must: string;
  /** The value if it is one, else undefined. Takes text from the command line as well. */
  readonly read: (value: unknown) => T | undefined;
};

/** The values that a setting holds. */
export type ValueOf<Spec> = Spec extends SettingSpec<infer T> ? T : never;

/** One of a few words, the first unless `fallback` says which is meant when nothing is set. */
export function oneOf<const T extends string>(
  values: readonly [T, ...T[]],
  about: string,
  { fallback = values[0] }: { readonly fallback?: NoInfer<T> } = {},
): SettingSpec<T> {
  return {
    fallback,
    about,
    choices: values,
    must: `one of ${values.map((value) => (value === '' ? '(empty)' : value)).join(', ')}`,
    read: (value) => values.find((known) => known === value),
  };
}

/** A number within limits, both included; a whole one unless `whole` is false. */
export function number(
  from: number,
  to: number,
  fallback: number,
  about: string,
  { whole = true } = {},
): SettingSpec<number> {
  return {
    fallback,
    about,
    must: `a ${whole ? 'whole ' : ''}number from ${from} to ${to}`,
    read(value) {
      if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === ''))
        return undefined;
      const amount = Number(value);
      const fits = amount >= from && amount <= to && (!whole || Number.isInteger(amount));
      return fits ? amount : undefined;
    },
  };
}

/** An amount of money; 0 unless set. */
export function dollars(most: number, about: string): SettingSpec<number> {
  return number(0, most, 0, about, { whole: false });
}

/** Any text. */
export function text(fallback: string, about: string): SettingSpec<string> {
  return {
    fallback,
    about,
    must: 'text',
    read: (value) => (typeof value === 'string' ? value : undefined),
  };
}

/** A text that goes to a server in a line of its own. */
export function line(about: string, { fallback = '' } = {}): SettingSpec<string> {
  return {
    fallback,
    about,
    must: 'text on one line',
    read: (value) => (typeof value === 'string' && !/\p{Cc}/u.test(value) ? value : undefined),
  };
}

/** The name or address of a server. Who you are there, and the password, have settings of their own. */
export function server(about: string): SettingSpec<string> {
  return {
    fallback: '',
    about,
    must: 'empty, or the name or address of a server, without user and password',
    read: (value) =>
      typeof value === 'string' && !/[\s\p{Cc}@]/u.test(value.trim()) ? value.trim() : undefined,
  };
}

export function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** A web address, or empty. Without `http://` it would be taken for a scheme; a password in it cannot be sent so. */
export function address(about: string): SettingSpec<string> {
  return {
    fallback: '',
    about,
    must: 'empty, or an address such as http://localhost:11434/v1, with http:// or https:// and without a password',
    read(value) {
      if (typeof value !== 'string') return undefined;
      const given = value.trim();
      if (given === '') return '';
      if (!isWebAddress(given)) return undefined;
      const { username, password } = new URL(given);
      return username === '' && password === '' ? given : undefined;
    },
  };
}

/** A language beside English, by its tag (BCP 47): `de`, `pt-BR`; or empty. */
export function language(about: string): SettingSpec<string> {
  return {
    fallback: '',
    about,
    must: 'empty, or the tag of a language other than English, such as de or pt-BR',
    read(value) {
      if (typeof value !== 'string') return undefined;
      const given = value.trim();
      return given === '' ? '' : knownLanguage(given);
    },
  };
}

/** The tag as it is usually written, of a language that has a name. */
function knownLanguage(tag: string): string | undefined {
  const usual = usualTag(tag);
  if (usual === undefined || new Intl.Locale(usual).language === 'en') return undefined;
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  return names.of(usual) === undefined ? undefined : usual;
}

/** Yes or no, in the words that people use for them. */
export function yesNo(fallback: boolean, about: string): SettingSpec<boolean> {
  const yes: readonly unknown[] = [true, 'true', 'yes', 'on'];
  const no: readonly unknown[] = [false, 'false', 'no', 'off'];
  return {
    fallback,
    about,
    choices: ['yes', 'no'],
    must: 'yes or no',
    read: (value) => (yes.includes(value) ? true : no.includes(value) ? false : undefined),
  };
}

/** A list of words; spaces around each are left out. */
export function list(about: string): SettingSpec<readonly string[]> {
  return {
    fallback: [],
    about,
    must: 'a list of words, separated by commas on the command line',
    read(value) {
      if (typeof value === 'string')
        return value
          .split(',')
          .map((item) => item.trim())
          .filter((item) => item !== '');
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? value
        : undefined;
    },
  };
}

/** A list of words with what takes the place of each: `gray=grey`. */
export function replacements(about: string): SettingSpec<readonly string[]> {
  const { read } = list(about);
  const isPair = (entry: string) => {
    const [word = '', instead = '', ...more] = entry.split('=');
    return word.trim() !== '' && instead.trim() !== '' && more.length === 0;
  };
  return {
    fallback: [],
    about,
    must: 'a list such as gray=grey, ferryboat=ferry boat, separated by commas on the command line',
    read(value) {
      const entries = read(value);
      return entries?.every(isPair) === true ? entries : undefined;
    },
  };
}
