/** A stage's own screen. */
import { nameOf } from '../../app/session.ts';
import { useStore } from '../../app/store.ts';
import { useView } from '../../app/view.ts';
import { type Line, line } from '../../text/line.ts';
import { Placed } from '../../widgets/placed.tsx';
import { stageLayout } from './layout.ts';
import { stageBody } from './stage-body.ts';
import { summaryLines } from './summary.ts';

/** Photos held back that are listed by name. */
const shownHeld = 50;

export function StageView() {
  const { session, theme: themeStore } = useView();
  const theme = useStore(themeStore);
  const size = useStore(session.desk.size);
  const where = useStore(session.where);
  const screen = session.screen;
  useStore(session.counts);
  const runner = useStore(session.runner.state);
  const top = useStore(session.scroll);
  useStore(session.facts);
  const { facts: rect } = stageLayout(size, screen?.pictureOf?.() !== undefined);
  if (screen === undefined) return where === 'summary' ? <SummaryView /> : null;

  const { stage } = screen;
  const counts = session.counts.get().stages.find((one) => one.stage === stage);
  const { run } = runner;
  const body = stageBody(
    {
      heading: nameOf(stage),
      about: screen.about,
      facts: screen.facts(rect.width, theme),
      held: (counts?.held ?? 0) > 0 ? session.ui.stages.held(stage, shownHeld) : [],
      heldCount: counts?.held ?? 0,
      run: run?.stage === stage ? run : undefined,
      busyWith:
        run === undefined || run.stage === stage
          ? undefined
          : `${nameOf(run.stage)} is running; this can begin when it is over.`,
      outcome: runner.outcomes.get(stage),
      action: screen.action(),
      brief: screen.brief ?? false,
      top,
    },
    rect.width,
    rect.height,
    theme,
  );
  session.scrollable = body.scrollable;
  return <Placed rect={rect} lines={body.lines} theme={theme} />;
}

function SummaryView() {
  const { session, theme: themeStore } = useView();
  const theme = useStore(themeStore);
  const { facts: rect } = stageLayout(useStore(session.desk.size), false);
  const lines: Line[] = [
    line(['Summary', 'strong']),
    line(['What was done and what it took.', 'quiet']),
    line(),
    ...summaryLines(session.ui.stages.summary(), rect.width),
  ];
  return <Placed rect={rect} lines={lines} theme={theme} />;
}
