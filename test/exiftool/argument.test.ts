import { describe, expect, it } from 'vitest';
import { whyRefused } from '../../src/exiftool/argument.ts';

describe('what ExifTool may be given', () => {
  it.each([
    ['/photos/a\nb.jpg', 'name-has-line-break'],
    ['/photos/a\rb.jpg', 'name-has-line-break'],
    ['/photos/a\r\n-execute\r\nb.jpg', 'name-has-line-break'],
    ['/photos/a\0b.jpg', 'name-has-line-break'],
    ['/photos\n/a.jpg', 'name-has-line-break'],
    ['/photos/rm -rf |', 'name-refused'],
    ['/photos/rm -rf | \t', 'name-refused'],
    ['/photos/\ufffd.jpg', 'name-refused'],
    ['/photos/\ud800.jpg', 'name-refused'],
    ['-overwrite_original.jpg', 'name-refused'],
    ['#comment.jpg', 'name-refused'],
    ['@arguments.jpg', 'name-refused'],
    ['', 'name-refused'],
  ])('is not %j', (path, code) => {
    expect(whyRefused(path)).toMatchObject({
      code,
      message: expect.stringMatching(/^Its name, .*Rename it/),
    });
  });

  it.each([
    '/photos/a.jpg',
    '/photos/-a.jpg',
    '/photos/a | b.jpg',
    '/photos/東京 👩‍🚀.jpg',
    '/photos/%d.jpg',
  ])('may be %j', (path) => {
    expect(whyRefused(path)).toBeUndefined();
  });
});
