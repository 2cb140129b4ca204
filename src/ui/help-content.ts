/** What the help explains besides keys: the symbols on the screen, and how a session goes. Pure. */
import { glyphs } from './glyphs.ts';
import type { KeyNames } from './keys/key-names.ts';
import type { Span } from './text/line.ts';

type Sign = { readonly sign: Span; readonly means: string };

export const signs: readonly { readonly heading: string; readonly signs: readonly Sign[] }[] = [
  {
    heading: 'in the list of photos',
    signs: [
      { sign: [glyphs.open, 'quiet'], means: 'open: you have not decided yet' },
      { sign: [glyphs.edited, 'accent'], means: 'open, and you have edited it' },
      { sign: [glyphs.accepted, 'good'], means: 'accepted' },
      { sign: [glyphs.rejected, 'bad'], means: 'rejected' },
      { sign: [glyphs.excluded, 'warn'], means: 'left out: no stage acts on it' },
      { sign: [glyphs.cursor, 'accent'], means: 'the photo that is shown' },
      { sign: [glyphs.selected, 'accent'], means: 'selected for a bulk change' },
      { sign: ['3/4', 'quiet'], means: 'the third of a burst of four photos that are alike' },
      {
        sign: [`2${glyphs.problem}`, 'warn'],
        means: 'two problems that agencies reject photos for',
      },
      {
        sign: [`1${glyphs.unsure}`, 'unsure'],
        means: 'one doubt that only you can settle',
      },
    ],
  },
  {
    heading: 'beside title and keywords',
    signs: [
      { sign: [glyphs.problem, 'warn'], means: 'a problem; agencies reject this' },
      {
        sign: [glyphs.unsure, 'unsure'],
        means: 'a doubt: an unverified name, another place or date; is it right?',
      },
      { sign: [glyphs.dot, 'quiet'], means: 'a hint; nothing has to be done' },
      {
        sign: [glyphs.rule.repeat(3), 'faint'],
        means: 'below the tenth keyword: the first ten count most',
      },
      {
        sign: [`${glyphs.before}harbor`, 'accent'],
        means: 'a keyword that the photo or its sidecar had before',
      },
      { sign: ['too long', 'over'], means: 'the part of a title that is over its limit' },
    ],
  },
  {
    heading: 'beside the stages, in the top row',
    signs: [
      { sign: [glyphs.cursor, 'accent'], means: 'the stage that you see' },
      { sign: [glyphs.accepted, 'good'], means: 'all photos have passed it' },
      { sign: [glyphs.open, 'quiet'], means: 'photos have yet to pass it' },
      { sign: [glyphs.arrow, 'accent'], means: 'it is running' },
      {
        sign: [glyphs.problem, 'warn'],
        means: 'photos are held back there; the stage says why',
      },
    ],
  },
];

/** How a session goes, for those who see the program for the first time; one step a paragraph. */
export function guide({ say }: KeyNames): readonly string[] {
  return [
    `1. The stages stand in the top row. ${say('stage.act')} does what a stage offers and leads on to the next one; ${say('go.previous')} and ${say('go.next')} go back and forth.`,
    '2. Scan reads the photos, Prepare makes small copies of them, Submit sends these to the model. Only Submit costs money; it shows the price and asks first. Collect takes the answers in.',
    `3. In the Review, look at the picture and read its title and keywords: ${say('review.accept')} accepts them and shows the next photo, ${say('review.reject')} rejects them, ${say('review.title')} edits the title, ${say('keywords.focus')} leads to the keywords.`,
    `4. ${say('review.nextLook')} goes to the next photo that needs a look. What is wrong is listed below the text, with the keys that fix it.`,
    `5. Photos that are alike can be done at once: ${say('select.toggle')} or ${say('select.range')} selects them; then ${say('review.accept')} and ${say('review.reject')} decide about all of them, and ${say('many.menu')} changes them.`,
    `6. Every step can be undone with ${say('review.undo')}. ${say('program.quit')} leaves at any time: everything is saved already.`,
    `7. Sidecars writes the accepted texts beside the photos, Embed into them; ${say('embed.undo')} puts the old values back. Deliver makes copies for agencies.`,
  ];
}
