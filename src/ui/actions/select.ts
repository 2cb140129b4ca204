/** Choosing several photos for the next action. */
import { counted } from '../../amounts.ts';
import { item } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';

/** Takes the photo under the cursor in or out, and goes on to the next. */
export function toggleSelected(review: ReviewController): void {
  const id = review.currentId;
  if (id === undefined) return;
  const selection = new Set(review.now.selection);
  if (!selection.delete(id)) selection.add(id);
  review.select(selection);
  review.goBy(1);
}

/** Begins a range at the cursor; the second time, everything from there to the cursor is selected. */
export function selectRange(review: ReviewController): void {
  const { anchor, index, list } = review.now;
  if (anchor === undefined) {
    review.state.merge({ anchor: index });
    review.shell.toast(
      `The range starts here; ${review.shell.keys.say('select.range')} at its other end selects it.`,
    );
    return;
  }
  review.shell.clear();
  const [from, to] = anchor < index ? [anchor, index] : [index, anchor];
  const ids = (list?.ids ?? []).slice(from, to + 1);
  select(review, ids);
}

export function selectNone(review: ReviewController): void {
  review.select(new Set());
}

function select(review: ReviewController, ids: readonly number[]): void {
  review.select(new Set([...review.now.selection, ...ids]));
}

export function selectAll(review: ReviewController): void {
  select(review, review.now.list?.ids ?? []);
}

export function selectMenu(review: ReviewController): void {
  const { list, selection } = review.now;
  const id = review.currentId;
  if (id === undefined) return;
  const burst = list?.burstOf(id) ?? [];
  const folder = list?.folderOf(id) ?? [];
  const all = list?.ids ?? [];
  const others = new Set(all).difference(selection);
  const photos = (amount: number) => counted(amount, 'photo');
  review.shell.menu({
    title: 'Select',
    items: [
      item('a', 'every photo of this list', () => select(review, all), photos(all.length)),
      item('f', 'this folder', () => select(review, folder), photos(folder.length)),
      {
        ...item('b', 'this burst', () => select(review, burst), photos(burst.length)),
        refused: burst.length < 2 ? 'this photo is in no burst' : undefined,
      },
      item('i', 'all others instead', () => review.select(others), photos(others.size)),
      item('n', 'nothing', () => selectNone(review)),
    ],
  });
}
