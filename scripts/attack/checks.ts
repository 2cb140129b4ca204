/** What must hold after every run of the program, whatever it met: a table of questions to what it printed and left. */
import type { Ended } from './program.ts';

/** What nobody may ever see: the key, and the words of the files that are none of the archive's business. */
export const key = 'sk-proj-ATTACKkey0123456789abcdefATTACK';
export const canaryWord = 'CANARY-9f8e7d6c5b4a';
const secrets = [key, canaryWord, 'ATTACKpassword', 'ATTACKtoken'];

/** Characters of a line on stderr; a message quotes at most a line of foreign text. */
const longestLine = 2000;

/** A question about one run: a fault in a few words, or undefined. */
type Question = (ended: Ended) => string | undefined;

const all = ({ stdout, stderr }: Ended) => `${stdout}\n${stderr}`;

/** What stands around the first match, for the report. */
function found(pattern: RegExp, text: string, what: string): string | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const around = text.slice(Math.max(0, match.index - 40), match.index + 80);
  return `${what}: ${JSON.stringify(around)}`;
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';

/** What is printed of an error that nobody foresaw. */
function crashOf({ stdout, stderr }: Ended): string | undefined {
  const text = `${stdout}\n${stderr}`;
  const match =
    /^\s+at \S.*:\d+:\d+|^\s+at .*\(.*\)$|bug in proofsheet|\b(?:Type|Range|Syntax|Reference|Assertion|Zod|Sqlite)Error\b/m.exec(
      text,
    );
  if (match === null) return undefined;
  const lines = text.slice(text.lastIndexOf('\n', match.index) + 1).split('\n');
  const shown = lines.slice(0, 4).map((line) => line.trim().replace(/\(?file:.*\/|\)$/g, ''));
  return `a stack trace: ${JSON.stringify(shown.join(' ').slice(0, 300))}`;
}

function withoutSentence({ code, stderr }: Ended): string | undefined {
  const last = lastLine(stderr);
  return code === 2 && !/[.!?]$/.test(last)
    ? `ends without a sentence: ${JSON.stringify(last.slice(0, 100))}`
    : undefined;
}

const questions: readonly Question[] = [
  ({ end }) => (end === 'endless' ? 'does not end' : undefined),
  // Interrupted when all was done and nothing listened any more, it ends as any program does.
  ({ end, signal }) =>
    signal === null ||
    end === 'killed' ||
    end === 'endless' ||
    (end === 'interrupted' && signal === 'SIGINT')
      ? undefined
      : `died of ${signal}`,
  ({ end, code }) =>
    code === null || [0, 1, 2].includes(code) || (code === 130 && end === 'interrupted')
      ? undefined
      : `exit code ${code}`,
  (ended) => crashOf(ended) ?? withoutSentence(ended),
  (ended) => found(/\[object \w+\]|\bundefined\b|\bNaN\b/, all(ended), 'a value in place of words'),
  (ended) => found(/\(node:\d+\)|heap out of memory|FATAL ERROR/, all(ended), 'a message of Node'),
  (ended) => {
    const secret = secrets.find((one) => all(ended).includes(one));
    return secret === undefined ? undefined : `a secret is printed: ${secret.slice(0, 12)}...`;
  },
  (ended) =>
    found(
      /[^\P{Cc}\n]|[\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|\p{Cs}/u,
      all(ended),
      'a raw control character',
    ),
  ({ stderr }) =>
    stderr.split('\n').some((line) => line.length > longestLine)
      ? `a line of over ${longestLine} characters on stderr`
      : undefined,
];

/** The faults of one run. */
export function faultsOf(ended: Ended): string[] {
  return questions.flatMap((question) => question(ended) ?? []);
}

/** What is checked, for the page. */
export const checkedWords: readonly string[] = [
  'it ends by itself, or at Ctrl-C where it waits for the service, with an exit code that the README names',
  'a failure is a sentence: no stack trace, no error of the language, no value in place of a word',
  'no secret and no raw control character is printed, nor a mark that turns or hides text',
  'a tree of files beside the archive is as it was: names, modes, times, contents',
  'the pixels of every photo are the same',
  'nothing is left in its temporary folder, nor half-written files in the archive',
  'the service gets no more calls than allowed, and another machine never the key',
];
