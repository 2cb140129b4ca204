/**
 * What the line faults do to the text of an answer. They know the names that proofsheet asks for: `description`,
 * `shortTitle`, `keywords`, `unsure`.
 */
import type { LineFault, LineFaultName } from './faults.ts';
import { isObject, parseJson } from './json.ts';

/** An answer before it is sent. */
export type Draft = {
  /** What the user's messages say. */
  readonly prompt: string;
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
  readonly unsure: readonly string[];
};

type Change = (draft: Draft, rule: LineFault) => Draft;

const filler = 'in soft light seen from a distance with much open space around it ';

/** Changes fields of an answer that is JSON; leaves any other as it is. */
const withFields =
  (change: (fields: Fields, rule: LineFault, prompt: string) => Partial<Fields>): Change =>
  (draft, rule) => {
    const answer = parseJson(draft.content ?? '');
    if (!isObject(answer) || !Array.isArray(answer['keywords'])) return draft;
    const changed = change(answer as Fields, rule, draft.prompt);
    return { ...draft, content: JSON.stringify({ ...answer, ...changed }) };
  };

/** The same with more keywords in front, and as many in all as before. */
const withKeywords = (change: (keywords: readonly string[]) => readonly string[]): Change =>
  withFields(({ keywords }) => ({ keywords: change(keywords).slice(0, keywords.length) }));

const withContent =
  (change: (content: string) => string | null): Change =>
  (draft) => ({ ...draft, content: change(draft.content ?? '') });

/** What each fault does to an answer; those that are not here happen to the line, not to its text. */
const changes: Partial<Readonly<Record<LineFaultName, Change>>> = {
  'few-keywords': withFields(({ keywords }, { count = 12 }) => ({
    keywords: keywords.slice(0, count),
  })),
  'many-keywords': withFields(({ keywords }, { count = 75 }) => ({
    keywords: padded(keywords, count),
  })),
  'repeated-keywords': withKeywords((keywords) =>
    keywords.flatMap((word, index) =>
      index % 5 === 0 ? [word, word.toUpperCase(), `${word}s`] : [word],
    ),
  ),
  'junk-keywords': withKeywords((keywords) => [
    ...['2019', '14.05.2019', 'f/8', 'ISO 100', '50mm', 'www.example.com', 'x'],
    ...keywords,
  ]),
  'long-title': withFields(({ description }) => ({
    description: `${description}, ${filler.repeat(5)}`.slice(0, 300).trim(),
  })),
  'long-keywords': withKeywords((keywords) => [
    'a very long phrase that somebody might well take for one single keyword of a picture',
    'гавань старого города на рассвете с лодками и чайками',
    ...keywords,
  ]),
  'odd-text': withFields(({ description, shortTitle, keywords }) => ({
    description: `"${description}"\nwith #light &amp; shade 🌅`,
    ...(shortTitle === undefined ? {} : { shortTitle: `${shortTitle} – "quoted" &amp; #1` }),
    keywords: [
      ...['"quoted"', 'line\nend', '#hashtag', 'rock &amp; roll', '🌅 sunrise'],
      ...["fisherman's wharf", ...keywords].slice(0, keywords.length - 5),
    ],
  })),
  'line-separators': withFields(({ description, keywords }) => ({
    description: `${description}\u2028and more\u2029still`,
    keywords: ['two\u2028lines', ...keywords.slice(0, -1)],
  })),
  dateline: withFields(({ description }, _, prompt) => {
    const [, city = 'Istanbul', country = 'Turkey'] =
      /^Place: ([^,\n]+), (?:.*, )?([^,\n]+)$/m.exec(prompt) ?? [];
    return { description: `${city}, ${country} - May 14 2019: ${description}` };
  }),
  'unknown-names': withFields(({ description, keywords, unsure }) => ({
    description: `${description} near Belvedere Tower`,
    keywords: ['Belvedere Tower', ...keywords.slice(0, -1)],
    unsure: ['Belvedere Tower', ...unsure],
  })),
  refusal: (draft) => ({
    ...draft,
    content: null,
    refusal: "I'm sorry, but I can't help with that.",
  }),
  filtered: (draft) => ({ ...draft, content: '', finish: 'content_filter' }),
  'cut-off': (draft) => ({
    ...draft,
    finish: 'length',
    content: draft.content?.slice(0, Math.floor(draft.content.length * 0.6)) ?? null,
  }),
  empty: withContent(() => null),
  'not-json': withContent(
    () => 'This is a pleasant picture. Tell me whether you would like keywords for it.',
  ),
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

function padded(words: readonly string[], count: number): string[] {
  const more = Array.from(
    { length: Math.max(0, count - words.length) },
    (_, index) =>
      `further word ${'abcdefghij'[index % 10]}${'klmnopqrst'[Math.floor(index / 10) % 10]}`,
  );
  return [...words, ...more].slice(0, count);
}
