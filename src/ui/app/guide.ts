/** How a session goes, for who sees the program for the first time. Pure. */
import type { KeyNames } from '../keys/key-names.ts';

/** One step a paragraph. */
export function guide({ say }: KeyNames): readonly string[] {
  return [
    `1. The stages stand in the top row. ${say('stage.act')} does what a stage offers and leads on to the next one; ${say('go.previous')} and ${say('go.next')} go back and forth.`,
    '2. Scan reads the photos, Prepare makes small copies of them, Submit sends these to the model. Only Submit costs money; it shows the price and asks first. Collect takes the answers in.',
    `3. In the Review, look at the picture and read its title and keywords: ${say('review.accept')} accepts them and shows the next photo, ${say('review.reject')} rejects them, ${say('review.title')} edits the title, ${say('keywords.focus')} leads to the keywords.`,
    `4. ${say('review.nextLook')} goes to the next photo that needs a look. What is wrong stands below the text, with the keys that mend it.`,
    `5. Photos that are alike can be done at once: ${say('select.toggle')} or ${say('select.range')} selects them; then ${say('review.accept')} and ${say('review.reject')} decide about all of them, and ${say('many.menu')} changes them.`,
    `6. Every step can be undone with ${say('review.undo')}. ${say('program.quit')} leaves at any time: everything is saved already.`,
    `7. Sidecars writes the accepted texts beside the photos, Embed writes them into the photos. Embed asks first, and ${say('embed.undo')} puts the old values back.`,
  ];
}
