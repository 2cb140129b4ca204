/** What the help explains besides keys: the symbols on the screen, and how a session goes. Pure. */
import { glyphs } from './glyphs.ts';
import type { KeyNames } from './keys/key-names.ts';
import type { Role } from './theme.ts';

type Sign = readonly [sign: string, role: Role, means: string];

export const signs: readonly { readonly heading: string; readonly signs: readonly Sign[] }[] = [
  {
    heading: 'in the list of photos',
    signs: [
      [glyphs.open, 'quiet', 'open: you have not decided yet'],
      [glyphs.edited, 'accent', 'open, and you have edited it'],
      [glyphs.accepted, 'good', 'accepted'],
      [glyphs.rejected, 'bad', 'rejected'],
      [glyphs.excluded, 'warn', 'left out: no stage acts on it'],
      [glyphs.cursor, 'accent', 'the photo that is shown'],
      [glyphs.selected, 'accent', 'selected for a bulk change'],
      ['3/4', 'quiet', 'the third of a burst of four photos that are alike'],
      [`2${glyphs.problem}`, 'warn', 'two problems that agencies reject photos for'],
      [`1${glyphs.unsure}`, 'unsure', 'one doubt that only you can settle'],
    ],
  },
  {
    heading: 'beside title and keywords',
    signs: [
      [glyphs.problem, 'warn', 'a problem; agencies reject this'],
      [glyphs.unsure, 'unsure', 'a doubt: an unverified name, another place or date; is it right?'],
      [glyphs.dot, 'quiet', 'a hint; nothing has to be done'],
      [glyphs.rule.repeat(3), 'faint', 'below the tenth keyword: the first ten count most'],
      [`${glyphs.before}harbor`, 'accent', 'a keyword that the photo or its sidecar had before'],
      ['too long', 'over', 'the part of a title that is over its limit'],
    ],
  },
  {
    heading: 'beside the stages, in the top row',
    signs: [
      [glyphs.cursor, 'accent', 'the stage that you see'],
      [glyphs.accepted, 'good', 'all photos have passed it'],
      [glyphs.open, 'quiet', 'photos have yet to pass it'],
      [glyphs.arrow, 'accent', 'it is running'],
      [glyphs.problem, 'warn', 'photos are held back there; the stage says why'],
    ],
  },
];

/** How a session goes, for those who see the program for the first time; one step a paragraph. */
export function guide({ say }: KeyNames): readonly string[] {
  return [
    `1. The stages stand in the top row. ${say('stage.act')} does what a stage offers and leads on to the next one; ${say('go.previous')} and ${say('go.next')} go back and forth.`,
    '2. Scan reads the photos, Prepare makes previews of them, Submit sends these to the model. Only Submit costs money; it shows the price and asks first. Collect takes the answers in.',
    `3. In the Review, look at the picture and read its title and keywords: ${say('review.accept')} accepts them and shows the next photo, ${say('review.reject')} rejects them, ${say('review.title')} edits the title, ${say('keywords.focus')} leads to the keywords.`,
    `4. ${say('review.nextLook')} goes to the next photo that needs a look. What is wrong is listed below the text, with the keys that fix it.`,
    `5. Photos that are alike can be done at once: ${say('select.toggle')} or ${say('select.range')} selects them; then ${say('review.accept')} and ${say('review.reject')} decide about all of them, and ${say('many.menu')} changes them.`,
    `6. Every step can be undone with ${say('review.undo')}. ${say('program.quit')} leaves at any time: everything is saved already.`,
    `7. Sidecars writes the accepted texts beside the photos, Embed into them; ${say('embed.undo')} puts the old values back. Deliver makes copies for agencies.`,
  ];
}
