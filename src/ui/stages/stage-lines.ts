/** The body of the stage in view, or of the summary, as lines: for the screen and for screen readers. */

import { type Beside, nameOf, type StageView } from '../../pipeline/archive/stage-view.ts';
import type { App } from '../app.ts';
import { glyphs, turning } from '../glyphs.ts';
import type { Run, RunOutcome } from '../runner.ts';
import type { CellRect } from '../terminal/picture-layer.ts';
import { emptyLine, type Line, line, lineWidth, type Span } from '../text/line.ts';
import { paragraph, signed } from '../text/paragraph.ts';
import type { Role } from '../theme.ts';
import { progressLine } from '../widgets/bar.ts';
import { cutLines, scrolledLines } from '../widgets/window.ts';
import { groupLines } from './fact-lines.ts';
import { stageLayout } from './layout.ts';
import type { StageScreen } from './stage-screen.ts';

/** The stage in view, as far as there is room for it. */
export function stageInView(app: App): StageLines & {
  readonly rect: CellRect;
  readonly below: { readonly rect: CellRect; readonly lines: readonly Line[] } | undefined;
} {
  const { screen, shell } = app;
  const shown = shell.showsPictures ? besideOf(app) : withoutPictures(besideOf(app));
  const mayHaveMore = screen?.view === undefined || screen.view.besides !== undefined;
  const keepsColumn = shown !== undefined || (shell.showsPictures && mayHaveMore);
  const { facts: rect, below } = stageLayout(shell.size.get(), shown, keepsColumn);
  return {
    ...stageLines(app, { ...rect, hasAll: below === undefined }),
    rect,
    below: below && { rect: below, lines: cutLines(besideLines(app, below.width), below.height) },
  };
}

/** What stands beside the facts now. */
export function besideOf({ screen, beside }: App): Beside | undefined {
  const besides = screen?.view?.besides ?? [];
  return besides[Math.min(beside.get(), besides.length - 1)];
}

/** Its words take the whole width with the facts where a picture would stand over them. */
function withoutPictures(beside: Beside | undefined): Beside | undefined {
  return beside?.photoIds.length === 0 ? beside : undefined;
}

/** What is said of it, and which of how many it is. */
function besideLines(app: App, width: number): readonly Line[] {
  const { screen, beside, shell } = app;
  const count = screen?.view?.besides?.length ?? 0;
  const lines = groupLines(besideOf(app)?.facts ?? [], width);
  if (count < 2) return lines;
  const place = `${Math.min(beside.get(), count - 1) + 1} of ${count}`;
  const keys = `${shell.keys.say('stage.previousPhoto')} ${shell.keys.say('stage.nextPhoto')}`;
  return [line([place, 'quiet'], ['  '], [keys, 'accent'], [' others', 'quiet']), ...lines];
}

/** Rows below which the rail alone says which stage it is, so that there is room for what can be done. */
const low = 14;

type StageLines = {
  readonly lines: readonly Line[];
  /** How far the facts can be scrolled. */
  readonly scrollable: number;
};

/**
 * Nothing in the review, which has a screen of its own.
 * @param hasAll what would stand beside the facts comes behind them
 */
export function stageLines(
  app: App,
  {
    width,
    height,
    hasAll = true,
  }: { readonly width: number; readonly height: number; readonly hasAll?: boolean },
): StageLines {
  const { screen } = app;
  if (screen === undefined) return { lines: [], scrollable: 0 };
  const about = [
    line([nameOf(screen.stage), 'strong']),
    ...paragraph(screen.about, width, 'quiet'),
    emptyLine,
  ];
  const head = [
    ...(height < low ? [] : about),
    ...actionLines(app, width),
    ...choiceLines(app, width),
    ...progressLines(app, width),
    emptyLine,
  ];
  const facts = [...knownLines(screen, width), ...(hasAll ? apart(besideLines(app, width)) : [])];
  const room = Math.max(1, height - head.length);
  if (facts.length <= room) return { lines: [...head, ...facts], scrollable: 0 };
  // The last row says how many lines are above and below.
  const scrollable = facts.length - room + 1;
  const top = Math.min(app.scroll.get(), scrollable);
  return { lines: [...head, ...scrolledLines(facts, top, room)], scrollable };
}

/** What Enter does now, or why it does nothing; what stops the stage while it runs. */
function actionLines({ screen, runner, shell }: App, width: number): Line[] {
  if (screen === undefined) return [];
  if (runner.stage === screen.stage)
    return [
      keyLine(
        shell.keys.say('program.interrupt'),
        'stops after the photo in hand; everything done is kept',
        'quiet',
      ),
    ];
  const { action } = screen;
  return 'refused' in action
    ? paragraph(`${glyphs.dot} ${action.refused}`, width, 'quiet')
    : [keyLine(shell.keys.say('stage.act'), action.label, 'strong')];
}

/** `Only 24 of 310 photos: city:lisbon; Esc shows all`. */
function choiceLines({ choice, shell }: App, width: number): Line[] {
  if (choice === undefined) return [];
  const all = `${shell.keys.say('stage.all')} shows all`;
  return paragraph(`Only ${choice.words}; ${all}`, width, 'accent');
}

/** `Enter  Send 31 photos`. */
function keyLine(key: string, label: string, role: Role): Line {
  return line([`${key} `, 'accent'], [label, role]);
}

/** How far the stage is, which other one is running, or how it ended. */
function progressLines({ screen, runner }: App, width: number): Line[] {
  const { run, outcomes } = runner.state.get();
  if (screen === undefined) return [];
  if (screen.stage === 'summary')
    return run?.stage === 'compare' ? [line(['Comparing', 'strong']), ...runLines(run, width)] : [];
  if (run?.stage === screen.stage) return runLines(run, width);
  if (run !== undefined)
    return [line([`${nameOf(run.stage)} is running; this can begin when it is over.`, 'quiet'])];
  const outcome = outcomes.get(screen.stage);
  return outcome === undefined ? [] : outcomeLines(outcome, screen.view, width);
}

/** How far it is, and what is done or waited for just now; only that, while nothing can be counted. */
function runLines({ progress, words, beat }: Run, width: number): Line[] {
  const sign: Span = [`${turning[beat % turning.length]} `, 'accent'];
  if (progress === undefined) return [line(sign, ['Starting', 'quiet'])];
  const { done, total, note } = progress;
  const isCounting = done > 0 || total !== undefined || note === undefined;
  if (!isCounting) return signed(sign, note, width, 'quiet');
  const { spans } = progressLine(progress, words, width - lineWidth({ spans: [sign] }));
  return [line(sign, ...spans), ...(note === undefined ? [] : paragraph(note, width, 'quiet'))];
}

function outcomeLines(outcome: RunOutcome, view: StageView | undefined, width: number): Line[] {
  if (outcome.kind === 'interrupted')
    return [line(['Interrupted. Everything done so far is kept.'])];
  if (outcome.kind === 'stopped')
    return [
      ...paragraph(`${glyphs.problem} ${outcome.message}`, width, 'warn'),
      ...paragraph(outcome.advice, width),
    ];
  const { issues, notes } = outcome.ended;
  const [sign, role]: readonly [string, Role] =
    issues > 0 ? [glyphs.problem, 'warn'] : [glyphs.accepted, 'good'];
  // The facts below say the rest.
  const shown = view?.brief === true ? notes.slice(0, 1) : notes;
  return shown.flatMap((note, index) =>
    signed([index === 0 ? `${sign} ` : '  ', role], note, width),
  );
}

/** Nothing while it is looked for the first time. */
function knownLines({ view, failure }: StageScreen, width: number): Line[] {
  if (failure === undefined) return groupLines(view?.facts ?? [], width);
  const words = `${glyphs.problem} This stage could not be looked up: ${failure}`;
  return paragraph(words, width, 'warn');
}

/** With an empty line before them. */
function apart(lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [emptyLine, ...lines];
}
