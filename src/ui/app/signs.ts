/** What the signs on the screen mean. Pure; the signs come from the table that the screen is drawn with. */
import type { Span } from '../text/line.ts';
import type { Theme } from '../theme.ts';

type Sign = { readonly sign: (theme: Theme) => Span; readonly means: string };

export const signs: readonly { readonly heading: string; readonly signs: readonly Sign[] }[] = [
  {
    heading: 'in the list of photos',
    signs: [
      { sign: ({ glyphs }) => [glyphs.open, 'quiet'], means: 'open: you have not decided yet' },
      { sign: ({ glyphs }) => [glyphs.edited, 'accent'], means: 'open, and you have edited it' },
      { sign: ({ glyphs }) => [glyphs.accepted, 'good'], means: 'accepted' },
      { sign: ({ glyphs }) => [glyphs.rejected, 'bad'], means: 'rejected' },
      { sign: ({ glyphs }) => [glyphs.cursor, 'accent'], means: 'the photo that is shown' },
      { sign: ({ glyphs }) => [glyphs.selected, 'accent'], means: 'selected, for many at once' },
      { sign: () => ['3/4', 'quiet'], means: 'the third of a burst of four photos that are alike' },
      {
        sign: ({ glyphs }) => [`2${glyphs.problem}`, 'warn'],
        means: 'two problems, for which agencies refuse photos',
      },
      {
        sign: ({ glyphs }) => [`1${glyphs.unsure}`, 'unsure'],
        means: 'one name that the model has from nobody: is it right?',
      },
    ],
  },
  {
    heading: 'beside title and keywords',
    signs: [
      { sign: ({ glyphs }) => [glyphs.problem, 'warn'], means: 'a problem; agencies refuse this' },
      {
        sign: ({ glyphs }) => [glyphs.unsure, 'unsure'],
        means: 'a name that neither you nor the file gave, nor can be read',
      },
      { sign: ({ glyphs }) => [glyphs.dot, 'quiet'], means: 'a hint; nothing has to be done' },
      {
        sign: ({ glyphs }) => [glyphs.rule.repeat(3), 'faint'],
        means: 'below the tenth keyword: the first ten count most',
      },
      { sign: () => ['too long', 'over'], means: 'the part of a title that is over its limit' },
    ],
  },
  {
    heading: 'beside the stages, in the top row',
    signs: [
      { sign: ({ glyphs }) => [glyphs.cursor, 'accent'], means: 'the stage that you see' },
      { sign: ({ glyphs }) => [glyphs.accepted, 'good'], means: 'all photos have passed it' },
      { sign: ({ glyphs }) => [glyphs.open, 'quiet'], means: 'photos have yet to pass it' },
      { sign: ({ glyphs }) => [glyphs.arrow, 'accent'], means: 'it is running' },
      {
        sign: ({ glyphs }) => [glyphs.problem, 'warn'],
        means: 'photos are held back there; the stage says why',
      },
    ],
  },
];
