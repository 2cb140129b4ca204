/** The whole screen. Everything has its place by the size of the terminal, so the frame is exactly as large as it. */
import { Box, useCursor } from 'ink';
import { fits, frameOf, margin, overlayFrame, smallest, type TerminalSize } from './frame.ts';
import { headerLine, hintLine, hintsNow, noticeLines, reviewStatus } from './head-and-foot.ts';
import { layoutOf } from './panes/review-layout.ts';
import { fieldsOf, ReviewView } from './panes/review-view.tsx';
import type { Session } from './session.ts';
import { StageView } from './stages/stage-view.tsx';
import { useStore } from './store.ts';
import { emptyLine, line } from './text/line.ts';
import { useKeys, useView } from './view.ts';
import { Placed } from './widgets/placed.tsx';
import { rail } from './widgets/rail.ts';

export function Root() {
  const { session } = useView();
  const size = useStore(session.shell.size);
  const route = useStore(session.route);
  useKeys(session);
  return (
    <Box width={size.columns} height={size.rows} overflow="hidden">
      {fits(size) ? (
        <>
          <Head />
          {route === 'review' ? <ReviewView /> : <StageView />}
          <TopOverlay />
          <Foot />
        </>
      ) : (
        <TooSmall size={size} leave={session.shell.keys.say('program.quit')} />
      )}
    </Box>
  );
}

function TooSmall({ size, leave }: { readonly size: TerminalSize; readonly leave: string }) {
  const lines = [
    line(`This window is ${size.columns}x${size.rows};`),
    line(`proofsheet needs ${smallest.columns}x${smallest.rows}.`),
    line(`${leave} leaves.`),
  ];
  return <Placed rect={{ x: 0, y: 0, width: size.columns, height: size.rows }} lines={lines} />;
}

function Head() {
  const { session } = useView();
  const size = useStore(session.shell.size);
  const route = useStore(session.route);
  const counts = useStore(session.counts);
  const { money, review } = useStore(session.numbers);
  const { run } = useStore(session.runner.state);
  const width = size.columns - 2 * margin;
  const { done = 0, total = 0 } = run?.progress ?? {};
  const stages = rail(
    {
      counts,
      current: route,
      review: { decided: review.accepted + review.rejected, photos: review.photos },
      keyOf: (place) => session.shell.keys.of(`go.${place}`) ?? '',
      running: run && { stage: run.stage, part: total === 0 ? undefined : done / total },
    },
    width,
  );
  return (
    <Placed
      rect={{ x: margin, y: 0, width, height: 2 }}
      lines={[headerLine(session.archive, money, width), stages]}
    />
  );
}

function TopOverlay() {
  const { session } = useView();
  const size = useStore(session.shell.size);
  const overlay = useStore(session.shell.overlays).at(-1);
  const state = useStore(session.review.state);
  const route = useStore(session.route);
  const { setCursorPosition } = useCursor();
  if (overlay === undefined) {
    const field = route === 'review' && state.field !== undefined;
    setCursorPosition(field ? fieldCursor(session) : undefined);
    return null;
  }
  const frame = overlayFrame(overlay, size, session.shell.roomOf(overlay));
  setCursorPosition(frame.cursor);
  return <Placed rect={frame.rect} lines={frame.lines} />;
}

/** Where the cursor of the open field stands on the screen, for terminals and input methods that follow it. */
function fieldCursor({ review }: Session): { x: number; y: number } | undefined {
  const rect = layoutOf(review).fields;
  if (rect === undefined) return undefined;
  const { cursor } = fieldsOf(review.now, rect, review.shell.keys);
  return cursor === undefined ? undefined : { x: rect.x + cursor.x, y: rect.y + cursor.y };
}

function Foot() {
  const { session } = useView();
  const size = useStore(session.shell.size);
  const route = useStore(session.route);
  const notice = useStore(session.shell.notice);
  useStore(session.shell.overlays);
  const state = useStore(session.review.state);
  const { review } = useStore(session.numbers);
  useStore(session.runner.state);
  useStore(session.facts);
  const width = size.columns - 2 * margin;
  const { footRows } = frameOf(size);
  const room = { width, rows: footRows - 1 };
  const status =
    route === 'review'
      ? reviewStatus(state, review, notice, room)
      : notice === undefined
        ? [emptyLine]
        : noticeLines(notice, [], room);
  const blank = Array.from({ length: footRows - 1 - status.length }, () => emptyLine);
  return (
    <Placed
      rect={{ x: margin, y: size.rows - footRows, width, height: footRows }}
      lines={[...blank, ...status, hintLine(hintsNow(session), width)]}
    />
  );
}
