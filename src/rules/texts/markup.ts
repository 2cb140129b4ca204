/** Signs of web pages, Markdown, LaTeX and JSON around and in a text. One mechanism for answers and for the checks. */
import { parsedJson } from '../../parsed-json.ts';

/** Longer tags, addresses and emphasised parts are not looked for, which keeps every pattern linear. */
const within = '{1,300}';

const tag = /<\/?[a-z][a-z\d-]{0,20}(?:\s[^<>]{0,300})?\/?>|<!--[^<>]{0,300}-->/giu;
/** Tags that end what stood before them. */
const separating = /<\/?(?:li|ul|ol|br|p|div|t[drh]|table|h[1-6])(?:\s[^<>]{0,300})?\/?>/giu;

const steps: readonly (readonly [RegExp, string])[] = [
  [separating, ' '],
  [tag, ''],
  // Images and links, also those that were cut off; footnotes and the marks of sources.
  [/!?\[([^[\]]{0,300})\](?:\([^()\s]{1,300}(?:\s"[^"]{0,300}")?\)|\[[^[\]]{0,300}\])/gu, '$1'],
  [/\s?(?:\[\^?\d{1,3}\]|【[^【】]{1,60}】)(?=[\s.,;:]|$)/gu, ''],
  [/\\(?:text(?:bf|it|rm|tt|sc)?|emph|mathrm|mathbf)\{([^{}]{0,300})\}/gu, '$1'],
  // What begins a line: a heading, a quotation, a bullet, a number, a box.
  [
    /^\s*(?:#{1,6}\s+|>\s*|[-*+•·◦▪–—]\s+|\d{1,2}[.)]\s+(?=\p{Lu})|\(?[a-dA-D]\)\s+(?=\p{Lu})|\[[ xX]?\]\s+|\|\s*)+/u,
    '',
  ],
  [/(?:(?<!\s)\s+)?(?:\||#{2,6})\s*$/u, ''],
  [/\*\*|__|~~|==|`+/gu, ''],
  [new RegExp(`(?<![\\p{L}\\p{N}_])_([^_]${within})_(?![\\p{L}\\p{N}_])`, 'gu'), '$1'],
  // Half of a pair. `M*A*S*H` and `5*` stay.
  [/(?<![\p{L}\p{N}])\*{1,9}(?=[\p{L}"'(])|(?<=[\p{L}.!?"')])\*{1,9}(?![\p{L}\p{N}])/gu, ''],
  [/^_+(?=\p{L})|(?<=[\p{L}.!?])_+$/gu, ''],
  [/(?<=[\p{L}\p{N}])_+(?=[\p{L}\p{N}])/gu, ' '],
];

/** A text without marks of web pages and Markdown; what they marked stays. */
export function withoutMarks(text: string): string {
  if (!/[<>[\]\\#*_~=`|+•·◦▪–—【{-]|^\s*(?:\d|\(?[a-d]\))/iu.test(text)) return text;
  return steps.reduce((left, [pattern, by]) => left.replace(pattern, by), text);
}

/** Tags that separate things, as line breaks. */
export function separatedByTags(text: string): string {
  return text.replace(separating, '\n');
}

/** Names of the parts of an answer. What has another name says something about the text: a weight, a language. */
const textName =
  /^(?:keywords?|tags?|terms?|words?|names?|labels?|values?|texts?|titles?|headline|descriptions?|caption|short[\s_]?title|en(?:glish)?)$/iu;

/**
 * The texts in a text that is JSON, as a model wrote it or with single quotation marks: `["a", "b"]`, `{"keyword": "a"}`.
 * A text that is none is the only one.
 */
export function textsInJson(text: string): readonly string[] {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return [text];
  const value =
    parsedJson(trimmed) ??
    parsedJson(trimmed.replace(/'/gu, '"')) ??
    parsedJson(trimmed.replace(/,$/u, ''));
  const found = value === undefined ? [] : textsIn(value);
  return found.length > 0 ? found : [text];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const named = Object.entries(value).filter(([name]) => textName.test(name));
  return named.flatMap(([, inner]) => textsIn(inner));
}

/** A pair of signs around the whole text goes, and one whose other half is missing. */
export function withoutWrapping(text: string): string {
  const whole = /^(?:\(([^()]*)\)|\[([^[\]]*)\]|\{([^{}]*)\}|<([^<>]*)>)$/u.exec(text);
  if (whole !== null) return (whole[1] ?? whole[2] ?? whole[3] ?? whole[4] ?? '').trim();
  if (/^(?:\({2}[^()]*\){2}|\[{2}[^[\]]*\]{2}|\{{2}[^{}]*\}{2})$/u.test(text))
    return text.slice(2, -2).trim();
  const opened = text.replace(/^[([{<]+(?![([{<])(?=[^)\]}>]*$)/u, '');
  const tail = /(?<![)\]}>"',])[)\]}>"',]+$/u.exec(opened)?.[0] ?? '';
  const head = opened.slice(0, opened.length - tail.length);
  if (!/[)\]}>]/u.test(tail) || /[([{<]/u.test(head)) return opened.trim();
  const endsQuotation = tail.startsWith('"') && head.split('"').length % 2 === 0;
  return (endsQuotation ? `${head}"` : head).trim();
}

const andSoOn =
  /(?:^|(?<![\s,;])[\s,;]+)(?:(?:and|&)\s+)?(?:etc|et cetera|and so (?:on|forth)|and (?:many |some )?others|(?:and|&) (?:much|many|lots) more|and the like|(?<!\bmore )(?:and|&) more)[.…\s]*$/iu;

/** A list or a sentence without `etc.`, `and more`, `and so on` at its end. */
export function withoutAndSoOn(text: string): string {
  return text.replace(andSoOn, '');
}

/** Whether that is `and more` alone, which a person may mean. */
export function endsInAndMore(text: string): boolean {
  return /\s(?:and|&) more$/iu.test(text);
}

/** What may be left of marks that nobody can take out with certainty. */
const leftOver =
  /[\\{}|^`]|(?<=\s)[*=]+(?=\s)|<\/?[a-z]|\[\s*\]|(?<!\p{L})_|_(?!\p{L})|~~|:{2,}|"\s*:\s*["[]/iu;

/** Whether signs are left that belong to a program's text and not to a sentence. */
export function hasMarkLeft(text: string): boolean {
  return leftOver.test(text);
}
