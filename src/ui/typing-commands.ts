/** The keys of fields, as readline has them, and of windows. */
import { enterField, leaveField } from './actions/edit.ts';
import type { App } from './app.ts';
import type { PlainAction } from './editor/line-editor.ts';
import { edit } from './keyboard.ts';
import { commandsOf } from './keys/command.ts';
import type { OverlayAct } from './overlays/overlay.ts';
import { widthOfKeywords } from './panes/review-layout.ts';

const editing = (what: PlainAction) => (app: App) => edit(app, { do: what });
const row = (by: 1 | -1) => (app: App) =>
  edit(app, { do: 'row', by, width: widthOfKeywords(app.review) - 1 });
const acting = (act: OverlayAct) => (app: App) => app.shell.act(act);

export const typingCommands = [
  ...commandsOf<App>('Typing', 'field', [
    ['type.enter', 'enter', 'Save what was typed', ({ review }) => enterField(review), 'save'],
    [
      'type.leave',
      'escape',
      'Leave the text as it was',
      ({ review }) => leaveField(review),
      'leave it as it was',
    ],
    ['type.left', 'left ctrl+b', 'One letter left', editing('left')],
    ['type.right', 'right ctrl+f', 'One letter right', editing('right')],
    ['type.wordLeft', 'ctrl+left alt+left alt+b', 'One word left', editing('wordLeft')],
    ['type.wordRight', 'ctrl+right alt+right alt+f', 'One word right', editing('wordRight')],
    ['type.up', 'up ctrl+p', 'One row up', row(-1)],
    ['type.down', 'down ctrl+n', 'One row down', row(1)],
    ['type.start', 'home ctrl+a', 'To the beginning', editing('start')],
    ['type.end', 'end ctrl+e', 'To the end', editing('end')],
    ['type.backspace', 'backspace ctrl+h', 'Delete the letter before', editing('backspace')],
    ['type.delete', 'delete ctrl+d', 'Delete the letter after', editing('delete')],
    ['type.killWordLeft', 'ctrl+w alt+backspace', 'Cut the word before', editing('killWordLeft')],
    ['type.killWordRight', 'alt+d', 'Cut the word after', editing('killWordRight')],
    ['type.killToStart', 'ctrl+u', 'Cut to the beginning', editing('killToStart')],
    ['type.killToEnd', 'ctrl+k', 'Cut to the end', editing('killToEnd')],
    ['type.yank', 'ctrl+y', 'Put back what was cut', editing('yank')],
    ['type.yankOlder', 'alt+y', 'Then: what was cut before that', editing('yankOlder')],
    ['type.transpose', 'ctrl+t', 'Swap two letters', editing('transpose')],
    ['type.undo', 'ctrl+_', 'Undo in the field', editing('undo')],
  ]),
  ...commandsOf<App>('Typing', 'overlay', [
    ['window.choose', 'enter', 'Choose', acting('choose')],
    ['window.up', 'up ctrl+p', 'Up', acting('up')],
    ['window.down', 'down ctrl+n', 'Down', acting('down')],
    ['window.first', 'home', 'To the beginning', acting('first')],
    ['window.last', 'end', 'To the end', acting('last')],
    ['window.pageUp', 'pageup', 'A page up', acting('pageUp')],
    ['window.pageDown', 'pagedown', 'A page down', acting('pageDown')],
    ['window.complete', 'tab', 'Complete', acting('complete')],
    ['window.close', 'escape ctrl+g', 'Close', ({ shell }) => shell.dismiss()],
  ]),
];
