/** Help and palette, both made from the table of commands, and the log of what was said. */
import { type Command, contextNames, groups } from '../keys/command.ts';
import { spellKey } from '../keys/press.ts';
import type { PickItem } from '../overlays/pick.ts';
import { emptyLine, line, spread } from '../text/line.ts';
import { fitWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { Session } from './session.ts';

/** Keys of a command as text: `p`, `↓ or j`. */
function keysText(keys: readonly string[], unicode = true): string {
  return keys.map((key) => spellKey(key, unicode)).join('  ');
}

/** Every command under its heading, those of the screen in view first; typing narrows, Enter runs. */
export function showHelp(session: Session): void {
  session.desk.pick({
    title: 'All keys',
    place: 'whole',
    enter: 'run it',
    items: (typed) => helpItems(session, typed),
  });
}

const keyWidth = 22;

function helpItems(session: Session, typed: string): PickItem[] {
  const { bindings } = session;
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = bindings.commands.filter(({ title, id, group }) =>
    words.every((word) => `${title} ${id} ${group}`.toLowerCase().includes(word)),
  );
  return groups.flatMap((group) => {
    const commands = wanted.filter(
      (command) =>
        command.group === group && (bindings.keysOf(command.id).length > 0 || typed !== ''),
    );
    if (commands.length === 0) return [];
    const heading: PickItem = { line: () => line([group, 'accent']) };
    const blank: PickItem = { line: () => emptyLine };
    return [heading, ...commands.map((command) => helpItem(session, command)), blank];
  });
}

function helpItem(session: Session, command: Command<Session>): PickItem {
  const here = isHere(session, command);
  return {
    line: (width, theme) =>
      spread(
        line(
          [
            fitWidth(
              keysText(session.bindings.keysOf(command.id), theme.glyphs.up === '↑'),
              keyWidth,
            ),
            'strong',
          ],
          [` ${command.title}`],
        ),
        line([here ? '' : contextNames[command.context], 'quiet']),
        width,
      ),
    run: () => runFromList(session, command),
  };
}

function isHere(session: Session, command: Command<Session>): boolean {
  return session.contexts().includes(command.context);
}

function runFromList(session: Session, command: Command<Session>): void {
  if (!isHere(session, command)) {
    session.desk.say(`That key holds ${contextNames[command.context]}.`, 'warn');
    return;
  }
  const reason = command.refused?.(session);
  if (reason === undefined) command.run(session);
  else session.desk.say(reason, 'warn');
}

/** The commands that can be run here, the best match first. */
export function showPalette(session: Session): void {
  session.desk.pick({
    title: 'Commands',
    place: 'sheet',
    enter: 'run it',
    items: (typed) =>
      session.bindings.commands
        .filter((command) => isHere(session, command))
        .map((command) => ({ command, score: scoreOf(command.title, typed) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .map(({ command }) => helpItem(session, command)),
  });
}

/** How well letters fit a title in their order: beginnings of words and runs count most; 0 when they do not. */
function scoreOf(title: string, typed: string): number {
  const wanted = Array.from(typed.toLowerCase().replace(/\s+/g, ''));
  const text = title.toLowerCase();
  let score = 1;
  let at = -1;
  for (const letter of wanted) {
    const next = text.indexOf(letter, at + 1);
    if (next === -1) return 0;
    if (next === at + 1) score += 3;
    if (next === 0 || text[next - 1] === ' ') score += 5;
    score += 1 / (1 + next);
    at = next;
  }
  return score;
}

export function showLog({ desk }: Session): void {
  desk.read({
    title: 'What was said',
    lines: (width) => {
      const said = desk.said.toReversed();
      if (said.length === 0) return [line(['Nothing yet.', 'quiet'])];
      return said.flatMap(({ at, notice }) =>
        wrap(notice.text, width - 10).map((row, index) =>
          line([fitWidth(index === 0 ? at.toLocaleTimeString('en-GB') : '', 10), 'quiet'], [row]),
        ),
      );
    },
  });
}
