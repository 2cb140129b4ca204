/** The review on the screen: picture, caption, list, and what is written about the photo. */

import { useMemo, useRef } from 'react';
import type { ListRow } from '../../pipeline/review/list.ts';
import type { ReviewPhoto } from '../../pipeline/session/photo.ts';
import type { KeyNames } from '../keys/key-names.ts';
import type { Drawing } from '../overlays/overlay.ts';
import { windowTop } from '../overlays/scroll-list.ts';
import type { ReviewState } from '../review/state.ts';
import { useStore } from '../store.ts';
import type { CellRect } from '../terminal/picture-layer.ts';
import { useView } from '../view.ts';
import { PictureNotes } from '../widgets/picture-notes.tsx';
import { Placed } from '../widgets/placed.tsx';
import { cutLines } from '../widgets/window.ts';
import { captionLines } from './caption.ts';
import { emptyPane, fieldsPane } from './fields-pane.ts';
import type { FrameGrid } from './frames-layout.ts';
import { detailLines } from './info.ts';
import { columnsOf, frameLines, photoLine } from './list-pane.ts';
import { layoutOf } from './review-layout.ts';

export function ReviewView() {
  const { app, placer } = useView();
  const state = useStore(app.review.state);
  const notes = useStore(placer.notes);
  useStore(app.shell.size);
  const layout = layoutOf(app.review);
  const { photo } = state;
  const caption =
    photo === undefined
      ? []
      : captionLines(photo, {
          width: layout.caption.width,
          rows: layout.caption.height,
          named: !layout.listHasNames,
        });
  return (
    <>
      <PictureNotes notes={notes} />
      {layout.grid !== undefined && <FrameCaptions grid={layout.grid} state={state} />}
      <Placed rect={layout.caption} lines={caption} />
      {layout.details !== undefined && photo !== undefined && (
        <Details rect={layout.details} photo={photo} />
      )}
      {layout.list !== undefined && (
        <PhotoList rect={layout.list} hasNames={layout.listHasNames} state={state} />
      )}
      {layout.fields !== undefined && <Fields rect={layout.fields} state={state} />}
    </>
  );
}

type PaneProps = {
  readonly rect: CellRect;
  readonly state: ReviewState;
};

/** Rows from `from` on: read from the catalog only when the window or what it shows has changed. */
function useRows({ list, revision }: ReviewState, from: number, count: number) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means that rows have changed
  return useMemo(
    (): readonly ListRow[] => list?.rows(from, count) ?? [],
    [list, from, count, revision],
  );
}

/** What the signs in front of a row say that is at `place` of the list. */
function rowState({ index, selection, anchor }: ReviewState, { id }: ListRow, place: number) {
  const inRange =
    anchor !== undefined && place >= Math.min(anchor, index) && place <= Math.max(anchor, index);
  return { isCurrent: place === index, isSelected: selection.has(id) || inRange };
}

function PhotoList({ rect, hasNames, state }: PaneProps & { readonly hasNames: boolean }) {
  const top = useRef(0);
  top.current = windowTop(top.current, state.index, {
    count: state.list?.count ?? 0,
    height: rect.height,
  });
  const from = top.current;
  const rows = useRows(state, from, rect.height);
  const columns = columnsOf(rows, hasNames);
  const lines = rows.map((row, at) =>
    photoLine(row, rowState(state, row, from + at), columns, rect.width),
  );
  return <Placed rect={rect} lines={lines} />;
}

type CaptionsProps = Pick<PaneProps, 'state'> & { readonly grid: FrameGrid };

/** A line below every picture of those side by side. */
function FrameCaptions({ grid: { places }, state }: CaptionsProps) {
  const from = places[0]?.index ?? 0;
  const rows = useRows(state, from, places.length);
  const states = rows.map((row, at) => rowState(state, row, from + at));
  const lines = frameLines(rows, states, places[0]?.caption.width ?? 0);
  return places.map(({ index, caption }, at) => (
    <Placed key={index} rect={caption} lines={lines.slice(at, at + 1)} />
  ));
}

function Details({ rect, photo }: { readonly rect: CellRect; readonly photo: ReviewPhoto }) {
  const lines = useMemo(
    () => cutLines(detailLines(photo, rect.width), rect.height),
    [photo, rect.width, rect.height],
  );
  return <Placed rect={rect} lines={lines} />;
}

function Fields({ rect, state }: PaneProps) {
  const { keys } = useView().app.shell;
  const { photo, field, focus, keywordIndex, view } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the state and the place, only these are drawn
  const { lines } = useMemo(
    () => fieldsOf(state, rect, keys),
    [photo, field, focus, keywordIndex, view.filter, rect.width, rect.height, keys],
  );
  return <Placed rect={rect} lines={lines} />;
}

/** What is written about the photo in view, or why there is none. */
export function fieldsOf(
  { photo, field, focus, keywordIndex, view }: ReviewState,
  { width, height }: CellRect,
  keys: KeyNames,
): Drawing {
  if (photo === undefined) return { lines: emptyPane(emptyReason(view.filter, keys), width) };
  const shownChip = focus === 'keywords' ? keywordIndex : -1;
  return fieldsPane(photo, { field, keywordIndex: shownChip, width, height, keys });
}

function emptyReason(filter: string, keys: KeyNames): string {
  return filter === ''
    ? 'No photo has text to review yet.'
    : `No photo matches /${filter}; ${keys.say('find.clear')} shows all again.`;
}
