/** Texts that stand in an answer and describe no picture; and what is said around one that does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../src/openai/answer.ts';
import { instructions, neutralRequest } from '../../../src/openai/prompt.ts';
import { answerSchema } from '../../../src/openai/schema.ts';
import { isNoKeyword, whyNoDescription } from '../../../src/rules/answers/non-answers.ts';
import { toSuggestion } from '../../../src/rules/answers/suggest.ts';
import { withoutTalk } from '../../../src/rules/answers/talk.ts';
import { checksOf } from '../../../src/rules/checks.ts';
import { expectLinear } from '../../helpers/growth.ts';
import { runsOf } from '../../helpers/some-of.ts';

const ferries = 'Ferries cross the Bosphorus at dusk';
const facts = { usage: 'commercial' } as const;
const rules = { keywordCount: 50, requiredKeywords: [], bannedKeywords: [] };
const good = {
  description: ferries,
  shortTitle: 'Ferries at dusk',
  keywords: ['ferry', 'strait', 'dusk', 'boat', 'city', 'evening'],
  usage: 'editorial',
  usageReason: '',
  unsure: [],
};

const placeholders = [
  ...['N/A', 'n.a.', '"N/A"', 'None', 'null', 'undefined', 'TBD', 'Not available', 'Unknown'],
  ...['Untitled', 'No title', 'Title', 'Title: none', 'Short title', 'shortTitle', 'Title here'],
  ...['Insert title here', '[Your description here]', 'Caption goes here', 'Your caption'],
  ...['No description available', 'No description available.', 'Description not provided'],
  ...['Description of the image', 'Image description', 'Alt text', 'Keywords', 'Sample title'],
  ...['Image', 'A photo', 'A photo of', 'Stock photo', 'Photo 1', 'image_12', 'Picture (3)'],
  ...['Unidentified image', 'string', 'String.', 'Test', 'Placeholder text', 'Foo bar', 'asdf'],
  ...['Lorem ipsum', 'Lorem ipsum dolor sit amet, consectetur', '...', '…', '-', '?', '123', 'XXX'],
  ...['A ferry in [City], [Country]', '<description>', '{title}', '{{title}} at dusk', '%s'],
  ...[
    '$' + '{description}',
    '%title%',
    '__TITLE__',
    '[Adjective] boats in the harbour',
    '[object Object]',
  ],
];

const fileNames = [
  ...['IMG_4711', 'DSC00815.JPG', 'P1010234', '_DSC3391', 'DJI_0042.jpg', 'PXL_20210304_101112'],
  ...['IMG-20200101-WA0007', 'GOPR0451', '20190514_183012.jpg', '_MG_10074', 'scan-10022'],
  ...['Photo DSCF10429', 'File name: IMG_12.jpg', 'Screenshot 2019-05-14 at 10.11.12'],
  ...['ferries at dusk.jpg', 'shutterstock_12345678', '550e8400-e29b-41d4-a716-446655440000'],
];

const talk = [
  'Let me take a look at the image.',
  'Date: 2013-12-11',
  'Place: Split, Croatia',
  'Sure! Here is the description and keywords:',
  'Here is the description',
  'Here are 50 keywords:',
  'Of course!',
  'Hope this helps!',
  'Let me know if you need more.',
  'Would you like more keywords?',
  'Okay, so the user wants a description of a ferry',
  'Let me look at the picture first',
  'I can see ferries and a tower',
  'We need to produce JSON with a description',
  'Place: Istanbul Date: 2019-05-14 Keywords wanted: 55',
];

const clean = [
  'Boeing 747 lands at dusk',
  'Route 101',
  'ISO9001 certificate on a wall',
  'Photo 51 of DNA in a museum',
  'Apollo 11',
  'Blue Mosque interior',
  'A photo booth at a station',
  'Image of the Virgin Mary above a door',
  'Tomb of the Unknown Soldier',
  'String quartet on a stage',
  'Test match of cricket',
  'Untitled (Skull) by Basquiat in a museum',
  'Title page of a book: an engraving',
  'White [sic] written on a wall',
  'Photo album on a table',
  'No parking sign on a gate',
  'Name tag on a jacket',
  'Sample sale in a shop window',
  'Blank frame for your photo',
  'I love you graffiti on a wall',
  'I Have a Dream mural in Atlanta',
  'A sign says "Let me know if you need help" in a window',
  'Wall with "Hope this helps" in paint',
  'Sign reading feel free to take one',
  'Hello Kitty cafe in Seoul',
  'Sure shot: a cat leaps for a bird',
  'Great Barrier Reef from the air',
  'Mural of 12 characters',
  'Painting of a lady (about 1890)',
  'Temple (under construction) in Kyoto',
  'Nice: the promenade at dusk',
  'Version 2.0 release party',
  'Below the bridge: ferries wait',
  'Old book. The title is embossed in gold',
  'Thank you card with flowers',
  'Answer sheet with a pencil',
  'Yes! poster at a rally',
  'The following wind fills the sails',
  'Based on a true story: film poster',
  'Let it be mural',
  'Absolutely Fabulous drag show',
  'Information board: map of the park',
  'Enjoy Coca-Cola sign',
  'Final: players fight for the ball',
];

describe('a text that describes nothing', () => {
  it.each([...placeholders, ...fileNames, ...talk])('is one: %s', (text) => {
    expect(whyNoDescription(text)).toBeDefined();
    const read = readAnswer(JSON.stringify({ ...good, description: text }));
    expect(read.kind).toBe('failure');
  });

  it.each([...placeholders, ...fileNames, ...talk])('is no short title: %s', (shortTitle) => {
    const made = toSuggestion({ ...good, usage: undefined, shortTitle }, facts, rules);
    expect(made.shortTitle).toBe(ferries);
  });

  it.each(clean)('is not one: %s', (text) => {
    expect(whyNoDescription(text)).toBeUndefined();
    expect(withoutTalk(text)).toBe(text);
    const made = toSuggestion({ ...good, usage: undefined, description: text }, facts, rules);
    expect(made.description).toBe(text);
  });
});

describe('a keyword that is none', () => {
  const none = [
    ...['N/A', 'null', 'keyword1', 'Keyword_2', 'tag 3', '[city]', '{keyword}', '<keyword>', 'TBD'],
    ...['untitled', 'lorem ipsum', 'list of keywords', 'no keywords', 'sample keyword'],
    ...[
      'Here are the keywords',
      'Hope this helps!',
      'access denied',
      'cannot describe',
      'Short title',
      'Image 1',
      '???',
      'IMG_4711',
    ],
  ];
  const words = [
    ...['string', 'text', 'image', 'photography', 'unknown', 'test', 'example', 'title', 'bar'],
    ...['none of the above', 'naan', 'sorry', 'blank', 'foo fighters', 'hi-hat'],
  ];

  it.each(none)('is left out of an answer: %s', (keyword) => {
    expect(isNoKeyword(keyword)).toBe(true);
    const keywords = [...good.keywords, keyword, 'harbour'];
    const made = toSuggestion({ ...good, usage: undefined, keywords }, facts, rules);
    expect(made.keywords).toEqual([...good.keywords, 'harbour']);
  });

  it.each(words)('may be one: %s', (keyword) => {
    expect(isNoKeyword(keyword)).toBe(false);
  });

  it('makes an answer none where most are like it', () => {
    const keywords = ['keyword1', 'keyword2', 'keyword3', 'ferry'];
    expect(readAnswer(JSON.stringify({ ...good, keywords }))).toMatchObject({
      failure: { kind: 'not-understood', message: expect.stringContaining('keywords') },
    });
  });
});

describe('the name of the photo itself', () => {
  const own = { ...facts, path: 'Turkey/Istanbul/walk 10412.jpg' };

  it.each(['walk 10412', 'Walk_10412', 'walk 10412.jpg', 'Photo walk-10412'])(
    'is no text: %s',
    (name) => {
      expect(whyNoDescription(name, own.path)).toBeDefined();
      const keywords = [...good.keywords, name];
      const made = toSuggestion(
        { ...good, usage: undefined, shortTitle: name, keywords },
        own,
        rules,
      );
      expect(made).toMatchObject({ shortTitle: ferries, keywords: good.keywords });
      const text = { ...made, description: name, keptNames: [] };
      const codes = checksOf(text, own, rules).map(({ code }) => code);
      expect(codes).toContain('title-no-description');
    },
  );

  it('may be a title where it is of plain words', () => {
    expect(whyNoDescription('Ferries at dusk', 'a/ferries at dusk.jpg')).toBeUndefined();
    expect(whyNoDescription('ferries-at-dusk', 'a/ferries-at-dusk.jpg')).toBeDefined();
  });

  it.each([
    [`${ferries} (DSC_0815.jpg)`],
    [`IMG_1234.jpg: ${ferries}`],
    [`DSC_0001 - ${ferries}`],
    [`${ferries} IMG_1234`],
  ])('is taken out of a title: %s', (description) => {
    const made = toSuggestion({ ...good, usage: undefined, description }, facts, rules);
    expect(made.description).toBe(ferries);
    const checks = checksOf({ ...made, description, keptNames: [] }, {}, rules);
    const fix = checks.find(({ code }) => code === 'title-file-name')?.fix;
    expect(fix?.apply({ ...made, description, keptNames: [] }).description).toBe(ferries);
  });
});

describe('the question', () => {
  const sentences = [
    ...instructions.split(/[.;:\n]\s/u),
    ...neutralRequest.split(/[.]\s/u),
    ...Object.values(answerSchema(50)['properties'] as Record<string, { description?: string }>)
      .map(({ description }) => description ?? '')
      .filter((text) => text !== ''),
  ].filter((text) => text.split(' ').length >= 3);

  it.each(sentences)('is no answer: %s', (sentence) => {
    for (const change of [
      { description: sentence },
      { shortTitle: sentence },
      { keywords: [...good.keywords, sentence] },
    ])
      expect(readAnswer(JSON.stringify({ ...good, ...change }))).toMatchObject({
        failure: { kind: 'not-understood' },
      });
  });
});

describe('talk around a description', () => {
  const openings = [
    'Sure! Here is the description and keywords: ',
    "Here's a title: ",
    'Here’s a concise, factual caption for your photo:\n\n',
    "Certainly! Here's a stock photo description: ",
    'Great! Here are the title and keywords: ',
    'Okay, here is the description you asked for: ',
    'Title: ',
    'Suggested title: ',
    'The title is: ',
    'A suitable title would be: ',
    'Description (English): ',
    'I would title this: ',
    'I suggest the following title: ',
    'My suggestion: ',
    'Final answer: ',
    'Headline - ',
    'Title = ',
    'Option 1: ',
    'Assistant: ',
    'Sure! ',
    'Understood. ',
    'What a beautiful photo! ',
    'Thank you for sharing this image! ',
    'Based on the provided image and facts, ',
  ];
  const closings = [
    '. Hope this helps!',
    '. I hope this is what you were looking for.',
    '. I hope you find this useful.',
    ' Let me know if you need more keywords',
    '. Please let me know if you would like changes!',
    '. Feel free to adjust it.',
    '. Would you like more keywords?',
    '. If you need anything else, just ask.',
    '. I can also provide more keywords.',
    ' (Note: the name of the ferry is not legible)',
    ' [Note: this may be editorial]',
    '. Note: names are guessed.',
    ' (118 characters)',
    ' — 118 characters',
    '. (Character count: 118)',
    '. This title is under 200 characters.',
    ' Keywords: ferry, dusk, strait',
    '\n\nKeywords: ferry, dusk',
    '. Enjoy!',
    ' ---',
  ];
  const description = fc.constantFrom(
    ferries,
    'A cat sleeps on a wall',
    'Old door in Évora, Portugal',
  );

  it('is cut off, whatever stands before and behind', () => {
    const around = fc.tuple(
      fc.constantFrom('', ...openings),
      description,
      fc.constantFrom('', ...closings),
    );
    fc.assert(
      fc.property(around, ([before, text, after]) => {
        const answer = { ...good, description: `${before}${text}${after}`, shortTitle: '' };
        const read = readAnswer(JSON.stringify(answer));
        if (read.kind === 'failure') throw new Error(read.failure.message);
        const made = toSuggestion(read.answer, facts, rules);
        expect(made.description.replace(/\.$/u, '')).toBe(text);
      }),
      { numRuns: runsOf(500) },
    );
  });

  it('changes nothing the second time', () => {
    const piece = fc.constantFrom(...openings, ...closings, ...clean, '. ', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        const once = withoutTalk(pieces.join('').trim());
        expect(withoutTalk(once)).toBe(once);
      }),
    );
  });

  it('takes no longer than the text is', () => {
    const texts = [
      '-',
      ' ',
      '(',
      'sure, ',
      'thanks for ',
      'note: ',
      'the title, ',
      'I have. ',
      '"',
    ];
    for (const text of texts)
      expectLinear((size) => text.repeat(size / text.length), withoutTalk, 1500);
  });
});
