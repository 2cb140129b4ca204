/** The whole screen. Everything has its place by the size of the terminal, so the frame is exactly as large as it. */
import { Box, useCursor } from 'ink';
import type { App } from './app.ts';
import { edgeOf, fits, margin, overlayFrame, smallest, type TerminalSize } from './frame.ts';
import { headerLine, hintLine, hintsNow, noticeLine, reviewStatus } from './head-and-foot.ts';
import { isTyping } from './keyboard.ts';
import { layoutOf } from './panes/review-layout.ts';
import { fieldsOf, ReviewView } from './panes/review-view.tsx';
import { StagePane } from './stages/stage-pane.tsx';
import { useStore } from './store.ts';
import { emptyLine } from './text/line.ts';
import { paragraph } from './text/paragraph.ts';
import { useKeys, useView } from './view.ts';
import { Placed } from './widgets/placed.tsx';
import { rail } from './widgets/rail.ts';

export function Root() {
  const { app } = useView();
  const size = useStore(app.shell.size);
  const route = useStore(app.route);
  const letterWidth = useStore(app.shell.letterWidth);
  useKeys(app);
  // Nothing that was measured before holds when letters turn out to be wider.
  return (
    <Box key={letterWidth} width={size.columns} height={size.rows} overflow="hidden">
      {fits(size) ? (
        <>
          <Head />
          {route === 'review' ? <ReviewView /> : <StagePane />}
          <TopOverlay />
          <Foot />
        </>
      ) : (
        <TooSmall size={size} leave={app.shell.keys.say('program.interrupt')} />
      )}
    </Box>
  );
}

function TooSmall({ size, leave }: { readonly size: TerminalSize; readonly leave: string }) {
  const lines = [
    `This window is ${size.columns}x${size.rows};`,
    `proofsheet needs ${smallest.columns}x${smallest.rows}.`,
    `${leave}, twice, leaves.`,
  ].flatMap((text) => paragraph(text, size.columns));
  return <Placed rect={{ x: 0, y: 0, width: size.columns, height: size.rows }} lines={lines} />;
}

function Head() {
  const { app } = useView();
  const size = useStore(app.shell.size);
  const route = useStore(app.route);
  const counts = useStore(app.counts);
  const { money, review } = useStore(app.numbers);
  const { run } = useStore(app.runner.state);
  const width = size.columns - 2 * margin;
  const { done = 0, total = 0 } = run?.progress ?? {};
  const stages = rail(
    {
      counts,
      current: route,
      review: { decided: review.accepted + review.rejected, photos: review.photos },
      keyOf: (place) => app.shell.keys.of(`go.${place}`) ?? '',
      running: run && { stage: run.stage, part: total === 0 ? undefined : done / total },
    },
    width,
  );
  return (
    <Placed
      rect={{ x: margin, y: 0, width, height: 2 }}
      lines={[headerLine(app.archive, money, width), stages]}
    />
  );
}

function TopOverlay() {
  const { app } = useView();
  const size = useStore(app.shell.size);
  const overlay = useStore(app.shell.overlays).at(-1);
  const state = useStore(app.review.state);
  const route = useStore(app.route);
  const { setCursorPosition } = useCursor();
  if (overlay === undefined) {
    const field = route === 'review' && state.field !== undefined;
    setCursorPosition(field ? fieldCursor(app) : undefined);
    return null;
  }
  const frame = overlayFrame(overlay, size, app.shell.roomOf(overlay));
  setCursorPosition(frame.cursor);
  return <Placed rect={frame.rect} lines={frame.lines} />;
}

/** Where the cursor of the open field stands on the screen, for terminals and input methods that follow it. */
function fieldCursor({ review }: App): { x: number; y: number } | undefined {
  const rect = layoutOf(review).fields;
  if (rect === undefined) return undefined;
  const { cursor } = fieldsOf(review.now, rect, review.shell.keys);
  return cursor === undefined ? undefined : { x: rect.x + cursor.x, y: rect.y + cursor.y };
}

function Foot() {
  const { app } = useView();
  const size = useStore(app.shell.size);
  const route = useStore(app.route);
  const notice = useStore(app.shell.notice);
  useStore(app.shell.overlays);
  const state = useStore(app.review.state);
  const { review } = useStore(app.numbers);
  useStore(app.runner.state);
  useStore(app.facts);
  const width = size.columns - 2 * margin;
  const footRows = edgeOf(size);
  // Where letters are typed, no letter is a key.
  const types = isTyping(app) || app.shell.overlay !== undefined;
  const room = { width, whole: types ? undefined : app.shell.keys.of('program.log') };
  const status =
    route === 'review'
      ? reviewStatus(state, review, notice, room)
      : notice === undefined
        ? emptyLine
        : noticeLine(notice, [], room);
  const blank = Array.from({ length: footRows - 2 }, () => emptyLine);
  return (
    <Placed
      rect={{ x: margin, y: size.rows - footRows, width, height: footRows }}
      lines={[...blank, status, hintLine(hintsNow(app), width)]}
    />
  );
}
