/** The keys that hold everywhere: going from stage to stage, help, the palette, leaving. */
import { stages } from '../photo.ts';
import { nameOf } from '../pipeline/archive/stage-view.ts';
import { showHelp } from './help.ts';
import { type CommandRow, commandsOf } from './keys/command.ts';
import { showPalette } from './palette.ts';
import { interrupt, leave } from './quit.ts';
import { showMessages, showSettings } from './readers.ts';
import type { Route } from './route.ts';
import type { Session } from './session.ts';

const routes: readonly Route[] = [...stages, 'summary'];

function beside(session: Session, by: 1 | -1): Route | undefined {
  return routes[routes.indexOf(session.route.get()) + by];
}

/** Goes to the stage beside the one in view; says so where there is none. */
function stepping(id: string, key: string, title: string, by: 1 | -1, end: string, hint?: string) {
  const run = (session: Session) => {
    const next = beside(session, by);
    if (next !== undefined) session.go(next);
  };
  const refused = (session: Session) => (beside(session, by) === undefined ? end : undefined);
  return [id, key, title, run, hint, refused] satisfies CommandRow<Session>;
}

/** `1` leads to the first stage, `8` to the summary. */
function going(route: Route, index: number) {
  const title = `Go to ${route === 'summary' ? 'the summary' : nameOf(route)}`;
  return [
    `go.${route}`,
    String(index + 1),
    title,
    (session: Session) => session.go(route),
  ] as const;
}

export const programCommands = [
  ...commandsOf<Session>('Stages', 'everywhere', [
    stepping('go.next', ']', 'Next stage', 1, 'The summary is the last stop.', 'next stage'),
    stepping('go.previous', '[', 'Previous stage', -1, 'This is the first stage.'),
    ...routes.map(going),
  ]),
  ...commandsOf<Session>('Program', 'everywhere', [
    ['program.palette', ':', 'Find a command by its name', showPalette],
    ['program.settings', ',', 'Settings, keys of your own, and how to change them', showSettings],
    ['program.log', 'L', 'Read the messages again', showMessages],
  ]),
  ...commandsOf<Session>('Program', 'always', [
    ['program.redraw', 'ctrl+l', 'Draw the screen again', ({ shell }) => shell.external.repaint()],
    [
      'program.suspend',
      'ctrl+z',
      'Stop and go back to the shell (fg returns)',
      ({ shell }) => void shell.external.suspend(),
    ],
  ]),
  ...commandsOf<Session>('Program', 'everywhere', [
    ['program.hush', 'escape', 'Clear the message', ({ shell }) => shell.clear()],
    ['program.quit', 'q', 'Leave; everything is saved', leave, 'leave'],
  ]),
  ...commandsOf<Session>('Program', 'always', [
    ['program.interrupt', 'ctrl+c', 'Stop what is running; twice, leave', interrupt],
  ]),
  ...commandsOf<Session>('Program', 'everywhere', [
    [
      'program.help',
      '?',
      'All keys, what the signs mean, how a session goes',
      showHelp,
      'all keys',
    ],
  ]),
  ...commandsOf<Session>('Program', 'always', [
    [
      'program.helpTyping',
      'alt+?',
      'The same where ? types a letter: in fields and windows',
      showHelp,
    ],
  ]),
];
