/** The keys of fields, as readline has them, and of windows. */

import { enterField, leaveField } from './actions/edit.ts';
import type { EditorAction } from './editor/line-editor.ts';
import type { Command } from './keys/command.ts';
import type { OverlayAct } from './overlays/overlay.ts';
import { widthOfKeywords } from './panes/review-layout.ts';
import type { Session } from './session.ts';

const typing = (
  id: string,
  title: string,
  keys: readonly string[],
  action: EditorAction,
): Command<Session> => ({
  id: `type.${id}`,
  title,
  group: 'Typing',
  context: 'field',
  keys,
  run: (session) => session.edit(action),
});

const inOverlay = (
  id: string,
  title: string,
  keys: readonly string[],
  act: OverlayAct,
): Command<Session> => ({
  id: `window.${id}`,
  title,
  group: 'Typing',
  context: 'overlay',
  keys,
  run: ({ shell }) => shell.act(act),
});

export const typingCommands: readonly Command<Session>[] = [
  {
    id: 'type.enter',
    title: 'Take what was typed',
    group: 'Typing',
    context: 'field',
    keys: ['enter'],
    hint: 'save',
    run: ({ review }) => enterField(review),
  },
  {
    id: 'type.leave',
    title: 'Leave the text as it was',
    group: 'Typing',
    context: 'field',
    keys: ['escape'],
    hint: 'leave it as it was',
    run: ({ review }) => leaveField(review),
  },
  typing('left', 'A letter left', ['left', 'ctrl+b'], { do: 'left' }),
  typing('right', 'A letter right', ['right', 'ctrl+f'], { do: 'right' }),
  typing('wordLeft', 'A word left', ['ctrl+left', 'alt+left', 'alt+b'], { do: 'wordLeft' }),
  typing('wordRight', 'A word right', ['ctrl+right', 'alt+right', 'alt+f'], { do: 'wordRight' }),
  {
    id: 'type.up',
    title: 'A row up',
    group: 'Typing',
    context: 'field',
    keys: ['up', 'ctrl+p'],
    run: (session) =>
      session.edit({ do: 'row', by: -1, width: widthOfKeywords(session.review) - 1 }),
  },
  {
    id: 'type.down',
    title: 'A row down',
    group: 'Typing',
    context: 'field',
    keys: ['down', 'ctrl+n'],
    run: (session) =>
      session.edit({ do: 'row', by: 1, width: widthOfKeywords(session.review) - 1 }),
  },
  typing('start', 'To the beginning', ['home', 'ctrl+a'], { do: 'start' }),
  typing('end', 'To the end', ['end', 'ctrl+e'], { do: 'end' }),
  typing('backspace', 'Delete the letter before', ['backspace', 'ctrl+h'], { do: 'backspace' }),
  typing('delete', 'Delete the letter after', ['delete', 'ctrl+d'], { do: 'delete' }),
  typing('killWordLeft', 'Cut the word before', ['ctrl+w', 'alt+backspace'], {
    do: 'killWordLeft',
  }),
  typing('killWordRight', 'Cut the word after', ['alt+d'], { do: 'killWordRight' }),
  typing('killToStart', 'Cut to the beginning', ['ctrl+u'], { do: 'killToStart' }),
  typing('killToEnd', 'Cut to the end', ['ctrl+k'], { do: 'killToEnd' }),
  typing('yank', 'Put back what was cut', ['ctrl+y'], { do: 'yank' }),
  typing('yankOlder', 'Then: what was cut before that', ['alt+y'], { do: 'yankOlder' }),
  typing('transpose', 'Swap two letters', ['ctrl+t'], { do: 'transpose' }),
  typing('undo', 'Undo in the field', ['ctrl+_'], { do: 'undo' }),
  inOverlay('choose', 'Choose', ['enter'], 'choose'),
  inOverlay('up', 'Up', ['up', 'ctrl+p'], 'up'),
  inOverlay('down', 'Down', ['down', 'ctrl+n'], 'down'),
  inOverlay('first', 'To the beginning', ['home'], 'first'),
  inOverlay('last', 'To the end', ['end'], 'last'),
  inOverlay('pageUp', 'A page up', ['pageup'], 'pageUp'),
  inOverlay('pageDown', 'A page down', ['pagedown'], 'pageDown'),
  inOverlay('complete', 'Complete', ['tab'], 'complete'),
  {
    id: 'window.close',
    title: 'Close',
    group: 'Typing',
    context: 'overlay',
    keys: ['escape', 'ctrl+g'],
    run: ({ shell }) => shell.dismiss(),
  },
];
