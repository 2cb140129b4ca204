/**
 * What the line faults do to the text of an answer. They know the names that proofsheet asks for: `description`,
 * `shortTitle`, `keywords`.
 */
import type { LineFault, LineFaultName } from './faults.ts';
import { isObject, parseJson } from './json.ts';

/** An answer before it is sent. */
export type Draft = {
  readonly content: string | null;
  readonly refusal?: string;
  readonly finish?: 'length' | 'content_filter';
  readonly withoutUsage?: boolean;
  /** On the input tokens. */
  readonly factor?: number;
};

type Fields = {
  readonly description: string;
  readonly shortTitle: string;
  readonly keywords: readonly string[];
};

type Change = (draft: Draft, rule: LineFault) => Draft;

const oddKeywords = [
  '"quoted"',
  'line\nend',
  '#hashtag',
  'rock &amp; roll',
  '🌅 sun',
  "St. Mark's",
];
const filler = 'in soft light seen from a distance with much open space around it ';

function furtherWord(index: number): string {
  return `further word ${'abcdefghij'[index % 10]}${'klmnopqrst'[Math.floor(index / 10) % 10]}`;
}

/** Changes fields of an answer that is JSON; leaves any other as it is. */
const withFields =
  (change: (fields: Fields, rule: LineFault) => Partial<Fields>): Change =>
  (draft, rule) => {
    const answer = parseJson(draft.content ?? '');
    if (!isObject(answer) || !Array.isArray(answer['keywords'])) return draft;
    const changed = change(answer as Fields, rule);
    return { ...draft, content: JSON.stringify({ ...answer, ...changed }) };
  };

const withContent =
  (change: (content: string) => string | null): Change =>
  (draft) => ({ ...draft, content: change(draft.content ?? '') });

/** What each fault does to an answer; those that are not here happen to the line, not to its text. */
const changes: Partial<Readonly<Record<LineFaultName, Change>>> = {
  'few-keywords': withFields(({ keywords }, { count = 12 }) => ({
    keywords: keywords.slice(0, count),
  })),
  'many-keywords': withFields(({ keywords }, { count = 75 }) => ({
    keywords: Array.from({ length: count }, (_, index) => keywords[index] ?? furtherWord(index)),
  })),
  'repeated-keywords': withFields(({ keywords }) => ({
    keywords: keywords
      .flatMap((word, index) => (index % 5 === 0 ? [word, word.toUpperCase(), `${word}s`] : [word]))
      .slice(0, keywords.length),
  })),
  'long-title': withFields(({ description }) => ({
    description: `${description}, ${filler.repeat(5)}`.slice(0, 300).trim(),
  })),
  'odd-text': withFields(({ description, shortTitle, keywords }) => ({
    description: `"${description}"\nwith #light &amp; shade 🌅`,
    ...(shortTitle === undefined ? {} : { shortTitle: `${shortTitle} – "quoted" &amp; #1` }),
    keywords: [...oddKeywords, ...keywords.slice(0, -oddKeywords.length)],
  })),
  'line-separators': withFields(({ description, keywords }) => ({
    description: `${description}\u2028and more\u2029still`,
    keywords: ['two\u2028lines', ...keywords.slice(0, -1)],
  })),
  refusal: (draft) => ({ ...draft, content: null, refusal: "I can't help with that." }),
  filtered: (draft) => ({ ...draft, content: '', finish: 'content_filter' }),
  'cut-off': (draft) => ({
    ...draft,
    finish: 'length',
    content: draft.content?.slice(0, Math.floor(draft.content.length * 0.6)) ?? null,
  }),
  empty: withContent(() => null),
  'not-json': withContent(() => 'This is a pleasant picture. Would you like keywords for it?'),
  'other-json': withContent(() => JSON.stringify({ result: { headline: 'A picture' }, tags: 7 })),
  fenced: withContent(
    (content) => `Here is what you asked for:\n\n\`\`\`json\n${content}\n\`\`\`\n`,
  ),
  'plain-form': withContent((content) => {
    const { description = content, keywords = [] } = (parseJson(content) ?? {}) as Partial<Fields>;
    return `${description}\n\n${keywords.join(', ')}.`;
  }),
  'no-usage': (draft) => ({ ...draft, withoutUsage: true }),
  dear: (draft, { factor = 2 }) => ({ ...draft, factor }),
};

/** The draft after all its faults, in the order of their rules. */
export function withFaults(draft: Draft, rules: readonly LineFault[]): Draft {
  return rules.reduce((sofar, rule) => changes[rule.fault]?.(sofar, rule) ?? sofar, draft);
}
