/** Kind 4: entities, HTML, Markdown, JSON and lists in the middle of texts. */
import {
  type AnswerClass,
  type Made,
  type Scene,
  spoilt,
  wrongKeywords,
  wrongShortTitle,
  wrongTitle,
} from './case.ts';
import type { Draw } from './draw.ts';
import data from './markup.json' with { type: 'json' };

/** Some words of a text in marks. */
function marked(draw: Draw, text: string, before: string, behind: string): string {
  const words = text.split(' ');
  const from = draw.below(words.length);
  const to = from + 1 + draw.below(words.length - from);
  return [
    ...words.slice(0, from),
    before + words.slice(from, to).join(' ') + behind,
    ...words.slice(to),
  ].join(' ');
}

function withTags(draw: Draw, text: string): string {
  const { open, close } = draw.pick(data.tags);
  return draw.pick([
    () => marked(draw, text, open, close),
    () => `<p>${text}</p>`,
    () => `${text}<br>`,
    () => `${text}<br />`,
    () => `<h2>${text}</h2>`,
    () => `<li>${text}</li>`,
  ])();
}

function withMarkdown(draw: Draw, text: string): string {
  return draw.pick([
    () => marked(draw, text, '**', '**'),
    () => marked(draw, text, '*', '*'),
    () => marked(draw, text, '_', '_'),
    () => marked(draw, text, '__', '__'),
    () => marked(draw, text, '~~', '~~'),
    () => marked(draw, text, '`', '`'),
    () => marked(draw, text, '[', '](https://example.org/a)'),
    () => `## ${text}`,
    () => `- ${text}`,
    () => `* ${text}`,
    () => `> ${text}`,
    () => `1. ${text}`,
    () => `2) ${text}`,
    () => `***${text}***`,
    () => `### **${text}**`,
  ])();
}

const jsonKeyword: readonly ((word: string) => string)[] = [
  (word) => `{"keyword":"${word}"}`,
  (word) => `{"word": "${word}", "score": 0.9}`,
  (word) => `["${word}"]`,
  (word) => `"${word}"`,
  (word) => `'${word}'`,
  (word) => `"${word}`,
  (word) => `${word}"]`,
  (word) => `["${word}`,
  (word) => `keyword":"${word}`,
  (word) => `{'tag': '${word}'}`,
  (word) => `\\"${word}\\"`,
];

const labelled: readonly ((word: string) => string)[] = [
  (word) => `keyword: ${word}`,
  (word) => `Keyword 4: ${word}`,
  (word) => `tag: ${word}`,
  (word) => `Tag - ${word}`,
  (word) => `kw3: ${word}`,
  (word) => `Keywords: ${word}`,
  (word) => `tags: ${word}`,
];

const numbered: readonly ((word: string) => string)[] = [
  (word) => `(2) ${word}`,
  (word) => `3) ${word}`,
  (word) => `4. ${word}`,
  (word) => `#5 ${word}`,
  (word) => `6: ${word}`,
  (word) => `07 - ${word}`,
  (word) => `[8] ${word}`,
  (word) => `① ${word}`,
  (word) => `${'- '}${word}`,
  (word) => `• ${word}`,
  (word) => `* ${word}`,
  (word) => `11.${word}`,
  (word) => `No. 12: ${word}`,
];

const weighted: readonly ((word: string) => string)[] = [
  (word) => `${word} (0.93)`,
  (word) => `${word}: 95%`,
  (word) => `${word} (87%)`,
  (word) => `(${word}:1.2)`,
  (word) => `${word} [0.8]`,
  (word) => `${word} - 0.87`,
  (word) => `${word}:0.75`,
  (word) => `${word} 0.66`,
  (word) => `${word} (relevance: 9)`,
  (word) => `${word}^2.0`,
];

const trailing: readonly ((word: string) => string)[] = [
  (word) => `${word}.`,
  (word) => `${word}!`,
  (word) => `${word},`,
  (word) => `${word};`,
  (word) => `${word}:`,
  (word) => `${word}…`,
  (word) => `${word}...`,
  (word) => `${word} -`,
  (word) => `${word})`,
  (word) => `(${word}`,
  (word) => `“${word}”`,
  (word) => `«${word}»`,
  (word) => `#${word}`,
  (word) => `${word} /`,
  (word) => `<${word}>`,
];

const words = [
  'hill',
  'wicker chair',
  'drain pipe',
  'ivy',
  'lamp post',
  'gutter',
  'weather vane',
  'door frame',
  'pebble',
  'copper roof',
  'hedge',
  'garden gate',
];

/** One keyword in a wrong form; the word itself may stand in the file. */
const formed =
  (forms: readonly ((word: string) => string)[]) =>
  (draw: Draw, scene: Scene): Made => {
    const word = draw.pick(words);
    return wrongKeywords(draw, scene, [draw.pick(forms)(word)], [word]);
  };

const kind = '4';

export const markupClasses: readonly AnswerClass[] = [
  {
    name: 'entities-in-keyword',
    kind,
    make: (d, s) => {
      const { wrong, right } = d.pick(data.entities);
      return wrongKeywords(d, s, [wrong], [right], { must: true });
    },
  },
  {
    name: 'entities-in-title',
    kind,
    make: (d, s) => {
      const { wrong, right } = d.pick(data.entities);
      const tail = (words: string) => `${s.description} beside the words ${words}`;
      return wrongTitle(s, tail(wrong), [tail(right), tail(right.replace("'", '’'))], {
        must: true,
      });
    },
  },
  {
    name: 'entities-in-short-title',
    kind,
    make: (d, s) => {
      const { wrong, right } = d.pick(data.entities);
      return wrongShortTitle(s, `Sign about ${wrong}`, [`Sign about ${right}`], { must: true });
    },
  },
  { name: 'html', kind, make: (d, s) => spoilt(d, s, (text) => withTags(d, text)) },
  { name: 'markdown', kind, make: (d, s) => spoilt(d, s, (text) => withMarkdown(d, text)) },
  {
    name: 'escapes',
    kind,
    make: (d, s) =>
      spoilt(d, s, (text) =>
        d.pick([
          `${text}\\n`,
          `\\"${text}\\"`,
          text.replace(' ', '\\n'),
          text.replace(' ', '\\_'),
          text.replace(' ', '%20'),
          text.replace(' ', '\\u0020'),
        ]),
      ),
  },
  { name: 'json-keyword', kind, make: formed(jsonKeyword) },
  {
    name: 'json-in-title',
    kind,
    make: (d, s) => {
      const which = d.pick([
        (text: string) => `{"title": "${text}"}`,
        (text: string) => `["${text}"]`,
        (text: string) => `"description": "${text}"`,
        (text: string) => `description": "${text}`,
        (text: string) => `{"description": "${text}", "keywords": ["a"]`,
      ]);
      return d.chance(0.7)
        ? wrongTitle(s, which(s.description), [s.description])
        : wrongShortTitle(s, which(s.shortTitle), [s.shortTitle]);
    },
  },
  { name: 'labelled-keyword', kind, make: formed(labelled) },
  { name: 'and-more-keyword', kind, make: (d, s) => wrongKeywords(d, s, [d.pick(data.more)]) },
  {
    name: 'and-more-in-title',
    kind,
    make: (d, s) =>
      wrongTitle(
        s,
        `${s.description}${d.pick([', etc.', ' etc', ', and so on', ' and more', ' et cetera', ', etc...'])}`,
        [s.description],
      ),
  },
  { name: 'numbered-keyword', kind, make: formed(numbered) },
  {
    name: 'two-in-one-keyword',
    kind,
    make: (d, s) => {
      const pair = d.some(words, 2);
      return wrongKeywords(d, s, [pair.join(d.pick(data.separated))], pair);
    },
  },
  { name: 'weighted-keyword', kind, make: formed(weighted) },
  { name: 'punctuated-keyword', kind, make: formed(trailing) },
  {
    name: 'all-in-one-keyword',
    kind,
    make: (_, s) => ({
      answer: { content: { ...s, keywords: [s.keywords.join(', ')] } },
      expected: {
        descriptions: [s.description],
        shortTitles: [s.shortTitle],
        mayShorten: false,
        keywords: s.keywords,
        further: [],
        mustPass: true,
      },
      planted: s.keywords.join(', '),
    }),
  },
];
