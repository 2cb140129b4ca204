/** What a person should know before the first photo is touched, on one page. */
import { dollarText } from '../amounts.ts';
import { getMeta, setMeta } from '../catalog/meta.ts';
import type { Archive } from './archive/archive.ts';
import type { FactGroups } from './archive/stage-view.ts';
import { roughDollars } from './ask/estimate.ts';
import { destinationOf, notSent } from './ask/sample.ts';

/** When the guide was shown in this archive. */
const shownKey = 'guide.shown';

/**
 * The guide, on the first start in an archive; undefined ever after, and in a rehearsal, which is a guide itself.
 * @param key how a sentence calls the key of a command
 */
export function takeGuide(
  archive: Archive,
  key: (command: string) => string,
): FactGroups | undefined {
  const { catalog, rehearsal } = archive;
  if (rehearsal || getMeta(catalog, shownKey) !== undefined) return undefined;
  setMeta(catalog, shownKey, new Date().toISOString());
  return guideFacts(archive, key);
}

function guideFacts(archive: Archive, key: (command: string) => string): FactGroups {
  const { 'preview.edge': edge, model } = archive.settings;
  const dollars = roughDollars(archive, 1000);
  const price =
    dollars === undefined
      ? `The price of ${model} is not known.`
      : `About ${dollarText(dollars)} for a thousand photos with ${model}.`;
  return [
    [
      {
        label: 'What happens',
        value:
          'The photos are being scanned now, which changes nothing. Then each stage waits for you: previews are made, a model suggests titles and keywords, and you accept, edit or reject them one by one. Only what you accept is written: beside the photos as sidecars, then into them. Agencies get copies of their own.',
      },
    ],
    [
      {
        label: 'What it costs',
        value: `${price} Submit shows the estimate and asks before anything is sent.`,
      },
    ],
    [
      {
        label: 'What leaves',
        value: `Nothing before Submit. Then, to ${destinationOf(archive)}: a preview of at most ${edge} pixels, and place, date and usage in words. What stays here: ${notSent(archive).join(', ')}.`,
      },
    ],
    [
      {
        label: 'How to undo',
        value: `${key('review.undo')} takes back decisions and edits. ${key('embed.undo')} on Sidecars and Embed restores every file byte for byte, whenever you like.`,
      },
    ],
    [
      {
        text: `${key('stage.act')} goes on; ${key('program.help')} explains all keys. \`proofsheet rehearse\` tries everything without a key and at no cost.`,
        tone: 'quiet',
      },
    ],
  ];
}
