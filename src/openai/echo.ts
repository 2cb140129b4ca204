/** An answer that gives the question back: sentences of our own instructions or of the schema where a text should be. */
import type { RawAnswer } from '../rules/answers/suggest.ts';
import { stringsIn } from './json-in-text.ts';
import { instructions, neutralRequest } from './prompt.ts';
import { answerSchema } from './schema.ts';

/** So many words in a row are no accident. */
const runLength = 6;
/** A part of a sentence that has at least so many words is one that nobody else would write. */
const fewestWords = 3;

const said = [instructions, neutralRequest, ...stringsIn(answerSchema(1))];
const parts = new Set(
  said
    .flatMap((text) =>
      [/\n|[.:](?:\s|$)/u, /[.;:\n](?:\s|$)/u, /[.;:,\n](?:\s|$)/u].flatMap((ends) =>
        text.split(ends),
      ),
    )
    .map((part) => wordsOf(part).join(' '))
    .filter((part) => part.split(' ').length >= fewestWords),
);
const runs = new Set(said.flatMap((text) => runsIn(wordsOf(text))));

/** Whether a title or a keyword of an answer is taken from the question. */
export function repeatsTheQuestion({ description, shortTitle, keywords }: RawAnswer): boolean {
  return (
    [description, shortTitle].some(isOfTheQuestion) ||
    keywords.some((keyword) => keyword.includes(' ') && isOfTheQuestion(keyword))
  );
}

function isOfTheQuestion(text: string): boolean {
  const words = wordsOf(text);
  return words.length < runLength
    ? parts.has(words.join(' '))
    : parts.has(words.join(' ')) || runsIn(words).some((run) => runs.has(run));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function runsIn(words: readonly string[]): readonly string[] {
  return words.slice(runLength - 1).map((_, at) => words.slice(at, at + runLength).join(' '));
}
