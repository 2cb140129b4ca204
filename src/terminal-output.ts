/**
 * Everything that is printed or painted goes through here. Names of files, metadata, answers and messages of other
 * programs may hold what steers a terminal: control characters move the cursor, set the clipboard, rename the window;
 * marks that turn the direction of writing, and letters that nobody sees, make one name look like another. What comes out
 * is `Harmless`, a type that no text has by itself; terminals take nothing else.
 */
import { Socket } from 'node:net';
import { type Platform, platform } from './files/platform.ts';
import { redacted, withoutOwnSecrets } from './secrets.ts';

declare const harmless: unique symbol;

/** Text without anything that steers a terminal but our own sequences, and without secrets. */
export type Harmless = string & { readonly [harmless]: true };

/** A terminal, or what stands in its place: takes nothing raw. */
export type Output = {
  write(text: Harmless): boolean;
  readonly isTTY?: boolean;
  readonly columns?: number;
};

/** Where results go. */
export const results = (): Output => process.stdout;
/** Where all that is no result goes. */
export const messages = (): Output => process.stderr;

/**
 * C0 and C1 controls, DEL, whatever Unicode says may be ignored (marks of direction, zero width, fillers, tags), marks
 * of annotation, line and paragraph separators, lone surrogates.
 */
const steering = /[\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB\u2028\u2029]|\p{Cs}/gu;

/**
 * Those of them that belong to honest writing, by what stands before them: joiners of scripts that join and of emoji,
 * variants of emoji and of Han, the letters of a flag.
 */
const honest: readonly (readonly [mark: RegExp, before: RegExp])[] = [
  [
    /[\u200C\u200D]/,
    /(?!\p{Default_Ignorable_Code_Point})[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}]$/u,
  ],
  [/\u200D/, /(?:\p{Extended_Pictographic}\uFE0F?|\p{Emoji_Modifier})$/u],
  [/[\uFE0E\uFE0F]/, /\p{Extended_Pictographic}$/u],
  [/[\uFE00-\uFE02\u{E0100}-\u{E01EF}]/u, /\p{Script=Han}$/u],
  [/[\u{E0020}-\u{E007F}]/u, /\u{1F3F4}[\u{E0020}-\u{E007E}]{0,6}$/u],
];
/** Code units that tell what stands before a mark: a flag and its letters are the longest. */
const longestBefore = 16;

function isHonest(mark: string, text: string, at: number): boolean {
  if (mark < '\u0300') return false;
  const before = text.slice(Math.max(0, at - longestBefore), at);
  return honest.some(([marks, befores]) => marks.test(mark) && befores.test(before));
}

/**
 * Text for one line: control characters as their pictures (ESC as U+241B), the others that steer or hide by their number,
 * as in `<U+202E>`, and secrets covered. So a name stays recognisable, and none looks like another.
 */
export function printable(text: string): Harmless {
  return visible(redacted(text)) as Harmless;
}

function visible(text: string): string {
  return text.replace(steering, (mark, at: number) => {
    if (isHonest(mark, text, at)) return mark;
    const code = mark.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/**
 * The same text without what steers, for what is typed. Joiners stay: an emoji of several code points may come in pieces,
 * and the checks find those that join nothing.
 */
export function withoutSteering(text: string): string {
  return text.replace(
    /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]|\p{Cs}/gu,
    '',
  );
}

/** A sequence of our own: only what stands in the source, with numbers and harmless texts in it. */
export function sequence(
  parts: TemplateStringsArray,
  ...values: readonly (number | Harmless)[]
): Harmless {
  return String.raw({ raw: parts }, ...values) as Harmless;
}

/** Harmless texts behind one another. */
export function joined(texts: readonly Harmless[]): Harmless {
  return texts.join('') as Harmless;
}

/** The same with each ESC twice, as programs want it that pass sequences on. */
export function withDoubledEscapes(text: Harmless): Harmless {
  return text.replaceAll('\u001B', '\u001B\u001B') as Harmless;
}

/** Bytes as base64, which holds nothing that steers. */
export function base64(bytes: Uint8Array): Harmless {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    'base64',
  ) as Harmless;
}

/** Prints one line of text, made harmless: what would steer the terminal, line ends in it too, is made visible. */
export function printLine(output: Output, text: string): void {
  output.write(sequence`${printable(text)}\n`);
}

/** Prints text of several lines. */
export function printText(output: Output, text: string): void {
  // A secret may hold a line break.
  for (const line of redacted(text).split('\n')) printLine(output, line);
}

/**
 * Prints a value as one line of JSON. What steers or hides is escaped, so that a terminal ignores it and a parser reads
 * it as it was.
 * @param cover what takes secrets out
 */
export function printJson(
  output: Output,
  value: unknown,
  system: Pick<Platform, 'shell'> = platform(),
  cover = redacted,
): void {
  const unsafe = isRecoded(output, system) ? beyondAscii : escapedInJson;
  const json = JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? cover(part) : part,
  );
  const escaped = json.replace(unsafe, (mark) =>
    Array.from({ length: mark.length }, (_, unit) => unitOf(mark, unit)).join(''),
  );
  output.write(sequence`${escaped as Harmless}\n`);
}

/**
 * Prints texts and names that are taken in again as they are: whatever looks like a secret stays, since it would come back
 * covered.
 */
export function printRecord(output: Output, value: unknown): void {
  printJson(output, value, platform(), withoutOwnSecrets);
}

/** Also what stands for lost bytes, which a reader could otherwise not tell from bytes that were lost on the way. */
const escapedInJson = new RegExp(`${steering.source}|\\uFFFD`, steering.flags);
const beyondAscii = new RegExp(`${steering.source}|[^\\x20-\\x7E]`, steering.flags);

/**
 * PowerShell takes what comes through a pipe, also into a file by `>`, for text in the code page of the console, and so
 * spoils letters. JSON can do without them. Files that cmd opens get our bytes as they are.
 */
function isRecoded(output: Output, { shell }: Pick<Platform, 'shell'>): boolean {
  return shell === 'windows' && output.isTTY !== true && output instanceof Socket;
}

function unitOf(mark: string, unit: number): string {
  return `\\u${mark.charCodeAt(unit).toString(16).padStart(4, '0')}`;
}
