/** Kinds 2 and 3: other scripts, look-alikes, styled and invisible letters, broken encodings. */
import {
  type AnswerClass,
  asIs,
  type Made,
  nothing,
  type Scene,
  spoilt,
  wrongKeywords,
  wrongShortTitle,
  wrongTitle,
} from './case.ts';
import type { Draw } from './draw.ts';
import data from './signs.json' with { type: 'json' };

/** `at` of the letters of a text replaced. */
function replaced(text: string, at: number, replace: (letter: string) => string): string {
  const letters = [...text];
  return letters.map((letter, index) => (index === at ? replace(letter) : letter)).join('');
}

function between(draw: Draw, text: string, insert: string): string {
  const letters = [...text];
  const at = 1 + draw.below(letters.length - 1);
  return [...letters.slice(0, at), insert, ...letters.slice(at)].join('');
}

function withLookalikes(draw: Draw, text: string): string {
  const tables: readonly Readonly<Record<string, string>>[] = [
    data.lookalikes,
    data.greekLookalikes,
  ];
  const table = tables[draw.chance(0.8) ? 0 : 1] ?? {};
  const places = [...text].flatMap((letter, at) => (table[letter] === undefined ? [] : [at]));
  const chosen = new Set(draw.some(places, 1 + draw.below(3)));
  return [...text].map((letter, at) => (chosen.has(at) ? table[letter] : letter)).join('');
}

/** Where the capital and the small A of a styled alphabet are. */
const styles = [
  [0x1d400, 0x1d41a], // bold
  [0x1d468, 0x1d482], // bold italic
  [0x1d4d0, 0x1d4ea], // bold script
  [0x1d56c, 0x1d586], // bold Fraktur
  [0x1d5a0, 0x1d5ba], // sans-serif
  [0x1d5d4, 0x1d5ee], // sans-serif bold
  [0x1d608, 0x1d622], // sans-serif italic
  [0x1d670, 0x1d68a], // monospace
  [0xff21, 0xff41], // fullwidth
  [0x24b6, 0x24d0], // circled
] as const;

function styled(draw: Draw, text: string): string {
  const [capital, small] = draw.pick(styles);
  const shift = (letter: string) => {
    const code = letter.codePointAt(0) ?? 0;
    if (/[A-Z]/.test(letter)) return String.fromCodePoint(capital + code - 65);
    if (/[a-z]/.test(letter)) return String.fromCodePoint(small + code - 97);
    return letter;
  };
  const words = text.split(' ');
  const from = draw.below(words.length);
  const to = draw.chance(0.5) ? words.length : from + 1;
  return words
    .map((word, at) => (at >= from && at < to ? [...word].map(shift).join('') : word))
    .join(' ');
}

const invisible = [
  0x00ad, 0x034f, 0x061c, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e,
  0x200f, 0x202a, 0x202c, 0x202e, 0x2060, 0x2062, 0x2063, 0x2066, 0x2069, 0x206a, 0x3164, 0xfe00,
  0xfe0e, 0xfe0f, 0xfeff, 0xffa0, 0x1d173, 0xe0001, 0xe0041, 0xe0100,
].map((code) => String.fromCodePoint(code));

const unassigned = [
  '\ue000',
  '\uf8ff',
  '\u{f0000}',
  '\u0378',
  '\u0530',
  '\u0557',
  '\ufdd0',
  '\uffff',
  '\u{e0080}',
];

/** A photo whose title, short title and one keyword hold an accented word; `broken` writes its letter otherwise. */
function accentBroken(
  draw: Draw,
  scene: Scene,
  broken: (letter: string) => string,
  must: boolean,
): Made {
  const { word, letter } = draw.pick(data.accented);
  const breakIn = (text: string) => text.replaceAll(letter, broken(letter));
  const right = {
    ...scene,
    description: `${scene.description} beside a poster of a ${word}`,
    keywords: [...scene.keywords, word],
  };
  return {
    answer: {
      content: {
        ...right,
        description: breakIn(right.description),
        keywords: right.keywords.map((one) => (one === word ? breakIn(one) : one)),
      },
    },
    expected: { ...asIs(right), mustPass: must },
    planted: breakIn(right.description),
  };
}

function mojibake(letter: string): string {
  return new TextDecoder('windows-1252').decode(new TextEncoder().encode(letter));
}

const none = (made: Made): Made => ({ ...made, expected: nothing });
const zalgoMarks = ['\u0300', '\u0316', '\u0334', '\u033f', '\u0348', '\u035c', '\u0489', '\u036f'];

export const signClasses: readonly AnswerClass[] = [
  {
    name: 'foreign-title',
    kind: '2',
    make: (d, s) => none(wrongTitle(s, d.pick(data.foreignTitles), [])),
  },
  {
    name: 'foreign-short-title',
    kind: '2',
    make: (d, s) => wrongShortTitle(s, d.pick(data.foreignTitles.filter((one) => one.length < 60))),
  },
  {
    name: 'foreign-keywords-all',
    kind: '2',
    make: (d, s) => {
      const list = d.pick(data.foreignLists);
      const keywords = [...list.slice(0, 3), s.place.city, s.place.country, ...list.slice(3)];
      return {
        answer: { content: { ...s, keywords } },
        expected: nothing,
        planted: list.join(', '),
      };
    },
  },
  {
    name: 'foreign-keyword',
    kind: '2',
    make: (d, s) => wrongKeywords(d, s, [d.pick(data.foreignWords)]),
  },
  {
    name: 'foreign-everything',
    kind: '2',
    make: (d, s) => {
      const list = d.pick(data.foreignLists);
      const content = {
        description: d.pick(data.foreignTitles),
        shortTitle: d.pick(data.foreignTitles.filter((one) => one.length < 60)),
        keywords: [...list.slice(0, 3), s.place.city, s.place.country, ...list.slice(3)],
      };
      return { answer: { content }, expected: nothing, planted: content.description };
    },
  },
  {
    name: 'other-script-title',
    kind: '2',
    make: (d, s) => none(wrongTitle(s, d.pick(data.otherScripts), [])),
  },
  {
    name: 'other-script-short-title',
    kind: '2',
    make: (d, s) => wrongShortTitle(s, d.pick(data.otherScripts.filter((one) => one.length < 24))),
  },
  {
    name: 'other-script-keyword',
    kind: '2',
    make: (d, s) => wrongKeywords(d, s, [d.pick(data.otherScriptWords)]),
  },
  {
    name: 'look-alike-letters',
    kind: '2',
    make: (d, s) => spoilt(d, s, (t) => withLookalikes(d, t)),
  },
  {
    name: 'styled-letters',
    kind: '2',
    make: (d, s) => spoilt(d, s, (t) => styled(d, t), { must: true }),
  },
  {
    name: 'zalgo',
    kind: '2',
    make: (d, s) =>
      spoilt(d, s, (t) =>
        replaced(
          t,
          d.below(t.length),
          (letter) => letter + d.some(zalgoMarks, 4 + d.below(4)).join(''),
        ),
      ),
  },
  {
    name: 'invisible-letters',
    kind: '2',
    make: (d, s) => spoilt(d, s, (t) => between(d, t, d.pick(invisible)), { must: true }),
  },
  {
    name: 'unassigned-and-private',
    kind: '2',
    make: (d, s) => spoilt(d, s, (t) => between(d, t, d.pick(unassigned))),
  },
  {
    name: 'replacement-character',
    kind: '2',
    make: (d, s) => {
      const wrong = (t: string) => replaced(t, 1 + d.below(4), () => '\ufffd');
      const which = d.below(3);
      if (which === 0) return none(wrongTitle(s, wrong(s.description), []));
      if (which === 1) return wrongShortTitle(s, wrong(s.shortTitle));
      return wrongKeywords(d, s, [wrong('wooden shutter')]);
    },
  },
  {
    name: 'emoji',
    kind: '2',
    make: (d, s) =>
      spoilt(
        d,
        s,
        (t) => (d.chance(0.5) ? `${t} ${d.pick(data.emojis)}` : `${d.pick(data.emojis)} ${t}`),
        {
          must: true,
        },
      ),
  },
  {
    name: 'lone-surrogate',
    kind: '2',
    make: (d, s) => spoilt(d, s, (t) => between(d, t, '\ud83d')),
  },
  { name: 'mojibake', kind: '2', make: (d, s) => accentBroken(d, s, mojibake, false) },
  {
    name: 'nul-and-digits',
    kind: '3',
    make: (d, s) =>
      accentBroken(
        d,
        s,
        (letter) => {
          const digits = (letter.codePointAt(0) ?? 0).toString(16).padStart(2, '0');
          return `\0${d.chance(0.5) ? digits : digits.toUpperCase()}`;
        },
        true,
      ),
  },
  {
    name: 'control-character',
    kind: '3',
    make: (d, s) =>
      none(
        spoilt(d, s, (t) =>
          between(
            d,
            t,
            d.pick([
              '\u0001',
              '\u0007',
              '\u0008',
              '\u001b',
              '\u007f',
              '\u0019',
              '\u0085',
              '\u0092',
              '\u0013',
            ]),
          ),
        ),
      ),
  },
];
