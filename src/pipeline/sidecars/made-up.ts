/** Text that a rehearsal made up goes beside and into real photos only when the person insists, which is never the default. */
import { counted } from '../../amounts.ts';
import { countRehearsed } from '../../catalog/reviews.ts';
import { isSampleArchive } from '../../files/sample-marker.ts';
import type { Archive } from '../archive/archive.ts';
import type { Effect, Fact, Question } from '../archive/stage-view.ts';

export type MadeUp = {
  /** Photos of a stage that have such text and are no sample. */
  readonly photos: number;
  /** How many of them are held back for that. */
  readonly held: number;
  /** Ready photos whose text a model wrote. */
  readonly others: number;
};

/** @param ready photos that are not held back, made-up text or not */
export async function madeUpAt(
  { catalog, root }: Archive,
  stage: 'sidecars' | 'embed',
  ready: number,
): Promise<MadeUp> {
  const { photos, held } = countRehearsed(catalog, stage);
  return photos === 0 || (await isSampleArchive(root))
    ? { photos: 0, held: 0, others: ready }
    : { photos, held, others: Math.max(0, ready - (photos - held)) };
}

/** A warning of those that are not held back; the others are listed with their reason. */
export function madeUpFacts({ photos, held }: MadeUp, where: 'beside' | 'into'): readonly Fact[] {
  if (photos === held) return [];
  const texts = counted(photos - held, 'text was', 'texts were');
  return [
    {
      warning: `${texts} made up by the rehearsal, which knows nothing of your pictures. None of it is written ${where} your photos unless you insist.`,
    },
  ];
}

/** Asks whether made-up text is to be written; `write` is what happens then. */
export function askToInsist(
  { photos, others }: MadeUp,
  write: (insist: boolean, photos: number) => Effect,
): Question {
  const texts = counted(photos, 'made-up text');
  return {
    title: `${texts}, in real photos?`,
    facts: [
      {
        text: 'The rehearsal has not seen your pictures. Anyone who reads these photos later will take its words for yours.',
        tone: 'warn',
      },
    ],
    choices: [
      ...(others === 0
        ? []
        : [
            {
              key: 'o',
              label: `write only the ${counted(others, 'other')}, which a model wrote`,
              effect: write(false, others),
            },
          ]),
      {
        key: 'w',
        label: `write the ${texts} anyway`,
        effect: write(true, photos + others),
      },
      { key: 'n', label: 'leave my photos as they are' },
    ],
  };
}
