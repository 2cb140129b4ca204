/** The review on the screen: picture, caption, list, and what is written about the photo. */
import { useMemo, useRef } from 'react';
import { bodyOf } from '../../app/frame.ts';
import { useStore } from '../../app/store.ts';
import { useView } from '../../app/view.ts';
import type { KeyNames } from '../../keys/key-names.ts';
import type { ReviewRow } from '../../model/review-list.ts';
import type { CellRect } from '../../terminal/picture-layer.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import { widthOf } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import type { Theme } from '../../theme.ts';
import { Placed } from '../../widgets/placed.tsx';
import { windowTop } from '../../widgets/window.ts';
import { captionLines } from './caption.ts';
import { emptyPane, fieldsPane } from './fields-pane.ts';
import { reviewLayout } from './layout.ts';
import { columnsOf, photoLine } from './list-pane.ts';
import type { ReviewState } from './state.ts';

export function ReviewView() {
  const { session, theme: themeStore, board } = useView();
  const theme = useStore(themeStore);
  const size = useStore(session.desk.size);
  const state = useStore(session.review.state);
  const notes = useStore(board.notes);
  const layout = reviewLayout(bodyOf(size), state.pictureSize, state.focus);
  const { photo } = state;
  const caption =
    photo === undefined
      ? []
      : captionLines(
          photo,
          {
            width: layout.caption.width,
            rows: layout.caption.height,
            named: !layout.listHasNames,
          },
          theme,
        );
  return (
    <>
      {notes.map(({ box, text }) => (
        <Placed key={`${box.x} ${box.y}`} rect={box} lines={centred(text, box)} theme={theme} />
      ))}
      <Placed rect={layout.caption} lines={caption} theme={theme} />
      {layout.list !== undefined && (
        <PhotoList rect={layout.list} hasNames={layout.listHasNames} state={state} theme={theme} />
      )}
      {layout.fields !== undefined && <Fields rect={layout.fields} state={state} theme={theme} />}
    </>
  );
}

type PaneProps = {
  readonly rect: CellRect;
  readonly state: ReviewState;
  readonly theme: Theme;
};

/** Rows are read from the catalog only when the window or what it shows has changed. */
function PhotoList({ rect, hasNames, state, theme }: PaneProps & { readonly hasNames: boolean }) {
  const { list, index, selection, anchor, revision } = state;
  const top = useRef(0);
  top.current = windowTop(top.current, index, list?.count ?? 0, rect.height);
  const from = top.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means that rows have changed
  const rows: readonly ReviewRow[] = useMemo(
    () => list?.rows(from, rect.height) ?? [],
    [list, from, rect.height, revision],
  );
  const inRange = (place: number) =>
    anchor !== undefined && place >= Math.min(anchor, index) && place <= Math.max(anchor, index);
  const columns = columnsOf(rows, hasNames);
  const lines = rows.map((row, at) =>
    photoLine(
      row,
      {
        isCurrent: from + at === index,
        isSelected: selection.has(row.id) || inRange(from + at),
      },
      columns,
      rect.width,
      theme,
    ),
  );
  return <Placed rect={rect} lines={lines} theme={theme} />;
}

function Fields({ rect, state, theme }: PaneProps) {
  const { session } = useView();
  const { keys } = session.desk;
  const { photo, field, focus, chip, view } = state;
  const lines = useMemo(
    () =>
      photo === undefined
        ? emptyPane(emptyReason(view.filter, keys), rect.width)
        : fieldsPane(photo, {
            field,
            chip: focus === 'keywords' ? chip : -1,
            width: rect.width,
            height: rect.height,
            theme,
            keys,
          }).lines,
    [photo, field, focus, chip, view.filter, rect.width, rect.height, theme, keys],
  );
  return <Placed rect={rect} lines={lines} theme={theme} />;
}

function emptyReason(filter: string, keys: KeyNames): string {
  return filter === ''
    ? 'No photo has text to review yet.'
    : `No photo goes with /${filter}; ${keys.say('find.clear')} shows all again.`;
}

function centred(text: string, rect: CellRect): Line[] {
  const rows = wrap(text, rect.width);
  const before = Math.max(0, Math.floor((rect.height - rows.length) / 2));
  return [
    ...Array.from({ length: before }, () => emptyLine),
    ...rows.map((row) => {
      const left = ' '.repeat(Math.max(0, Math.floor((rect.width - widthOf(row)) / 2)));
      return line(left, [row, 'quiet']);
    }),
  ];
}
