/** Finding a command by what it is called, and running it. */

import type { App } from './app.ts';
import { contextsNow, perform } from './keyboard.ts';
import { type Command, type Context, contextNames } from './keys/command.ts';
import type { PickItem } from './overlays/pick.ts';
import { line } from './text/line.ts';
import { fitWidth, widthOf } from './text/width.ts';

/** Cells for the keys of these commands, in front of what they do. */
export function keysWidth(app: App, commands: readonly Command<App>[]): number {
  return Math.max(8, ...commands.map(({ id }) => widthOf(app.shell.keys.all(id)) + 2));
}

/**
 * A command on one row: keys, what it does, and where, if that has to be said.
 * @param here where the person is; elsewhere the command is told about, not run
 * @param width cells for the keys
 */
export function commandItem(
  app: App,
  command: Command<App>,
  here: readonly Context[],
  width: number,
  where = '',
): PickItem {
  return {
    line: line(
      [fitWidth(app.shell.keys.all(command.id), width), 'strong'],
      [command.title],
      [where === '' ? '' : `  ${where}`, 'quiet'],
    ),
    run: () =>
      here.includes(command.context)
        ? perform(app, command)
        : app.shell.toast(`That works ${contextNames[command.context]}.`, 'warn'),
  };
}

/** Matches this much worse than the best one are left out. */
const farBehind = 0.4;

/** The commands that can be run here, the best match first. */
export function showPalette(app: App): void {
  const here = contextsNow(app);
  const commands = app.bindings.commands.filter(({ context }) => here.includes(context));
  const width = keysWidth(app, commands);
  const depth = ({ context }: Command<App>) => here.indexOf(context);
  app.shell.pick({
    title: 'Commands',
    place: 'sheet',
    enter: 'run it',
    items: (typed) => {
      const scored = commands.map((command) => ({ command, score: scoreOf(command, typed) }));
      const best = Math.max(...scored.map(({ score }) => score));
      return scored
        .filter(({ score }) => score > 0 && score >= best * farBehind)
        .sort((a, b) => b.score - a.score || depth(a.command) - depth(b.command))
        .map(({ command }) => commandItem(app, command, here, width));
    },
  });
}

/** How well a command goes with what was typed: by its title, or by a word that people have for the same. */
function scoreOf({ title, words = '' }: Command<App>, typed: string): number {
  const letters = typed.toLowerCase().replace(/\s+/g, '');
  return Math.max(fitOf(title, letters), ...words.split(' ').map((word) => fitOf(word, letters)));
}

/** How well letters fit a text in their order: beginnings of words and runs count most; 0 when they do not. */
function fitOf(text: string, letters: string): number {
  const lower = text.toLowerCase();
  let score = 1;
  let at = -1;
  for (const letter of letters) {
    const next = lower.indexOf(letter, at + 1);
    if (next === -1) return 0;
    if (next === at + 1) score += 3;
    if (next === 0 || lower[next - 1] === ' ') score += 5;
    score += 1 / (1 + next);
    at = next;
  }
  return score;
}
