/** The keys of the stages' own screens. */
import { nameOf } from '../../pipeline/archive/stage-view.ts';
import { commandsOf } from '../keys/command.ts';
import type { Session } from '../session.ts';
import { groupLines } from './fact-lines.ts';
import { performAction, refusalOf } from './perform.ts';
import { stageInView } from './stage-lines.ts';

/** Why nothing else can begin: one stage runs at a time. */
function busyText({ runner, shell }: Session): string | undefined {
  return runner.stage === undefined
    ? undefined
    : `${nameOf(runner.stage)} is running; ${shell.keys.say('program.interrupt')} stops it.`;
}

/** Why Enter does nothing; going to another stage is always possible. */
function refusedToAct(session: Session): string | undefined {
  const { screen } = session;
  const leads = screen !== undefined && 'effect' in screen.action && 'go' in screen.action.effect;
  return leads ? undefined : (busyText(session) ?? refusalOf(screen?.action));
}

function showDetails({ screen, shell }: Session): void {
  const more = screen?.view?.more;
  if (more === undefined) return;
  const { title, facts } = more;
  shell.read({ title, lines: (width) => groupLines(facts, width) });
}

const offered = (what: 'retry' | 'cancel' | 'undo') => (session: Session) =>
  performAction(session, session.screen?.view?.[what]);

/** Scrolls the facts of a stage by so many rows. */
const scrolling = (rows: number) => (session: Session) => {
  const { scrollable } = stageInView(session);
  session.scroll.set(Math.max(0, Math.min(scrollable, session.scroll.get() + rows)));
};

export const stageCommands = [
  ...commandsOf<Session>('Stages', 'stage', [
    [
      'stage.act',
      'enter',
      'Do what the stage offers',
      (session) => performAction(session, session.screen?.action),
      'go ahead',
      refusedToAct,
    ],
    [
      'stage.details',
      'i',
      'Read every word that is sent',
      showDetails,
      'every word that is sent',
      ({ screen }) =>
        screen?.view?.more === undefined ? 'There is nothing more to show here.' : undefined,
    ],
    [
      'stage.retry',
      'R',
      'Let the photos that are held back be tried again',
      offered('retry'),
      undefined,
      ({ screen }) => refusalOf(screen?.view?.retry, 'No photo is held back here.'),
    ],
  ]),
  ...commandsOf<Session>('Stages', 'collect', [
    [
      'collect.cancel',
      'c',
      'Cancel a batch',
      offered('cancel'),
      'cancel a batch',
      ({ screen }) => refusalOf(screen?.view?.cancel, 'No batch is under way.'),
    ],
  ]),
  ...commandsOf<Session>('Stages', 'embed', [
    [
      'embed.undo',
      'u',
      'Put the old values back into the photos of a run',
      offered('undo'),
      'undo a run',
      (session) =>
        busyText(session) ?? refusalOf(session.screen?.view?.undo, 'There is no run to undo.'),
    ],
  ]),
  ...commandsOf<Session>('Stages', 'scan', [
    ['stage.rescan', 'r', 'Scan again', (session) => session.run('scan')],
  ]),
  ...commandsOf<Session>('Stages', 'stage', [
    ['stage.down', 'down j', 'Scroll down', scrolling(1)],
    ['stage.up', 'up k', 'Scroll up', scrolling(-1)],
    ['stage.pageDown', 'pagedown ctrl+d', 'A page down', scrolling(10)],
    ['stage.pageUp', 'pageup ctrl+u', 'A page up', scrolling(-10)],
  ]),
];
