/** What a change to many photos would do, then one step that one undo takes back. */

import { count, counted } from '../../../amounts.ts';
import { InterruptedError, messageOf } from '../../../errors.ts';
import type { BulkChange, BulkPreview } from '../../model/review.ts';
import { whereTheyDiffer } from '../../text/differ.ts';
import { type Line, line, type Span } from '../../text/line.ts';
import { truncate } from '../../text/width.ts';
import type { Theme } from '../../theme.ts';
import type { Review } from './review.ts';

export type OtherWay = {
  readonly key: string;
  readonly label: string;
  readonly change: BulkChange;
};

/** Makes a change: to the photo under the cursor at once, to selected ones after showing what it would do. */
export function changeOrOffer(review: Review, change: BulkChange): void {
  if (review.now.selection.size > 0) offer(review, change);
  else make(review, review.targets(), change);
}

/** Shows what a change would do and does it on Enter; undo takes it back in one step. */
export function offer(review: Review, change: BulkChange, others: readonly OtherWay[] = []): void {
  const ids = review.targets();
  look(
    review,
    ids,
    (report, signal) => review.model.bulkPreview(ids, change, report, signal),
    (preview) => showOffer(review, ids, preview, change, others),
  );
}

/** Looks through the photos and shows what was found. */
export function look<T>(
  review: Review,
  ids: readonly number[],
  work: (report: (done: number) => void, signal: AbortSignal) => T | Promise<T>,
  show: (found: T) => void,
): void {
  const stop = new AbortController();
  const found = work(review.telling('Looked at', ids.length), stop.signal);
  if (found instanceof Promise) void showLater(review, found, stop, show);
  else show(found);
}

/** Very many photos take a while; the window that waits for it can be closed. */
async function showLater<T>(
  review: Review,
  found: Promise<T>,
  stop: AbortController,
  show: (found: T) => void,
): Promise<void> {
  const close = review.shell.menu({
    title: 'Looking through the photos',
    items: [{ key: 'n', label: 'stop', run: () => stop.abort() }],
    dismissed: () => stop.abort(),
  });
  try {
    show(await found);
  } catch (error) {
    if (error instanceof InterruptedError) review.shell.toast('Nothing was changed.');
    else review.shell.toast(messageOf(error), 'bad');
  } finally {
    close();
  }
}

function showOffer(
  review: Review,
  ids: readonly number[],
  preview: BulkPreview,
  change: BulkChange,
  others: readonly OtherWay[],
): void {
  review.shell.clear();
  if (preview.changed === 0) {
    review.shell.toast(`Nothing would change in ${counted(preview.of, 'photo')}.`, 'warn');
    return;
  }
  let drawn: { readonly width: number; readonly lines: readonly Line[] } | undefined;
  review.shell.menu({
    title: `${count(preview.changed)} of ${counted(preview.of, 'photo')} would change`,
    body(width, theme) {
      if (drawn?.width !== width) drawn = { width, lines: previewLines(preview, width, theme) };
      return drawn.lines;
    },
    items: [
      {
        key: 'y',
        label: `change ${counted(preview.changed, 'photo')}`,
        note: `${review.shell.keys.say('review.undo')} takes it back`,
        run: () => make(review, ids, change),
      },
      ...others.map(({ key, label, change: other }) => ({
        key,
        label,
        run: () => make(review, ids, other),
      })),
      { key: 'n', label: 'change nothing', run: () => undefined },
    ],
  });
}

/** The selection stays for the next change to the same photos; Esc gives it up. */
function make(review: Review, ids: readonly number[], change: BulkChange): void {
  review.perform(
    (report) => review.model.bulk(ids, change, report),
    ids.length,
    (done) => review.done(done),
  );
}

/** What stands against it, then photo by photo what would change. */
export function previewLines(preview: BulkPreview, width: number, theme: Theme): Line[] {
  const { glyphs } = theme;
  const left = preview.changed - preview.examples.length;
  const examples = preview.examples.flatMap(({ name, before, after }): Line[] => {
    const [was, is] = whereTheyDiffer(before, after, width - signWidth, glyphs.cut);
    return [
      line([truncate(name, width, glyphs.cut), 'quiet']),
      ...(was === '' ? [] : [sideLine('-', was, 'removed')]),
      ...(is === '' ? [] : [sideLine('+', is, 'added')]),
    ];
  });
  const warnings = preview.warnings.map((warning) =>
    line([`${glyphs.problem} `, 'warn'], [warning]),
  );
  const rest = left > 0 ? [line([`and ${counted(left, 'photo')} more`, 'quiet'])] : [];
  return [...warnings, ...examples, ...rest];
}

const signWidth = 4;

function sideLine(sign: '+' | '-', text: string, role: 'added' | 'removed'): Line {
  const spans: Span[] = [[`  ${sign} `, role], [text]];
  return { spans };
}
