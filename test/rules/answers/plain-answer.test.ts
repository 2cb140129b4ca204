import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlainAnswer } from '../../../src/rules/answers/plain-answer.ts';
import { expectLinear } from '../../helpers/growth.ts';
import { runsOf } from '../../helpers/some-of.ts';

const descriptions = [
  'Ferries cross the wide strait below a hill of old houses at dusk',
  'A stone bridge, built in 1566, spans a green river between two towers.',
  'Blue Mosque interior',
  'Sellers offer Brazil nuts, figs and Turkish delight in a covered market',
  'Café tables stand in front of a tiled façade on Rua de Santa Catarina',
  'A cat sleeps on a sunny doorstep; laundry dries above the alley',
  "Visitors photograph St. Mark's Basilica during the 4th of July parade",
  'Sign reading "Open 24/7" above the door of a small shop',
  'The No. 28 tram climbs a steep street - a favourite of visitors',
  'Two women in saris wait at a crossing: one of them holds a red umbrella',
  'Bombus terrestris collects nectar from a purple thistle',
  'Istanbul, Turkey - May 14 2019: Gulls follow a ferry past the old town',
] as const;

const terms = [
  ...[
    'ferry',
    'black and white',
    'Istanbul',
    'Blue Mosque',
    '4th of July',
    '1920s',
    'D.C. skyline',
  ],
  ...[
    "St. Mark's Basilica",
    "rock 'n' roll",
    'black & white',
    '24/7',
    'café',
    'São Paulo',
    'T-shirt',
  ],
  ...[
    'old town',
    'bird of prey',
    'Bombus terrestris',
    'May',
    'Turkey',
    'view from above',
    '3D',
    'sea',
  ],
  ...[
    'state of the art',
    'Church of the Holy Sepulchre',
    'U-Bahn',
    'C++',
    'copy space',
    'nobody',
    'tag',
  ],
  ...[
    'horizontal',
    'people',
    'water',
    'dusk',
    'travel',
    'gull',
    'dome',
    'quay',
    'strait',
    'red',
    'NYC',
  ],
] as const;

/** So many terms that no one takes them for a sentence. */
const keywords = fc.uniqueArray(fc.constantFrom(...terms), { minLength: 12, maxLength: 30 });
const description = fc.constantFrom(...descriptions);

type Layout = (keywords: readonly string[]) => string;
const joined =
  (by: string, end = '', quote = ''): Layout =>
  (words) =>
    words.map((word) => quote + word + quote).join(by) + end;
const listed =
  (item: (word: string, index: number) => string): Layout =>
  (words) =>
    words.map((word, index) => item(word, index + 1)).join('\n');

/** Layouts that are lists without a label too. */
const lists: Readonly<Record<string, Layout>> = {
  commas: joined(', '),
  'commas and a full stop': joined(', ', '.'),
  'commas without spaces': joined(','),
  semicolons: joined('; '),
  'ideographic commas': joined('、', '。'),
  'fullwidth commas': joined('，'),
  'Arabic commas': joined('، '),
  pipes: joined(' | '),
  bullets: joined(' • '),
  'middle dots': joined(' · '),
  tabs: joined('\t'),
  'commas and quotation marks': joined(', ', '', '"'),
  'commas and curly quotation marks': (words) => words.map((word) => `“${word}”`).join(', '),
  'commas and code marks': joined(', ', '', '`'),
  'a line each with commas': joined(',\n'),
  'two lines': (words) => `${words.slice(0, 5).join(', ')},\n${words.slice(5).join(', ')}`,
  'two lines without a comma between': (words) =>
    `${words.slice(0, 6).join(', ')}\n${words.slice(6).join(', ')}`,
  'two paragraphs': (words) => `${words.slice(0, 6).join(', ')}\n\n${words.slice(6).join(', ')}.`,
  'three paragraphs': (words) =>
    [words.slice(0, 5), words.slice(5, 7), words.slice(7)]
      .map((some) => some.join(', '))
      .join(',\n'),
  'a line each': listed((word) => word),
  'items with dashes': listed((word) => `- ${word}`),
  'items with empty lines between': (words) => words.map((word) => `- ${word}`).join('\n\n'),
  'items with explanations': listed((word) => `- **${word}** – seen in the middle, left`),
  'items with stars': listed((word) => `* ${word}`),
  'items with bullets': listed((word) => `• ${word}`),
  'items with bold words': listed((word) => `- **${word}**`),
  'items with commas': listed((word) => `- ${word},`),
  'numbered items': listed((word, index) => `${index}. ${word}`),
  'items numbered with brackets': listed((word, index) => `${index}) ${word}`),
  'items numbered in brackets': listed((word, index) => `(${index}) ${word}`),
  'JSON over lines': (words) => JSON.stringify(words, null, 2),
  JSON: (words) => JSON.stringify(words),
  'and before the last': (words) => `${words.slice(0, -1).join(', ')}, and ${words.at(-1) ?? ''}.`,
  'a table of items': (words) =>
    `| # | Keyword |\n|---|---|\n${words.map((word, index) => `| ${index + 1} | ${word} |`).join('\n')}`,
};
const labels = [
  ...[
    'Keywords: ',
    'Keywords:\n',
    'Keywords:\n\n',
    '**Keywords:** ',
    '**Keywords**: ',
    '**Keywords**\n',
  ],
  ...[
    '## Keywords\n',
    '## Keywords\n\n',
    '### Keywords:\n\n',
    'KEYWORDS: ',
    'keywords: ',
    'Keywords (50): ',
  ],
  ...['Keywords (50, by relevance):\n', '**Keywords (50):**\n\n', 'Tags - ', 'Tags: ', '*Tags:* '],
  ...[
    'Suggested keywords: ',
    'List of keywords:\n',
    '50 keywords:\n\n',
    'Here are 50 relevant keywords:\n\n',
  ],
  ...[
    '🏷️ Keywords: ',
    '2. **Keywords:** ',
    '- Keywords: ',
    '[Keywords] ',
    'Keywords = ',
    '> **Keywords:** ',
  ],
  ...[
    'Ключевые слова: ',
    'Schlagwörter: ',
    'Mots-clés : ',
    'Palabras clave: ',
    'Parole chiave: ',
    '关键词：',
  ],
  ...[
    'キーワード：',
    'Anahtar kelimeler: ',
    'Słowa kluczowe: ',
    'Keywords for this photo:\n',
    'Keywords\n',
  ],
];
const titles = [
  ...[
    'Title: ',
    '**Title:** ',
    '**Title**: ',
    '## Title\n',
    '# Title\n\n',
    '**Title**\n',
    'TITLE: ',
  ],
  ...[
    'Description: ',
    '## Description\n\n',
    '**Description:**\n',
    '1. **Description:** ',
    '📷 Description: ',
  ],
  ...[
    'Описание: ',
    'Beschreibung: ',
    'Titre : ',
    'Descripción: ',
    '描述：',
    'タイトル：',
    'Başlık: ',
    'Opis: ',
  ],
  ...[
    'Photo caption: ',
    'Image title - ',
    'Headline: ',
    '- Description: ',
    '> Title: ',
    '[Title] ',
    'Title (68): ',
  ],
  ...[
    'Title of the photo: ',
    '“Title”: ',
    'description: ',
    'Stock photo description:\n\n',
    'Suggested title: ',
  ],
];
const talkBefore = [
  '',
  'Sure! Here is the description and keywords:\n\n',
  'Certainly! Here are the details for your stock photo:\n\n',
  "Here's a title and 50 keywords for the image:\n\n---\n\n",
  '# Stock photo description and keywords\n\n',
];
const talkAfter = [
  '',
  '\n\nLet me know if you need anything else!',
  '\n\nThese keywords cover the subject, the place and the mood.',
  '\n\n---\n\nI hope this helps!',
  '\n\nNote: All keywords are sorted by relevance.',
  '\n\nCategory: Travel',
];
const unlabelledLists = Object.values(lists);
const labelledLists: readonly Layout[] = [
  ...unlabelledLists,
  joined(' / '),
  (words) => `{${words.join(', ')}}`,
  (words) => `(${words.join(', ')})`,
  (words) => `\`\`\`\n${words.join(', ')}\n\`\`\``,
  (words) =>
    `- **Subject:** ${words.slice(0, 4).join(', ')}\n- **Mood:** ${words.slice(4).join(', ')}`,
];
const hashtags = ['ferry', 'blueMosque', 'dusk', 'sea', 'são', 'quay', 'dome'];

/** Lists of lines begin on a line of their own. */
const under = (label: string, list: string) =>
  /^(?:[-*•|[(]|\d)/.test(list) && list.includes('\n') && !label.endsWith('\n')
    ? `${label}\n${list}`
    : label + list;
const fenced = (text: string) => `\`\`\`text\n${text}\n\`\`\``;
const windows = (text: string) => text.replaceAll('\n', '\r\n');
const frames = fc.constantFrom((text: string) => text, fenced, windows);
const read = (text: string) => {
  const answer = readPlainAnswer(text);
  return answer === undefined ? undefined : [answer.description, answer.keywords];
};
const among = <T>(some: readonly T[]) => fc.constantFrom(...some);

describe('a plain answer', () => {
  it('is read with labels, in every layout', () => {
    const parts = [
      description,
      keywords,
      among(labelledLists),
      among(labels),
      among(titles),
    ] as const;
    const around = [
      among(talkBefore),
      among(talkAfter),
      among(['\n', '\n\n', '\n\n---\n\n']),
      frames,
    ] as const;
    fc.assert(
      fc.property(
        ...parts,
        ...around,
        (text, words, list, label, title, before, after, gap, frame) => {
          const answer = `${before}${title}${text}${gap}${under(label, list(words))}${after}`;
          expect(read(frame(answer))).toEqual([text, words]);
        },
      ),
      { numRuns: runsOf(600) },
    );
  });

  it('is read without labels, in every layout', () => {
    const around = [
      among(talkBefore),
      among(talkAfter),
      among(['\n', '\n\n', '\n\n\n']),
      frames,
    ] as const;
    fc.assert(
      fc.property(
        description,
        keywords,
        among(unlabelledLists),
        ...around,
        (text, words, list, before, after, gap, frame) => {
          // One word a line under a short title: nobody knows where it ends.
          fc.pre(list !== lists['a line each'] || gap !== '\n');
          expect(read(frame(before + text + gap + list(words) + after))).toEqual([text, words]);
        },
      ),
      { numRuns: runsOf(400) },
    );
  });

  it('is read with the keywords first', () => {
    const choice = [among(['', ...labels]), among(['', ...titles]), frames] as const;
    fc.assert(
      fc.property(
        description,
        keywords,
        among(unlabelledLists),
        ...choice,
        (text, words, list, label, title, frame) => {
          expect(read(frame(`${under(label, list(words))}\n\n${title}${text}`))).toEqual([
            text,
            words,
          ]);
        },
      ),
      { numRuns: runsOf(300) },
    );
  });

  it.each([
    ['one line', (text, words) => `Title: ${text} Keywords: ${words.join(', ')}`],
    [
      'one line with a stroke',
      (text, words) => `Description: ${text} | Keywords: ${words.join(', ')}`,
    ],
    [
      'one line with bold labels',
      (text, words) => `**Title:** ${text} **Keywords:** ${words.join(', ')}.`,
    ],
    ['keywords behind the sentence', (text, words) => `${text} Tags: ${words.join('; ')}`],
    [
      'a table of parts',
      (text, words) =>
        `| Field | Value |\n|---|---|\n| Title | ${text} |\n| Keywords | ${words.join(', ')} |`,
    ],
    [
      'a table of two columns',
      (text, words) =>
        `| Description | Keywords |\n| --- | --- |\n| ${text} | ${words.join(', ')} |`,
    ],
    [
      'YAML',
      (text, words) =>
        `---\ndescription: ${text}\nkeywords:\n${words.map((word) => `  - ${word}`).join('\n')}\n`,
    ],
    [
      'YAML in brackets',
      (text, words) => `description: >\n  ${text}\nkeywords: [${words.join(', ')}]`,
    ],
    [
      'a Python list',
      (text, words) =>
        `description = "${text}"\nkeywords = [${words.map((word) => `'${word}'`).join(', ')}]`,
    ],
    [
      'a setext heading',
      (text, words) =>
        `Description\n-----------\n${text}\n\nKeywords\n--------\n${words.join(', ')}`,
    ],
    [
      'other labels around',
      (text, words) =>
        `Location: Porto\nDate: May 2019\nTitle: ${text}\nCategory: Travel\nKeywords: ${words.join(', ')}\nUsage: editorial`,
    ],
    [
      'a title of its own',
      (text, words) => `Short title: Ferries\nDescription: ${text}\nKeywords: ${words.join(', ')}`,
    ],
    ['a heading over it', (text, words) => `# Ferries at dusk\n\n${text}\n\n${words.join(', ')}`],
    [
      'a bold line over it',
      (text, words) => `**Ferries at dusk**\n\n${text}\n\n${words.join(', ')}`,
    ],
    [
      'two lists with labels',
      (text, words) =>
        `Title: ${text}\nPrimary keywords: ${words.slice(0, 5).join(', ')}\nSecondary keywords: ${words.slice(5).join(', ')}`,
    ],
  ] satisfies readonly [string, (text: string, words: readonly string[]) => string][])(
    'is read as %s',
    (_, layout) => {
      const all = descriptions.filter((text) => !/["|]/.test(text));
      const words = keywords.filter((some) => !some.some((word) => word.includes("'")));
      fc.assert(
        fc.property(among(all), words, (text, some) => {
          expect(read(layout(text, some))).toEqual([text, some]);
        }),
        { numRuns: 40 },
      );
    },
  );

  it.each([
    ['hashtags', (words: readonly string[]) => words.map((word) => `#${word}`).join(' ')],
    [
      'hashtags with commas',
      (words: readonly string[]) => words.map((word) => `#${word}`).join(', '),
    ],
    ['hashtags on lines', (words: readonly string[]) => words.map((word) => `#${word}`).join('\n')],
  ])('is read with %s', (_, layout) => {
    for (const label of ['', 'Hashtags: ', '**Tags:**\n'])
      for (const text of descriptions)
        expect(read(`${text}\n\n${label}${layout(hashtags)}`)).toEqual([text, hashtags]);
  });

  it('is read where a width cut its lines', () => {
    const many = fc.uniqueArray(fc.constantFrom(...terms), { minLength: 28 });
    fc.assert(
      fc.property(many, fc.integer({ min: 60, max: 100 }), (words, width) => {
        const text = `${descriptions[0]}\n\n${folded(words.join(', '), width)}`;
        expect(read(text)).toEqual([descriptions[0], words]);
      }),
    );
  });

  it('keeps a short title apart', () => {
    const list = terms.slice(0, 12).join(', ');
    for (const head of [
      'Title: Ferries at dusk\nDescription: Ferries cross the strait',
      'Short title: Ferries at dusk\n\nFerries cross the strait',
      '## Ferries at dusk\n\nFerries cross the strait',
    ])
      expect(readPlainAnswer(`${head}\n\n${list}`)).toMatchObject({
        description: 'Ferries cross the strait',
        shortTitle: 'Ferries at dusk',
      });
  });

  it('takes an ideographic full stop for the end of a sentence', () => {
    const text = 'A bridge spans a river。 Boats wait。\n\nboat、river、bridge、stone、arch。';
    expect(read(text)).toEqual([
      'A bridge spans a river. Boats wait',
      ['boat', 'river', 'bridge', 'stone', 'arch'],
    ]);
  });

  it('reads a few keywords where they are labelled or short', () => {
    expect(read('A bridge\n\nKeywords: bridge, river')).toEqual(['A bridge', ['bridge', 'river']]);
    expect(read('A bridge\nbridge, river, stone, arch, town')?.[1]).toHaveLength(5);
  });
});

describe('a text that is only prose', () => {
  it.each([
    'Ferries, gulls, nets and ropes fill the harbour while people wait.',
    'Boats, nets, ropes, buoys and crates lie on the quay at dawn, seen from above, in winter',
    'Red, green, blue, yellow, and orange balloons float over the valley',
    'Apples, pears, plums, grapes, figs lie on a table',
    'In the market, spices, nuts, figs, dates, teas, sweets, carpets, lamps, bags, shoes, shirts and scarves are sold',
    'Spices, nuts, figs, dates, teas, sweets, carpets, lamps, bags, shoes, shirts and scarves fill the stalls of a covered bazaar',
    'Tourists, locals, and vendors mingle, talk, haggle, and laugh in the narrow, crowded, colourful lanes of the old bazaar.',
    'A ferry leaves the pier.\n\nGulls follow it, the sun sets, lamps are lit, people wave, and the water glitters.',
    'A ferry\nleaves the pier\nin the evening\nwhile gulls\nfollow it\nto the sea',
    'Sure! Here is the description and keywords:',
    'Keywords:',
    'Title: Ferries at dusk',
    'Title 1: Ferries cross the strait\nTitle 2: A ferry at dusk\n\nKeywords: a, b, c, d, e',
    'Option A: Ferries cross the strait\nOption B: A ferry at dusk\n\na, b, c, d, e, f',
    '1. Ferries cross the strait\n2. A ferry at dusk\n3. Evening ferry\n\nKeywords: a, b, c, d, e',
    '',
  ])('is not cut: %j', (text) => {
    expect(readPlainAnswer(text)).toBeUndefined();
    expect(
      readPlainAnswer(`${descriptions[0]}\n\n${text.replace(/keywords?:.*/isu, '')}`),
    ).toBeUndefined();
  });

  it.each([
    'boat, sea, water, dusk, evening, gull, dome, quay',
    'Keywords: boat, sea, water, dusk',
    'boat, sea, water, dusk, evening\n\ngull, dome, quay, strait, hill',
  ])('is not made up where there are only keywords: %j', (text) => {
    expect(readPlainAnswer(text)).toBeUndefined();
  });

  it('stays whole however it is broken into lines and paragraphs', () => {
    const sentence = among(descriptions.map((text) => (/\.$/.test(text) ? text : `${text}.`)));
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 1, maxLength: 6 }),
        among([' ', '\n', '\n\n']),
        (some, gap) => {
          expect(readPlainAnswer(some.join(gap))).toBeUndefined();
        },
      ),
    );
  });

  it('is read in linear time', () => {
    for (const part of [
      'a, ',
      '**Keywords ',
      'Title ',
      '- ',
      '| a ',
      'the photo of the ',
      '"',
      '.\nKeywords: ',
    ])
      expectLinear((size) => part.repeat(size / part.length), readPlainAnswer, 20_000);
  });
});

/** A text broken at spaces so that no line is longer. */
function folded(text: string, width: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
