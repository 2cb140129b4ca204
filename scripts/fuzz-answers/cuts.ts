/** Honest texts that are too long for their fields: where the program cuts them. */
import { type AnswerClass, asIs, type Scene, wrongShortTitle } from './case.ts';
import data from './content.json' with { type: 'json' };
import type { Draw } from './draw.ts';

export const cutClasses: readonly AnswerClass[] = [
  {
    name: 'no-short-title-to-cut',
    kind: 'cuts',
    make: (d, s) => {
      const text = { ...s, description: longer(d, s, 90), shortTitle: '' };
      return { answer: { content: text }, expected: asIs(text), planted: text.description };
    },
  },
  {
    name: 'short-title-to-cut',
    kind: 'cuts',
    make: (d, s) => {
      const long = longer(d, s, 90);
      return wrongShortTitle(s, long, beginnings(long), { must: true });
    },
  },
  {
    name: 'title-to-cut',
    kind: 'cuts',
    make: (d, s) => {
      const long = longer(d, s, 215);
      return {
        answer: { content: { ...s, description: long } },
        expected: {
          ...asIs(s),
          descriptions: beginnings(long),
          mustPass: true,
        },
        planted: long,
      };
    },
  },
];
/** The description with so many more clauses that it has more characters than that. */
function longer(draw: Draw, { description }: Scene, than: number): string {
  let text = description;
  for (const clause of draw.some(data.clauses, data.clauses.length)) {
    if (text.length > than) break;
    text += ` ${clause}`;
  }
  return text;
}

const leadsOn = new Set(data.leadingWords);

/** All beginnings of a sentence that do not end in the air, and the whole of it. */
export function beginnings(text: string): readonly string[] {
  const words = text.split(' ');
  const start = (at: number) =>
    words
      .slice(0, at + 1)
      .join(' ')
      .replace(/[,;:]$/, '');
  // `The first lamps come on` is whole.
  const isWhole = (word: string, at: number) =>
    at >= 1 && (!leadsOn.has(word.toLowerCase()) || (word === 'on' && words[at - 1] === 'come'));
  const cut = words.flatMap((word, at) =>
    isWhole(word.replace(/[,;:]$/, ''), at) ? [start(at)] : [],
  );
  return cut.includes(text) ? cut : [...cut, text];
}
