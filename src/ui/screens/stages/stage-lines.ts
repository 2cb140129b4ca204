/** The body of whatever stage is in view, as lines: for the screen, and for who has it read out. */
import type { Session } from '../../app/session.ts';
import { nameOf } from '../../app/session.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import type { Theme } from '../../theme.ts';
import { type StageBody, stageBody } from './stage-body.ts';
import type { StageScreen } from './stage-screen.ts';
import { summaryLines } from './summary.ts';

/** Photos held back that are listed by name. */
const shownHeld = 50;

export type StageLines = { readonly lines: readonly Line[]; readonly scrollable: number };

/** The stage in view, or the summary; nothing in the review, which has a screen of its own. */
export function stageLines(
  session: Session,
  { width, height }: { readonly width: number; readonly height: number },
  theme: Theme,
): StageLines {
  const { screen } = session;
  if (screen !== undefined)
    return stageBody(bodyOf(session, screen, width, theme), width, height, theme);
  const isSummary = session.where.get() === 'summary';
  return { lines: isSummary ? summary(session, width) : [], scrollable: 0 };
}

function bodyOf(session: Session, screen: StageScreen, width: number, theme: Theme): StageBody {
  const { stage } = screen;
  const held = session.counts.get().stages.find((one) => one.stage === stage)?.held ?? 0;
  const { run, outcomes } = session.runner.state.get();
  return {
    heading: nameOf(stage),
    about: screen.about,
    facts: screen.facts(width, theme),
    held: held > 0 ? session.ui.stages.held(stage, shownHeld) : [],
    heldCount: held,
    run: run?.stage === stage ? run : undefined,
    busyWith:
      run === undefined || run.stage === stage
        ? undefined
        : `${nameOf(run.stage)} is running; this can begin when it is over.`,
    outcome: outcomes.get(stage),
    action: screen.action(),
    brief: screen.brief ?? false,
    keys: session.desk.keys,
    top: session.scroll.get(),
  };
}

function summary(session: Session, width: number): Line[] {
  return [
    line(['Summary', 'strong']),
    line(['What was done and what it took.', 'quiet']),
    emptyLine,
    ...summaryLines(session.ui.stages.summary(), width, session.desk.keys),
  ];
}
