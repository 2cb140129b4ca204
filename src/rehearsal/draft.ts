/** What an answer will be before it is written down, and how line faults change it. */
import type { LineFault, LineFaultName } from './faults.ts';
import type { PromptFacts } from './prompt-facts.ts';
import type { Say } from './write-answer.ts';

export type Draft = {
  readonly said: Say;
  readonly facts: PromptFacts;
  /** Exactly so many keywords, whatever the schema says. */
  readonly exactly?: number;
  /** Makes the content out of the JSON that would have been sent. */
  readonly rewrite?: (json: string, plain: string) => string | null;
  readonly refusal?: string;
  readonly finish?: 'length' | 'content_filter';
  readonly withoutUsage?: boolean;
  /** On the input tokens. */
  readonly factor?: number;
};

type Change = (draft: Draft, rule: LineFault) => Draft;

const withSaid =
  (change: (said: Say, rule: LineFault, facts: PromptFacts) => Partial<Say>): Change =>
  (draft, rule) => ({
    ...draft,
    said: { ...draft.said, ...change(draft.said, rule, draft.facts) },
  });

const filler = 'in soft light seen from a distance with much open space around it ';

/** What each fault does to an answer; those that are not here happen to the line, not to its text. */
const changes: Partial<Readonly<Record<LineFaultName, Change>>> = {
  'few-keywords': (draft, { count = 12 }) => ({ ...draft, exactly: count }),
  'many-keywords': (draft, { count = 75 }) => ({
    ...draft,
    exactly: count,
    said: { ...draft.said, keywords: padded(draft.said.keywords, count) },
  }),
  'repeated-keywords': withSaid(({ keywords }) => ({
    keywords: keywords.flatMap((word, index) =>
      index % 5 === 0 ? [word, word.toUpperCase(), `${word}s`] : [word],
    ),
  })),
  'junk-keywords': withSaid(({ keywords }) => ({
    keywords: ['2019', '14.05.2019', 'f/8', 'ISO 100', '50mm', 'www.example.com', 'x', ...keywords],
  })),
  'long-title': withSaid(({ description }) => ({
    description: `${description}, ${filler.repeat(5)}`.slice(0, 300).trim(),
  })),
  'long-keywords': withSaid(({ keywords }) => ({
    keywords: [
      'a very long phrase that somebody might well take for one single keyword of a picture',
      'гавань старого города на рассвете с лодками и чайками',
      ...keywords,
    ],
  })),
  'odd-text': withSaid(({ description, shortTitle, keywords }) => ({
    description: `"${description}"\nwith #light &amp; shade 🌅`,
    shortTitle: `${shortTitle} – "quoted" &amp; #1`,
    keywords: [
      '"quoted"',
      'line\nend',
      '#hashtag',
      'rock &amp; roll',
      '🌅 sunrise',
      "fisherman's wharf",
      ...keywords,
    ],
  })),
  'line-separators': withSaid(({ description, keywords }) => ({
    description: `${description}\u2028and more\u2029still`,
    keywords: ['two\u2028lines', ...keywords],
  })),
  dateline: withSaid(({ description }, _, { city = 'Istanbul', country = 'Turkey' }) => ({
    description: `${city}, ${country} - May 14 2019: ${description}`,
  })),
  'unknown-names': withSaid(({ description, keywords, unsure }) => ({
    description: `${description} near Belvedere Tower`,
    keywords: ['Belvedere Tower', ...keywords],
    unsure: ['Belvedere Tower', ...unsure],
  })),
  refusal: (draft) => ({ ...draft, refusal: "I'm sorry, but I can't help with that." }),
  filtered: (draft) => ({ ...draft, finish: 'content_filter', rewrite: () => '' }),
  'cut-off': (draft) => ({
    ...draft,
    finish: 'length',
    rewrite: (json) => json.slice(0, Math.floor(json.length * 0.6)),
  }),
  empty: (draft) => ({ ...draft, rewrite: () => null }),
  'not-json': (draft) => ({
    ...draft,
    rewrite: () => 'This is a pleasant picture. Tell me whether you would like keywords for it.',
  }),
  'other-json': (draft) => ({
    ...draft,
    rewrite: () => JSON.stringify({ result: { headline: draft.said.description }, tags: 7 }),
  }),
  fenced: (draft) => ({
    ...draft,
    rewrite: (json) => `Here is what you asked for:\n\n\`\`\`json\n${json}\n\`\`\`\n`,
  }),
  'plain-form': (draft) => ({ ...draft, rewrite: (_, plain) => plain }),
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
  return [...words, ...more];
}
