import { describe, expect, it } from 'vitest';
import { platform } from '../../src/files/platform.ts';
import { shellWord } from '../../src/files/shell-word.ts';

describe('a path in a command that is printed', () => {
  it.each([
    ['/photos/Porto', '/photos/Porto'],
    ["/photos/it's mine", String.raw`'/photos/it'\''s mine'`],
    ['-photos', './-photos'],
  ])('is a word of a Unix shell: %s', (path, word) => {
    expect(shellWord(path, platform('linux'))).toBe(word);
    expect(shellWord(path, platform('darwin'))).toBe(word);
  });

  it.each([
    [String.raw`C:\Photos\Porto`, String.raw`C:\Photos\Porto`],
    [String.raw`C:\My Photos & more`, String.raw`"C:\My Photos & more"`],
    [String.raw`C:\it's (mine)`, String.raw`"C:\it's (mine)"`],
    [String.raw`\\server\my share`, String.raw`"\\server\my share"`],
    ['D:\\my photos\\', '"D:\\my photos\\\\"'],
    [String.raw`C:\a$b 'c`, String.raw`'C:\a$b ''c'`],
    [String.raw`C:\100%, all`, String.raw`"C:\100%, all"`],
  ])('is a word of cmd and PowerShell: %s', (path, word) => {
    expect(shellWord(path, platform('win32'))).toBe(word);
  });
});
