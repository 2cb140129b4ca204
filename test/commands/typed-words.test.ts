import { expect, it } from 'vitest';
import { typedWords } from '../../src/commands/typed-words.ts';
import { platform } from '../../src/files/platform.ts';

const home = String.raw`C:\Users\Jürgen $1`;
const typed = (word: string, name: NodeJS.Platform) =>
  typedWords([word], platform(name), home).join('|');

it.each([
  ['~', home],
  ['~/Photos', `${home}/Photos`],
  [String.raw`~\Photos`, String.raw`${home}\Photos`],
  ['~backup', '~backup'],
  [String.raw`C:\My Photos"`, String.raw`C:\My Photos`],
  [String.raw`.\My Photos"`, String.raw`.\My Photos`],
  ['the "old" bridge"', 'the "old" bridge"'],
  ['and/or "so"', 'and/or "so"'],
  ['5"', '5"'],
  [String.raw`\\?\C:\My Photos`, String.raw`C:\My Photos`],
  [String.raw`\\?\UNC\server\share`, String.raw`\\server\share`],
  [String.raw`\\server\share`, String.raw`\\server\share`],
])('on Windows, %s is %s', (word, meant) => {
  expect(typed(word, 'win32')).toBe(meant);
  expect(typed(word, 'linux')).toBe(word);
});
