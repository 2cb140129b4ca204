/** The keys that hold everywhere: going from stage to stage, help, the palette, leaving. */
import { stages } from '../photo.ts';
import { nameOf } from '../pipeline/archive/stage-view.ts';
import type { App } from './app.ts';
import { showHelp } from './help.ts';
import { commandsOf } from './keys/command.ts';
import { showPalette } from './palette.ts';
import { interrupt, leave } from './quit.ts';
import { showMessages, showSettings } from './readers.ts';
import type { Route } from './route.ts';

const routes: readonly Route[] = [...stages, 'summary'];

function beside(app: App, by: 1 | -1): Route | undefined {
  return routes[routes.indexOf(app.route.get()) + by];
}

/** Goes to the stage beside the one in view. */
const stepping = (by: 1 | -1) => (app: App) => app.go(beside(app, by) ?? app.route.get());
const refusedAt = (by: 1 | -1, end: string) => (app: App) =>
  beside(app, by) === undefined ? end : undefined;
const refusedNext = refusedAt(1, 'The summary is the last page.');
const refusedPrevious = refusedAt(-1, 'This is the first stage.');

/** `1` leads to the first stage, `9` to the summary. */
function going(route: Route, index: number) {
  const title = `Go to ${route === 'summary' ? 'the summary' : nameOf(route)}`;
  return [`go.${route}`, String(index + 1), title, (app: App) => app.go(route)] as const;
}

const repaint = ({ shell }: App) => void shell.external.repaint();
const suspend = ({ shell }: App) => void shell.external.suspend();

export const programCommands = [
  ...commandsOf<App>('Stages', 'everywhere', [
    ['go.next', ']', 'Next stage', stepping(1), 'next stage', refusedNext],
    ['go.previous', '[', 'Previous stage', stepping(-1), undefined, refusedPrevious],
    ...routes.map(going),
  ]),
  ...commandsOf<App>('Program', 'everywhere', [
    ['program.palette', ':', 'Find a command by its name', showPalette],
    ['program.settings', ',', 'Settings, keys of your own, and how to change them', showSettings],
    ['program.log', 'L', 'Read the messages again', showMessages],
  ]),
  ...commandsOf<App>('Program', 'always', [
    ['program.redraw', 'ctrl+l', 'Draw the screen again', repaint],
    ['program.suspend', 'ctrl+z', 'Stop and go back to the shell (fg returns)', suspend],
  ]),
  ...commandsOf<App>('Program', 'everywhere', [
    ['program.hush', 'escape', 'Clear the message', ({ shell }) => shell.clear()],
    ['program.quit', 'q', 'Leave; everything is saved', leave, 'leave'],
  ]),
  ...commandsOf<App>('Program', 'always', [
    ['program.interrupt', 'ctrl+c', 'Stop what is running; twice, leave', interrupt],
  ]),
  ...commandsOf<App>('Program', 'everywhere', [
    [
      'program.help',
      '?',
      'All keys, what the symbols mean, how a session goes',
      showHelp,
      'all keys',
    ],
  ]),
  ...commandsOf<App>('Program', 'always', [
    [
      'program.helpTyping',
      'alt+?',
      'The same help where ? types a letter: in fields and windows',
      showHelp,
    ],
  ]),
];
