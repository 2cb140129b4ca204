/** What a change to many photos would do, then one step that one undo takes back. */

import { count, counted } from '../../amounts.ts';
import type { ChunkOptions } from '../../catalog/chunked.ts';
import { InterruptedError } from '../../errors.ts';
import type { ChangePreview } from '../../pipeline/review/apply.ts';
import type { Change } from '../../pipeline/review/change.ts';
import { glyphs } from '../glyphs.ts';
import { item, nothing } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { whereTheyDiffer } from '../text/differ.ts';
import { type Line, line } from '../text/line.ts';
import { truncate } from '../text/width.ts';

/** Another change that the same preview stands for. */
export type OtherWay = readonly [key: string, label: string, change: Change];

/** Makes a change: to the photo under the cursor at once, to selected ones after showing what it would do. */
export function changeOrOffer(review: ReviewController, change: Change): void {
  if (review.now.selection.size > 0) offer(review, change);
  else review.apply(change);
}

/**
 * Shows what a change would do and does it on Enter; undo takes it back in one step. The selection stays for the next
 * change to the same photos; Esc gives it up.
 */
export function offer(
  review: ReviewController,
  change: Change,
  others: readonly OtherWay[] = [],
): void {
  const ids = review.targets();
  showPreview(review, change, (shown) => showOffer(review, ids, shown, change, others));
}

/** Finds out what a change would do, and shows it. */
export function showPreview(
  review: ReviewController,
  change: Change,
  show: (shown: ChangePreview) => void,
): void {
  const ids = review.targets();
  lookThrough(review, ids, (options) => review.session.preview(ids, change, options), show);
}

/** Looks through the photos and shows what was found. */
export function lookThrough<T>(
  review: ReviewController,
  ids: readonly number[],
  work: (options: ChunkOptions) => T | Promise<T>,
  show: (found: T) => void,
): void {
  const stop = new AbortController();
  const report = review.telling('Looked at', ids.length);
  const found = work({ report, signal: stop.signal });
  if (found instanceof Promise) void showLater(review, found, stop, show);
  else show(found);
}

/** Very many photos take a while; the window that waits for it can be closed. */
async function showLater<T>(
  { shell }: ReviewController,
  found: Promise<T>,
  stop: AbortController,
  show: (found: T) => void,
): Promise<void> {
  const close = shell.menu({
    title: 'Looking through the photos',
    items: [item('n', 'stop', () => stop.abort())],
    dismissed: () => stop.abort(),
  });
  try {
    show(await found);
  } catch (error) {
    if (error instanceof InterruptedError) shell.toast('Nothing was changed.');
    else shell.fail(error);
  } finally {
    close();
  }
}

function showOffer(
  review: ReviewController,
  ids: readonly number[],
  shown: ChangePreview,
  change: Change,
  others: readonly OtherWay[],
): void {
  const { shell } = review;
  shell.clear();
  if (shown.changed === 0) {
    shell.toast(`Nothing would change in ${counted(shown.of, 'photo')}.`, 'warn');
    return;
  }
  shell.menu({
    title: `${count(shown.changed)} of ${counted(shown.of, 'photo')} would change`,
    body: (width) => previewLines(shown, width),
    items: [
      item(
        'y',
        `change ${counted(shown.changed, 'photo')}`,
        () => review.apply(change, ids),
        `${shell.keys.say('review.undo')} takes it back`,
      ),
      ...others.map(([key, label, other]) => item(key, label, () => review.apply(other, ids))),
      nothing('n', 'change nothing'),
    ],
  });
}

/** What stands against it, then photo by photo what would change. */
export function previewLines(shown: ChangePreview, width: number): Line[] {
  const left = shown.changed - shown.examples.length;
  const examples = shown.examples.flatMap(({ name, before, after }): Line[] => {
    const [was, is] = whereTheyDiffer(before, after, width - signWidth);
    return [
      line([truncate(name, width), 'quiet']),
      ...(was === '' ? [] : [line(['  - ', 'removed'], was)]),
      ...(is === '' ? [] : [line(['  + ', 'added'], is)]),
    ];
  });
  const warnings = shown.warnings.map((warning) => line([`${glyphs.problem} `, 'warn'], warning));
  const rest = left > 0 ? [line([`and ${counted(left, 'photo')} more`, 'quiet'])] : [];
  return [...warnings, ...examples, ...rest];
}

const signWidth = 4;
