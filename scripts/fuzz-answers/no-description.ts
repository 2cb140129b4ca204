/** Kind 1: answers that are no description. */
import { instructions } from '../../src/openai/prompt.ts';
import {
  type AnswerClass,
  type Made,
  nothing,
  type Scene,
  wrongKeywords,
  wrongShortTitle,
  wrongTitle,
} from './case.ts';
import type { Draw } from './draw.ts';
import data from './no-description.json' with { type: 'json' };

function refusal(draw: Draw): string {
  return draw.chance(0.6)
    ? `${draw.pick(data.apologies)}${draw.pick(data.cannot)} ${draw.pick(data.acts)}`
    : draw.pick(data.otherRefusals);
}

const promptSentences = instructions
  .split(/\n+|(?<=\.)\s/)
  .map((sentence) => sentence.trim())
  .filter((sentence) => sentence.split(' ').length > 4);

/** The names that the file may be called by. */
function ownName(draw: Draw, { fileName }: Scene): string {
  const stem = fileName.replace(/\.jpg$/, '');
  return draw.pick([
    fileName,
    stem,
    `Photo ${stem}`,
    stem.toLowerCase(),
    draw.pick([
      'IMG_4711',
      'DSC00815.JPG',
      'P1010234',
      '_DSC3391',
      'DJI_0042.jpg',
      'PXL_20210304_101112',
      'IMG-20200101-WA0007',
      'GOPR0451',
      '20190514_183012.jpg',
      'CRW_5512',
      'DSCN0007',
    ]),
  ]);
}

const none = (made: Made): Made => ({ ...made, expected: nothing });

function inField(draw: Draw, scene: Scene, wrong: string): Made {
  const which = draw.below(3);
  if (which === 0) return none(wrongTitle(scene, wrong, []));
  if (which === 1) return wrongShortTitle(scene, wrong);
  return wrongKeywords(draw, scene, [wrong]);
}

const kind = '1';

export const noDescriptionClasses: readonly AnswerClass[] = [
  { name: 'refusal-as-title', kind, make: (d, s) => none(wrongTitle(s, refusal(d), [])) },
  { name: 'refusal-as-short-title', kind, make: (d, s) => wrongShortTitle(s, refusal(d)) },
  {
    name: 'refusal-as-keyword',
    kind,
    make: (d, s) => wrongKeywords(d, s, [refusal(d)]),
  },
  {
    name: 'refusal-as-all-keywords',
    kind,
    make: (d, s) => {
      const text = refusal(d);
      const keywords = d.pick([text.split(' '), [text], text.split(/,\s*/)]);
      return { answer: { content: { ...s, keywords } }, expected: nothing, planted: text };
    },
  },
  {
    name: 'refusal-as-everything',
    kind,
    make: (d, s) => {
      const text = refusal(d);
      return {
        answer: { content: { ...s, description: text, shortTitle: refusal(d), keywords: [text] } },
        expected: nothing,
        planted: text,
      };
    },
  },
  {
    name: 'refusal-as-plain-text',
    kind,
    make: (d) => {
      const text = d.pick([refusal(d), `${refusal(d)}\n\nIf you describe it, I can help, gladly.`]);
      return { answer: { content: text }, expected: nothing, planted: text };
    },
  },
  {
    name: 'refusal-in-another-language',
    kind,
    make: (d, s) => inField(d, s, d.pick(data.foreignRefusals)),
  },
  {
    name: 'placeholder-title',
    kind,
    make: (d, s) => none(wrongTitle(s, d.pick(data.placeholders), [])),
  },
  {
    name: 'placeholder-short-title',
    kind,
    make: (d, s) => wrongShortTitle(s, d.pick(data.placeholders)),
  },
  {
    name: 'placeholder-keyword',
    kind,
    // Words like others where they stand among keywords.
    make: (d, s) =>
      wrongKeywords(d, s, [
        d.pick(
          data.placeholders.filter(
            (one) => !['test', 'example', 'string', 'Unknown', 'empty', 'Photo'].includes(one),
          ),
        ),
      ]),
  },
  {
    name: 'placeholder-keywords-all',
    kind,
    make: (_, s) => {
      const keywords = Array.from({ length: 12 }, (_one, index) => `keyword${index + 1}`);
      return {
        answer: { content: { ...s, keywords } },
        expected: nothing,
        planted: keywords.join(', '),
      };
    },
  },
  { name: 'template-words', kind, make: (d, s) => inField(d, s, d.pick(data.templates)) },
  { name: 'file-name', kind, make: (d, s) => inField(d, s, ownName(d, s)) },
  {
    name: 'prompt-echoed',
    kind,
    make: (d, s) => inField(d, s, d.pick([...promptSentences, ...data.schemaSentences])),
  },
  {
    name: 'facts-echoed',
    kind,
    make: (d, s) => {
      const place = `${s.place.city}, ${s.place.country}`;
      const wrong = d.pick([
        `Place: ${place} Date: ${s.takenOn} Folder usage: ${s.usage} Keywords wanted: 22`,
        `Place: ${place}`,
        `Keywords wanted: 22`,
        `Folder usage: ${s.usage}`,
        `Date: ${s.takenOn}`,
      ]);
      return inField(d, s, wrong);
    },
  },
  {
    name: 'talk-before',
    kind,
    make: (d, s) => wrongTitle(s, d.pick(data.openings) + s.description, [s.description]),
  },
  {
    name: 'talk-behind',
    kind,
    make: (d, s) =>
      wrongTitle(s, s.description + d.pick(data.closings), [s.description, `${s.description}.`]),
  },
  {
    name: 'talk-in-place-of-title',
    kind,
    make: (d, s) =>
      inField(
        d,
        s,
        d.pick([
          'Sure! Here is the description and keywords:',
          "Certainly, here's what you asked for",
          'Here are the keywords:',
          'I hope this helps! Let me know if you need more.',
          'Below is the requested JSON',
          'Let me take a look at the image.',
          'Is there anything else you would like to know?',
        ]),
      ),
  },
  {
    name: 'label-before',
    kind,
    make: (d, s) => {
      const label = d.pick(data.labels);
      return d.chance(0.6)
        ? wrongTitle(s, label + s.description, [s.description])
        : wrongShortTitle(s, label + s.shortTitle, [s.shortTitle]);
    },
  },
];
