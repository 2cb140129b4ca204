/** The body of whatever stage is in view, as lines: for the screen, and for who has it read out. */
import type { Stage } from '../../../photo.ts';
import { nameOf } from '../../app/route.ts';
import type { Session } from '../../app/session.ts';
import type { Counts, HeldBack } from '../../model/stages.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import type { Theme } from '../../theme.ts';
import { actionLine, type StageBody, scrolled, stageBody } from './stage-body.ts';
import type { StageScreen } from './stage-screen.ts';
import { summaryLines } from './summary.ts';

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
  if (session.route.get() !== 'summary') return { lines: [], scrollable: 0 };
  return scrolled(summary(session, width), height, session.scroll.get(), theme);
}

function bodyOf(session: Session, screen: StageScreen, width: number, theme: Theme): StageBody {
  const { stage } = screen;
  const held = session.counts.get().stages.find((one) => one.stage === stage)?.held ?? 0;
  const { run, outcomes } = session.runner.state.get();
  return {
    heading: nameOf(stage),
    about: screen.about,
    facts: screen.facts(width, theme),
    held: held > 0 ? heldIn(session, stage) : [],
    heldCount: held,
    run: run?.stage === stage ? run : undefined,
    busyWith:
      run === undefined || run.stage === stage
        ? undefined
        : `${nameOf(run.stage)} is running; this can begin when it is over.`,
    outcome: outcomes.get(stage),
    action: screen.action(),
    brief: screen.brief ?? false,
    keys: session.shell.keys,
    top: session.scroll.get(),
  };
}

/** Read once for every count of the stages: they may be many, and a running stage is drawn often. */
const heldAt = new WeakMap<Counts, { readonly stage: Stage; readonly held: readonly HeldBack[] }>();

function heldIn(session: Session, stage: Stage): readonly HeldBack[] {
  const counts = session.counts.get();
  const known = heldAt.get(counts);
  if (known?.stage === stage) return known.held;
  const held = session.ui.stages.held(stage);
  heldAt.set(counts, { stage, held });
  return held;
}

function summary(session: Session, width: number): Line[] {
  return [
    line(['Summary', 'strong']),
    line(['What was done and what it took.', 'quiet']),
    emptyLine,
    actionLine('Go to the review', session.shell.keys.say('stage.act')),
    emptyLine,
    ...summaryLines(session.ui.stages.summary(), width, session.shell.keys),
  ];
}
