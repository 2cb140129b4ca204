/** The keys that hold everywhere: going from stage to stage, help, the palette, leaving. */
import { stages } from '../photo.ts';
import { nameOf } from '../pipeline/archive/stage-view.ts';
import { showHelp } from './help.ts';
import type { Command } from './keys/command.ts';
import { showPalette } from './palette.ts';
import { leave } from './quit.ts';
import { showMessages, showSettings } from './readers.ts';
import type { Route } from './route.ts';
import type { Session } from './session.ts';

const road: readonly Route[] = [...stages, 'summary'];

function beside(session: Session, by: 1 | -1): Route | undefined {
  return road[road.indexOf(session.route.get()) + by];
}

function goBeside(session: Session, by: 1 | -1): void {
  const next = beside(session, by);
  if (next !== undefined) session.go(next);
}

/** What a person may be after in a place. */
const placeWords: Readonly<Record<Route, string>> = {
  scan: 'import read folder',
  prepare: 'previews requests',
  submit: 'send price cost money budget',
  collect: 'answers batches download wait',
  review: 'photos decide',
  sidecars: 'xmp export write save',
  embed: 'export write save iptc metadata jpeg headline',
  summary: 'price cost money time spent statistics report end',
};

/** `1` leads to the first place of the road, `8` to the last. */
const goTo = (route: Route, index: number): Command<Session> => ({
  id: `go.${route}`,
  title: `Go to ${route === 'summary' ? 'the summary' : nameOf(route)}`,
  words: placeWords[route],
  group: 'Stages',
  context: 'everywhere',
  keys: [String(index + 1)],
  run: (session) => session.go(route),
});

export const programCommands: readonly Command<Session>[] = [
  {
    id: 'go.next',
    title: 'Next stage',
    group: 'Stages',
    context: 'everywhere',
    keys: [']'],
    hint: 'next stage',
    refused: (session) =>
      beside(session, 1) === undefined ? 'There is nothing behind the summary.' : undefined,
    run: (session) => goBeside(session, 1),
  },
  {
    id: 'go.previous',
    title: 'Stage before',
    group: 'Stages',
    context: 'everywhere',
    keys: ['['],
    refused: (session) =>
      beside(session, -1) === undefined ? 'This is the first stage.' : undefined,
    run: (session) => goBeside(session, -1),
  },
  ...road.map(goTo),
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
    id: 'program.settings',
    title: 'Settings, keys of your own, and how to change them',
    words:
      'preferences options config theme colours colors light dark shortcuts bindings customize',
    group: 'Program',
    context: 'everywhere',
    keys: [','],
    run: showSettings,
  },
  {
    id: 'program.log',
    title: 'Read the messages again',
    words: 'log history said errors',
    group: 'Program',
    context: 'everywhere',
    keys: ['L'],
    run: showMessages,
  },
  {
    id: 'program.redraw',
    title: 'Draw the screen again',
    words: 'refresh repaint garbage',
    group: 'Program',
    context: 'always',
    keys: ['ctrl+l'],
    run: ({ shell }) => shell.external.repaint(),
  },
  {
    id: 'program.suspend',
    title: 'Stop and go back to the shell (fg returns)',
    words: 'background job suspend',
    group: 'Program',
    context: 'always',
    keys: ['ctrl+z'],
    run: ({ shell }) => void shell.external.suspend(),
  },
  {
    id: 'program.hush',
    title: 'Clear the message',
    group: 'Program',
    context: 'everywhere',
    keys: ['escape'],
    run: ({ shell }) => shell.clear(),
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
    context: 'always',
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
  {
    id: 'program.helpTyping',
    title: 'The same where ? is a letter: while typing, in a window',
    words: 'help manual legend',
    group: 'Program',
    context: 'always',
    keys: ['alt+?'],
    run: showHelp,
  },
];
