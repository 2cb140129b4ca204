/** Text that a rehearsal made up goes into real photos only when the person insists, which is never the default. */

import { counted } from '../../../amounts.ts';
import type { Rehearsed } from '../../model/stage-facts.ts';
import type { Line } from '../../text/line.ts';
import type { Theme } from '../../theme.ts';
import type { StageTools } from './stage-screen.ts';
import { paragraph } from './table-lines.ts';

export type MadeUp = {
  readonly rehearsed: Rehearsed;
  /** Photos that stand ready, made-up text or not. */
  readonly ready: number;
};

/** Ready photos whose text a model wrote. */
export function othersIn({ rehearsed, ready }: MadeUp): number {
  return Math.max(0, ready - (rehearsed.photos - rehearsed.held));
}

/** The warning on the page about those that are not held back, which is told with its reason. */
export function madeUpLines(
  { rehearsed }: MadeUp,
  where: 'beside' | 'into',
  width: number,
  theme: Theme,
): Line[] {
  const told = rehearsed.photos - rehearsed.held;
  if (told <= 0) return [];
  const texts = counted(told, 'text is', 'texts are');
  return paragraph(
    `${theme.glyphs.problem} ${texts} made up by the rehearsal, which knows nothing of your pictures. Nothing of it is written ${where} your photos unless you insist.`,
    width,
    'warn',
  );
}

/** Asks whether made-up text is to be written; `go` is told whether the person insists. */
export function askToInsist(
  tools: StageTools,
  madeUp: MadeUp,
  go: (insist: boolean, photos: number) => void,
): void {
  const { rehearsed } = madeUp;
  const others = othersIn(madeUp);
  const texts = counted(rehearsed.photos, 'made-up text');
  const offered = [
    ...(others === 0
      ? []
      : [
          {
            key: 'o',
            label: `write only the ${counted(others, 'other')}, which a model wrote`,
            run: () => go(false, others),
          },
        ]),
    {
      key: 'w',
      label: `write the ${texts} all the same`,
      run: () => go(true, rehearsed.photos + others),
    },
    { key: 'n', label: 'leave my photos as they are', run: () => undefined },
  ];
  tools.shell.menu({
    title: `${texts}, in real photos?`,
    body: (width) =>
      paragraph(
        'The rehearsal has not seen your pictures. Whoever reads these photos later takes its words for yours.',
        width,
        'warn',
      ),
    first: offered.length - 1,
    items: offered,
  });
}
