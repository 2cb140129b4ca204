/** The keys of the stages' own screens. */

import { nameOf } from '../../app/route.ts';
import type { Session } from '../../app/session.ts';
import type { Command } from '../../keys/command.ts';

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
    refused: (session) =>
      session.route.get() === 'summary'
        ? undefined
        : (busyText(session) ?? session.screen?.action().refused),
    run: (session) => {
      if (session.route.get() === 'summary') session.go('review');
      else session.screen?.action().run();
    },
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
      screen?.details?.() === undefined ? 'There is nothing more to show here.' : undefined,
    run: ({ screen, shell }) => {
      const details = screen?.details?.();
      if (details !== undefined) shell.read(details);
    },
  },
  {
    id: 'stage.retry',
    title: 'Let the photos that are held back be tried again',
    words: 'held back retry again failed errors',
    group: 'Stages',
    context: 'stage',
    keys: ['R'],
    refused: ({ screen, ui }) => {
      const held = screen === undefined ? [] : ui.stages.held(screen.stage);
      if (held.length === 0) return 'No photo is held back here.';
      return held.every(({ stays }) => stays)
        ? 'That would change nothing: their texts are still made up. Insist, or ask a model.'
        : undefined;
    },
    run: (session) => {
      const { screen } = session;
      if (screen === undefined) return;
      const count = session.ui.stages.retryHeld(screen.stage);
      session.shell.toast(`${count} held back before can be tried again.`);
      session.refresh();
    },
  },
  {
    id: 'collect.cancel',
    title: 'Cancel a batch',
    words: 'stop abort',
    group: 'Stages',
    context: 'collect',
    keys: ['c'],
    hint: 'cancel a batch',
    refused: ({ screen }) => screen?.cancel?.().refused,
    run: ({ screen }) => screen?.cancel?.().run(),
  },
  {
    id: 'embed.undo',
    title: 'Put the old values back into the photos of a run',
    words: 'undo revert restore original',
    group: 'Stages',
    context: 'embed',
    keys: ['u'],
    hint: 'undo a run',
    refused: (session) => busyText(session) ?? session.screen?.undo?.().refused,
    run: ({ screen }) => screen?.undo?.().run(),
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
