/** An answer that gives the question back: sentences of our own instructions or of the schema where a text should be. */

import { furtherKinds } from '../rules/answers/further.ts';
import type { RawAnswer } from '../rules/answers/suggest.ts';
import { remembered } from '../rules/texts/remembered.ts';
import { stringsIn } from './json-in-text.ts';
import { instructionsWith, neutralRequest } from './prompt.ts';
import { answerSchema } from './schema.ts';

/** All that may be asked beside title and keywords. */
const everything = { further: furtherKinds };

/** So many words in a row are no accident. */
const runLength = 6;
/** A part of a sentence that has at least so many words is one that nobody else would write. */
const fewestWords = 3;

const said = [
  instructionsWith('', everything),
  neutralRequest,
  ...stringsIn(answerSchema(1, everything)),
];
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

/**
 * The same for the user's own prompt. It may hold examples and words that are wanted in an answer, so that only a whole
 * sentence of it, or more words in a row than an honest title shares with it, tell an echo.
 */
export function repeatsThePrompt(
  { description, shortTitle, keywords }: RawAnswer,
  prompt: string,
): boolean {
  const told = ` ${wordsOf(prompt).join(' ')} `;
  if (told.trim() === '') return false;
  return [description, shortTitle, ...keywords].some((text) => {
    const words = wordsOf(text);
    const runs = [words, ...runsIn(words, longRun).map((run) => run.split(' '))];
    return runs.some((run) => run.length >= runLength && told.includes(` ${run.join(' ')} `));
  });
}

/** Of a prompt that holds examples. */
const longRun = 10;

const isOfTheQuestion = remembered((text): boolean => {
  const words = wordsOf(text);
  return parts.has(words.join(' ')) || runsIn(words).some((run) => runs.has(run));
});

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function runsIn(words: readonly string[], length = runLength): readonly string[] {
  return words.slice(length - 1).map((_, at) => words.slice(at, at + length).join(' '));
}
