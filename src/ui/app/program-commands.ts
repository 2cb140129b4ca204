/** The keys that hold everywhere: going from stage to stage, help, the palette, leaving. */
import type { Stage } from '../../photo.ts';
import { stages } from '../../photo.ts';
import type { Command } from '../keys/command.ts';
import { showHelp } from './help.ts';
import { leave } from './leaving.ts';
import { showPalette } from './palette.ts';
import { showLog } from './said-log.ts';
import type { Session, Where } from './session.ts';
import { nameOf } from './session.ts';

const road: readonly Where[] = [...stages, 'summary'];

function goBeside(session: Session, by: 1 | -1): void {
  const next = road[road.indexOf(session.where.get()) + by];
  if (next !== undefined) session.go(next);
}

/** What a person may be after on a stage. */
const stageWords: Readonly<Record<Stage, string>> = {
  scan: 'import read folder',
  prepare: 'previews requests',
  submit: 'send price cost money budget',
  collect: 'answers batches download wait',
  review: 'photos decide',
  sidecars: 'xmp export write save',
  embed: 'export write save iptc metadata jpeg headline',
};

const goTo = (stage: Stage): Command<Session> => ({
  id: `go.${stage}`,
  title: `Go to ${nameOf(stage)}`,
  words: stageWords[stage],
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
    words: 'price cost money time spent statistics report end',
    group: 'Stages',
    context: 'everywhere',
    keys: [],
    run: (session) => session.go('summary'),
  },
  {
    id: 'program.palette',
    title: 'Find a command by its name',
    words: 'palette search',
    group: 'Program',
    context: 'everywhere',
    keys: [':'],
    run: showPalette,
  },
  {
    id: 'program.log',
    title: 'Read the messages again',
    words: 'log history said errors',
    group: 'Program',
    context: 'everywhere',
    keys: ['L'],
    run: showLog,
  },
  {
    id: 'program.redraw',
    title: 'Draw the screen again',
    words: 'refresh repaint garbage',
    group: 'Program',
    context: 'everywhere',
    keys: ['ctrl+l'],
    run: ({ desk }) => desk.outside.repaint(),
  },
  {
    id: 'program.suspend',
    title: 'Stop and go back to the shell (fg returns)',
    words: 'background job suspend',
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
    words: 'quit exit close end',
    group: 'Program',
    context: 'everywhere',
    keys: ['q'],
    hint: 'leave',
    run: (session) => leave(session),
  },
  {
    id: 'program.interrupt',
    title: 'Stop what is running; twice, leave',
    words: 'cancel abort quit',
    group: 'Program',
    context: 'everywhere',
    keys: ['ctrl+c'],
    run: (session) => leave(session, { twice: true }),
  },
  {
    id: 'program.help',
    title: 'All keys, what the signs mean, how a session goes',
    words: 'help manual legend',
    group: 'Program',
    context: 'everywhere',
    keys: ['?'],
    hint: 'all keys',
    run: showHelp,
  },
];
