/** The keys that hold everywhere: going from stage to stage, help, the palette, leaving. */
import type { Stage } from '../../photo.ts';
import { stages } from '../../photo.ts';
import type { Command } from '../keys/command.ts';
import { showHelp, showLog, showPalette } from './help.ts';
import { leave } from './leaving.ts';
import type { Session, Where } from './session.ts';
import { nameOf } from './session.ts';

const road: readonly Where[] = [...stages, 'summary'];

function goBeside(session: Session, by: 1 | -1): void {
  const next = road[road.indexOf(session.where.get()) + by];
  if (next !== undefined) session.go(next);
}

const goTo = (stage: Stage): Command<Session> => ({
  id: `go.${stage}`,
  title: `Go to ${nameOf(stage)}`,
  group: 'Stages',
  context: 'everywhere',
  keys: [],
  run: (session) => session.go(stage),
});

export const programCommands: readonly Command<Session>[] = [
  {
    id: 'go.next',
    title: 'Next stage',
    group: 'Stages',
    context: 'everywhere',
    keys: [']'],
    hint: 'next stage',
    run: (session) => goBeside(session, 1),
  },
  {
    id: 'go.previous',
    title: 'Stage before',
    group: 'Stages',
    context: 'everywhere',
    keys: ['['],
    run: (session) => goBeside(session, -1),
  },
  ...stages.map(goTo),
  {
    id: 'go.summary',
    title: 'Go to the summary',
    group: 'Stages',
    context: 'everywhere',
    keys: [],
    run: (session) => session.go('summary'),
  },
  {
    id: 'program.palette',
    title: 'Find a command by its name',
    group: 'Program',
    context: 'everywhere',
    keys: [':'],
    run: showPalette,
  },
  {
    id: 'program.log',
    title: 'What was said before',
    group: 'Program',
    context: 'everywhere',
    keys: ['L'],
    run: showLog,
  },
  {
    id: 'program.redraw',
    title: 'Draw the screen again',
    group: 'Program',
    context: 'everywhere',
    keys: ['ctrl+l'],
    run: ({ desk }) => desk.outside.repaint(),
  },
  {
    id: 'program.suspend',
    title: 'Stop and go back to the shell (fg returns)',
    group: 'Program',
    context: 'everywhere',
    keys: ['ctrl+z'],
    run: ({ desk }) => void desk.outside.suspend(),
  },
  {
    id: 'program.hush',
    title: 'Clear the message',
    group: 'Program',
    context: 'everywhere',
    keys: ['escape'],
    run: ({ desk }) => desk.hush(),
  },
  {
    id: 'program.quit',
    title: 'Leave; everything is saved',
    group: 'Program',
    context: 'everywhere',
    keys: ['q'],
    hint: 'leave',
    run: (session) => leave(session),
  },
  {
    id: 'program.interrupt',
    title: 'Stop what is running; twice, leave',
    group: 'Program',
    context: 'everywhere',
    keys: ['ctrl+c'],
    run: (session) => leave(session, { twice: true }),
  },
  {
    id: 'program.help',
    title: 'All keys',
    group: 'Program',
    context: 'everywhere',
    keys: ['?'],
    hint: 'all keys',
    run: showHelp,
  },
];
