/** Choosing several photos for the next action. */
import { counted } from '../../../amounts.ts';
import type { Review } from './review.ts';
import { reviewCommands } from './review-command.ts';

export const selectingCommands = reviewCommands('Many at once', 'review', {
  'select.toggle': {
    keys: ['space'],
    title: 'Select the photo and go on',
    words: 'mark choose tick',
    run: toggle,
  },
  'select.range': {
    keys: ['V'],
    title: 'Begin a range; at its other end, select it',
    words: 'mark choose',
    run: range,
  },
  'select.all': {
    keys: ['*'],
    title: 'Select every photo of the list',
    words: 'mark everything',
    run: selectAll,
  },
  'select.menu': {
    keys: ['S'],
    title: 'Select a folder, a burst, all others, none',
    words: 'mark series unselect deselect',
    run: selectMenu,
  },
});

/** Takes the photo under the cursor in or out, and goes on to the next. */
function toggle(review: Review): void {
  const id = review.currentId;
  if (id === undefined) return;
  const selection = new Set(review.now.selection);
  if (!selection.delete(id)) selection.add(id);
  review.select(selection);
  review.goBy(1);
}

/** Begins a range at the cursor; the second time, everything from there to the cursor is selected. */
export function range(review: Review): void {
  const { anchor, index, list } = review.now;
  if (anchor === undefined) {
    review.state.merge({ anchor: index });
    review.shell.toast(
      `A range begins here; ${review.shell.keys.say('select.range')} at its other end selects it.`,
    );
    return;
  }
  review.shell.clear();
  const [from, to] = anchor < index ? [anchor, index] : [index, anchor];
  const ids = (list?.ids() ?? []).slice(from, to + 1);
  select(review, ids);
}

export function selectNone(review: Review): void {
  review.select(new Set());
}

function select(review: Review, ids: readonly number[]): void {
  review.select(new Set([...review.now.selection, ...ids]));
}

function selectAll(review: Review): void {
  select(review, review.now.list?.ids() ?? []);
}

function selectMenu(review: Review): void {
  const { list, selection } = review.now;
  const id = review.currentId;
  if (id === undefined) return;
  const burst = list?.burstOf(id) ?? [];
  const folder = list?.folderOf(id) ?? [];
  const all = list?.ids() ?? [];
  const others = new Set(all).difference(selection);
  review.shell.menu({
    title: 'Select',
    items: [
      {
        key: 'a',
        label: 'every photo of this list',
        note: counted(all.length, 'photo'),
        run: () => select(review, all),
      },
      {
        key: 'f',
        label: 'this folder',
        note: counted(folder.length, 'photo'),
        run: () => select(review, folder),
      },
      {
        key: 'b',
        label: 'this burst',
        note: counted(burst.length, 'photo'),
        refused: burst.length < 2 ? 'this photo stands alone' : undefined,
        run: () => select(review, burst),
      },
      {
        key: 'i',
        label: 'all others instead',
        note: counted(others.size, 'photo'),
        run: () => review.select(others),
      },
      { key: 'n', label: 'nothing', run: () => selectNone(review) },
    ],
  });
}
