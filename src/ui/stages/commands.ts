/** The keys of the stages' own screens. */

import { nameOf } from '../../pipeline/archive/stage-view.ts';
import type { Command } from '../keys/command.ts';
import type { Session } from '../session.ts';
import { groupLines } from './fact-lines.ts';
import { performAction, refusalOf } from './perform.ts';

/** Why nothing else can begin: one stage runs at a time. */
function busyText({ runner, shell }: Session): string | undefined {
  return runner.stage === undefined
    ? undefined
    : `${nameOf(runner.stage)} is running; ${shell.keys.say('program.interrupt')} stops it.`;
}

export const stageCommands: readonly Command<Session>[] = [
  {
    id: 'stage.act',
    title: 'Do what the stage offers',
    words: 'start run begin continue go send',
    group: 'Stages',
    context: 'stage',
    keys: ['enter'],
    hint: 'go ahead',
    refused: (session) => {
      const { screen } = session;
      const leads =
        screen !== undefined && 'effect' in screen.action && 'go' in screen.action.effect;
      return leads ? undefined : (busyText(session) ?? refusalOf(screen?.action));
    },
    run: (session) => performAction(session, session.screen?.action),
  },
  {
    id: 'stage.details',
    title: 'Read every word that is sent',
    words: 'request prompt privacy instructions',
    group: 'Stages',
    context: 'stage',
    keys: ['i'],
    hint: 'every word that is sent',
    refused: ({ screen }) =>
      screen?.view?.more === undefined ? 'There is nothing more to show here.' : undefined,
    run: ({ screen, shell }) => {
      const more = screen?.view?.more;
      if (more === undefined) return;
      const { title, facts } = more;
      shell.read({ title, lines: (width, theme) => groupLines(facts, width, theme) });
    },
  },
  {
    id: 'stage.retry',
    title: 'Let the photos that are held back be tried again',
    words: 'held back retry again failed errors',
    group: 'Stages',
    context: 'stage',
    keys: ['R'],
    refused: ({ screen }) => refusalOf(screen?.view?.retry, 'No photo is held back here.'),
    run: (session) => performAction(session, session.screen?.view?.retry),
  },
  {
    id: 'collect.cancel',
    title: 'Cancel a batch',
    words: 'stop abort',
    group: 'Stages',
    context: 'collect',
    keys: ['c'],
    hint: 'cancel a batch',
    refused: ({ screen }) => refusalOf(screen?.view?.cancel, 'No batch is under way.'),
    run: (session) => performAction(session, session.screen?.view?.cancel),
  },
  {
    id: 'embed.undo',
    title: 'Put the old values back into the photos of a run',
    words: 'undo revert restore original',
    group: 'Stages',
    context: 'embed',
    keys: ['u'],
    hint: 'undo a run',
    refused: (session) =>
      busyText(session) ?? refusalOf(session.screen?.view?.undo, 'There is no run to undo.'),
    run: (session) => performAction(session, session.screen?.view?.undo),
  },
  {
    id: 'stage.rescan',
    title: 'Scan again',
    words: 'refresh reload new photos import',
    group: 'Stages',
    context: 'scan',
    keys: ['r'],
    run: (session) => session.run('scan'),
  },
  {
    id: 'stage.down',
    title: 'Scroll down',
    group: 'Stages',
    context: 'stage',
    keys: ['down', 'j'],
    run: (session) => session.scrollBy(1),
  },
  {
    id: 'stage.up',
    title: 'Scroll up',
    group: 'Stages',
    context: 'stage',
    keys: ['up', 'k'],
    run: (session) => session.scrollBy(-1),
  },
  {
    id: 'stage.pageDown',
    title: 'A page down',
    group: 'Stages',
    context: 'stage',
    keys: ['pagedown', 'ctrl+d'],
    run: (session) => session.scrollBy(10),
  },
  {
    id: 'stage.pageUp',
    title: 'A page up',
    group: 'Stages',
    context: 'stage',
    keys: ['pageup', 'ctrl+u'],
    run: (session) => session.scrollBy(-10),
  },
];
