/** Labels that models write in front of the parts of a plain answer: `**Title:**`, `## Keywords (50)`, `Описание:`. */
import data from '../data/answer-labels.json' with { type: 'json' };

const kinds = ['keywords', 'shortTitle', 'title', 'description', 'other'] as const;
/** `both`: a line that announces the answer as a whole, and is no part of it. */
export type LabelKind = (typeof kinds)[number] | 'both';

export type LabelledLine = { readonly kind: LabelKind; readonly rest: string };

const decoration = '[\\s>*_#~=\\-–—•▪◦+|\\[(【<«"“]*';
const numbering = '\\(?\\d{1,2}[.):]';
const words = `(?:(?:${data.before})\\s+){0,5}`;
const behind = `(?:\\s*(?:${data.after})(?![\\p{L}\\p{M}])){0,6}`;
const aside = '(?:\\s*[(\\[（][^()\\[\\]（）]{0,60}[)\\]）])?';
const closed = '[\\s*_=\\])】>»"”]*';

const patterns = ([...kinds, 'answer'] as const).map((kind) => ({
  kind,
  labels: new RegExp(`(?<!\\p{L})(?:${data[kind]})(?!\\p{L})`, 'iu'),
  line: new RegExp(
    `^(?<marks>${decoration}(?:${numbering}${decoration})?)${words}(?:${data[kind]})(?![\\p{L}\\p{M}])${behind}${aside}(?<end>${closed}(?:[:：=](?!//)(?:\\s*[>|][-+]?\\s*$)?|\\t|(?<=\\s|\\*)[-–—](?=\\s|$)|(?<=[\\]】])|$))`,
    'iu',
  ),
}));

/** Whether what looks like a label without a colon may be an item of a list: in small letters, or behind a bullet. */
function isItem(label: string, marks: string): boolean {
  if (/^\p{Ll}/u.test(label.slice(marks.length))) return true;
  return /^\s*(?:[-•▪◦+]|\*\s)/u.test(marks) && !/\*\*|#/.test(marks);
}

/** `**Title:** A bridge`: the second half of the mark around a label. */
function withoutClosing(rest: string, marks: string): string {
  const isHalf = /[*_]/.test(marks) && rest.split('**').length % 2 === 0;
  return rest.replace(isHalf ? /^[*_]{1,3}/u : /^[*_]{1,3}(?=\s|$)/u, '').trim();
}

/** Longer beginnings of lines are no labels. */
const longestLabel = 160;

/** The label at the beginning of a line and what stands behind it; undefined for a line without one. */
export function labelledLine(line: string): LabelledLine | undefined {
  const head = line
    .replace(/^(?:\p{Extended_Pictographic}|\ufe0f|\u200d|\s)+/u, '')
    .slice(0, longestLabel);
  for (const { kind, line: pattern } of patterns) {
    const found = pattern.exec(head);
    if (found?.groups === undefined) continue;
    const { marks = '', end = '' } = found.groups;
    const label = found[0];
    // Without a colon it is a heading; a list may well have the keyword "title" or "tag".
    const isBare = !/[:：=]/.test(end) && !/[\]】]\s*$/.test(label);
    if (isBare && (kind === 'answer' || isItem(label, marks))) continue;
    const rest = withoutClosing(line.slice(line.indexOf(label) + label.length).trim(), marks);
    // A plain word for a picture labels nothing but its description.
    if (kind === 'answer') return { kind: 'description', rest };
    const isBoth =
      kind !== 'other' &&
      patterns.filter(
        ({ kind: one, labels }) => one !== 'other' && one !== 'answer' && labels.test(label),
      ).length > 1 &&
      !(kind === 'shortTitle');
    return { kind: isBoth ? 'both' : kind, rest };
  }
  return undefined;
}

const inner = new RegExp(
  `(?<=[.!?…;,"”’)\\]][*_]{0,3}\\s{1,3}|[。|]\\s{0,3}|\\s[/•–—-]\\s{1,3})[*_#]{0,3}(?=\\p{Lu}|\\p{Lo})(?:(?:${data.before})\\s+){0,2}(?:${kinds
    .map((kind) => data[kind])
    .join('|')})(?![\\p{L}\\p{M}])${aside}[*_]{0,3}\\s*[:：]`,
  'giu',
);
const innerKeywords = new RegExp(
  `(?<=[^\\S\n])[*_#]{0,3}(?=\\p{Lu}|\\p{Lo})(?:${data.keywords})(?![\\p{L}\\p{M}])${aside}[*_]{0,3}\\s*[:：]`,
  'giu',
);

/** A line broken in front of every label that stands within it: `A bridge. Keywords: a, b`. */
export function brokenAtLabels(line: string): string {
  if (!/[:：]/.test(line)) return line;
  const broken = (label: string, at: number, whole: string) =>
    /^[*_#]*[\p{Lu}\p{Lo}]/u.test(label) && /\p{L}{2}/u.test(whole.slice(0, at))
      ? `\n${label}`
      : label;
  return line.replace(inner, broken).replace(innerKeywords, broken);
}
