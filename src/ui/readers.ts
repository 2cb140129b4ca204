/** What is only to be read: the settings as they hold, with keys of one's own, and the messages. */
import { type SettingName, settingMeaning, settingNames, settingText } from '../settings.ts';
import type { App } from './app.ts';
import { emptyLine, type Line, line } from './text/line.ts';
import { labelled, paragraph } from './text/paragraph.ts';
import { fitWidth, widthOf } from './text/width.ts';
import { wrap } from './text/wrap.ts';

/** The settings as they hold, keys of one's own, and how both are changed. */
export function showSettings(app: App): void {
  app.shell.read({
    title: 'Settings and keys of your own',
    lines: (width) => [
      ...paragraph(
        'Settings are changed in the shell and take effect when the screen is next opened: `proofsheet config set ui.theme light`.',
        width,
      ),
      emptyLine,
      line(['The screen', 'accent']),
      ...settingNames.filter(isOfScreen).flatMap((name) => settingLines(app, name, width)),
      emptyLine,
      line(['Keys of your own', 'accent']),
      ...paragraph(
        `Write ${app.keysFile}: names of commands, each with a key, a list of keys, or [] for none.`,
        width,
      ),
      line('  { "review.accept": ["p", "Enter"], "look.copy": [], "review.undo": "Ctrl-Y" }'),
      emptyLine,
      ...commandLines(app, width),
      emptyLine,
      line(['All other settings', 'accent']),
      ...settingNames
        .filter((name) => !isOfScreen(name))
        .flatMap((name) => settingLines(app, name, width)),
    ],
  });
}

const isOfScreen = (name: SettingName) => name.startsWith('ui.');

const nameWidth = Math.max(...settingNames.map(widthOf)) + 2;

function settingLines({ archive }: App, name: SettingName, width: number): Line[] {
  return [
    ...labelled(name, settingText(archive.settings[name]), width, 'strong', nameWidth),
    ...labelled('', settingMeaning(name), width, 'quiet', nameWidth),
  ];
}

/** Every command with its name, its keys and what it does. */
function commandLines({ bindings, shell }: App, width: number): Line[] {
  const named = Math.max(...bindings.commands.map(({ id }) => widthOf(id))) + 2;
  return bindings.commands.flatMap(({ id, title }) => {
    return labelled(id, `${shell.keys.all(id)}  ${title}`.trim(), width, undefined, named);
  });
}

/** Shows the messages again, newest first. */
export function showMessages({ shell }: App): void {
  shell.read({
    title: 'Messages',
    lines: (width) => {
      const messages = shell.messages.toReversed();
      if (messages.length === 0) return [line(['Nothing yet.', 'quiet'])];
      return messages.flatMap(({ at, notice }) =>
        wrap(notice.text, width - 10).map((row, index) =>
          line([fitWidth(index === 0 ? at.toLocaleTimeString('en-GB') : '', 10), 'quiet'], [row]),
        ),
      );
    },
  });
}
