/** The words of a command line, as the shells of Windows leave them: they take nothing apart that the user might mean. */
import { homedir } from 'node:os';
import { type Platform, platform } from '../files/platform.ts';

/**
 * Where no shell does it, puts the user's home for `~`, and takes away the quote that ends a path: `'C:\My Photos\'` in
 * PowerShell 5 and `"C:\My Photos\"` in cmd reach a program with a quote in place of the last backslash. The long form
 * of a path (`\\?\C:\My Photos`) becomes the usual one; Node makes the long one of it wherever it is needed.
 */
export function typedWords(
  words: readonly string[],
  { shell }: Pick<Platform, 'shell'> = platform(),
  home = homedir(),
): readonly string[] {
  if (shell !== 'windows') return words;
  return words.map((word) =>
    word
      .replace(/^~(?=[\\/]|$)/, () => home)
      .replace(/^\\\\\?\\UNC\\/, '\\\\')
      .replace(/^\\\\\?\\(?=[A-Za-z]:)/, '')
      .replace(/^([^"\\/]*[\\/][^"]*)"$/, '$1'),
  );
}
