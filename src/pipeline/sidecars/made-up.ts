/** Text that a rehearsal made up goes beside and into real photos only when the person insists, which is never the default. */
import { count, counted } from '../../amounts.ts';
import { madeUpPhotos } from '../../catalog/review-to-write.ts';
import { isSampleArchive } from '../../files/sample-marker.ts';
import type { Archive } from '../archive/archive.ts';
import type { Effect, Fact, Question } from '../archive/stage-view.ts';

export type MadeUp = {
  /** Photos of a stage that have such text and are no sample; those that something else holds back are left out. */
  readonly ids: readonly number[];
  /** How many of them are held back for that. */
  readonly held: number;
  /** Ready photos whose text a model or a person wrote. */
  readonly others: number;
};

/** Where made-up text is written like any other. */
export const noneMadeUp = (ready: number): MadeUp => ({ ids: [], held: 0, others: ready });

/** @param ready photos that are not held back, made-up text or not */
export async function madeUpAt(
  { catalog, root }: Archive,
  stage: 'sidecars' | 'embed',
  ready: number,
): Promise<MadeUp> {
  const photos = madeUpPhotos(catalog, stage);
  if (photos.length === 0 || (await isSampleArchive(root))) return noneMadeUp(ready);
  const held = photos.filter((photo) => photo.held).length;
  return { ids: photos.map(({ id }) => id), held, others: ready - (photos.length - held) };
}

/** A warning of those that are not held back; the others are listed with their reason. */
export function madeUpFacts({ ids, held }: MadeUp, where: 'beside' | 'into'): readonly Fact[] {
  if (ids.length === held) return [];
  const texts = counted(ids.length - held, 'text was', 'texts were');
  return [
    {
      warning: `${texts} made up by the rehearsal, which knows nothing of your pictures. None of it is written ${where} your photos unless you insist.`,
    },
  ];
}

/** `Embed in 1 photo, or in 3 with made-up texts`, the first of which is what the facts call ready. */
export function labelWithMadeUp(
  { ids, others }: MadeUp,
  words: { readonly before: string; readonly again: string; readonly what: string },
): string {
  const all = ids.length + others;
  const made = counted(ids.length, words.what);
  if (others === 0) return `${words.before} ${made}, all with made-up texts`;
  return `${words.before} ${counted(others, words.what)}, or ${words.again}${count(all)} with made-up texts`;
}

/** What stands beside what is ready. */
export function madeUpCount({ ids }: MadeUp, what: string): Fact | false {
  return (
    ids.length > 0 && {
      label: 'Made up',
      value: `${counted(ids.length, what)} by a rehearsal, only if you insist`,
    }
  );
}

/** Asks whether made-up text is to be written; `write` is what happens then. */
export function askToInsist(
  { ids, others }: MadeUp,
  write: (insist: boolean, photos: number) => Effect,
): Question {
  const texts = counted(ids.length, 'made-up text');
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
        effect: write(true, ids.length + others),
      },
      { key: 'n', label: 'leave my photos as they are' },
    ],
  };
}
