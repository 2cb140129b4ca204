/**
 * Help: every key, those of where the person is first; then what the signs mean, and how a session goes. Who has not yet
 * decided about any photo reads that first.
 */

import type { App } from './app.ts';
import { guide, signs } from './help-content.ts';
import { layersNow } from './keyboard.ts';
import {
  type Command,
  type Context,
  contextNames,
  groups,
  type HelpSection,
  helpSections,
} from './keys/command.ts';
import type { PickItem } from './overlays/pick.ts';
import { commandItem, keysWidth } from './palette.ts';
import { emptyLine, line } from './text/line.ts';
import { paragraph } from './text/paragraph.ts';

const title = 'All keys';

type Search = {
  readonly commands: readonly Command<App>[];
  /** The contexts where the person is, innermost first. */
  readonly here: readonly Context[];
  /** Whether a text has all that was typed. */
  readonly found: (text: string) => boolean;
};

/** Opens the help; typing narrows it, Enter runs a command. */
export function showHelp(app: App): void {
  if (app.shell.overlay?.title === title) return;
  const here = layersNow(app).map(({ context }) => context);
  const isNew = app.isNew;
  app.shell.pick({
    title,
    place: 'whole',
    enter: 'run it',
    hints: isNew
      ? [
          ['all keys', 'window.pageDown'],
          ['signs', 'window.last'],
        ]
      : [['signs, and how a session goes', 'window.last']],
    items: (typed, width) => {
      const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
      const found = (text: string) => words.every((word) => text.toLowerCase().includes(word));
      // A search also finds commands without a key.
      const commands = app.bindings.commands.filter(
        ({ id }) => typed !== '' || app.shell.keys.of(id) !== undefined,
      );
      const search = { commands, here, found };
      const keysAndSigns = [
        ...sectionsFrom(here).flatMap((place) => placeItems(app, place, search)),
        ...signItems(found),
      ];
      const steps = guideItems(app, found, width);
      return isNew ? [...steps, ...keysAndSigns] : [...keysAndSigns, ...steps];
    },
  });
}

/** All sections, those where the person is first, innermost first. */
function sectionsFrom(here: readonly Context[]): readonly HelpSection[] {
  const rank = ({ contexts }: HelpSection) => {
    const at = here.findIndex((context) => contexts.includes(context));
    return at === -1 ? here.length : at;
  };
  return [...helpSections].sort((a, b) => rank(a) - rank(b));
}

/** The commands of a place under the headings of their groups, those that hold here before their neighbours. */
function placeItems(
  app: App,
  { name, contexts, first }: HelpSection,
  { commands: wanted, here, found }: Search,
): PickItem[] {
  const all = wanted.filter(({ context }) => contexts.includes(context));
  const width = keysWidth(app, all);
  const ordered = first === undefined ? groups : [...new Set([first, ...groups])];
  return ordered.flatMap((group) => {
    const commands = all.filter(
      ({ id, title, words = '', group: its }) =>
        its === group && found(`${title} ${words} ${id} ${group} ${name}`),
    );
    if (commands.length === 0) return [];
    const ofHere = commands.filter(({ context }) => here.includes(context));
    const others = commands.filter(({ context }) => !here.includes(context));
    return [
      heading(group, name),
      ...ofHere.map((command) => commandItem(app, command, here, width)),
      ...others.map((command) => commandItem(app, command, here, width, whereOf(command, name))),
      blank,
    ];
  });
}

/** Where a command holds, unless the heading says so. */
function whereOf({ context }: Command<App>, place: string): string {
  const where = contextNames[context];
  return where === place ? '' : where;
}

const signWidth = 10;

function signItems(found: Search['found']): PickItem[] {
  return signs.flatMap(({ heading: place, signs: rows }) => {
    const shown = rows.filter(([, , means]) => found(`signs ${place} ${means}`));
    if (shown.length === 0) return [];
    return [
      heading('Signs', place),
      ...shown.map(
        ([sign, role, means]): PickItem => ({ line: line([sign.padEnd(signWidth), role], means) }),
      ),
      blank,
    ];
  });
}

function guideItems({ shell }: App, found: Search['found'], width: number): PickItem[] {
  const steps = guide(shell.keys).filter((step) => found(`how a session goes ${step}`));
  if (steps.length === 0) return [];
  return [
    heading('How a session goes', ''),
    ...steps.flatMap((step) =>
      paragraph(step, width - 3).map(
        (row, index): PickItem => ({
          line: { spans: [[index === 0 ? '' : '   '], ...row.spans] },
          ...(index === 0 ? {} : { passed: true }),
        }),
      ),
    ),
    blank,
  ];
}

function heading(group: string, place: string): PickItem {
  return { line: line([group, 'accent'], [`  ${place}`, 'quiet']), passed: true };
}

const blank: PickItem = { line: emptyLine, passed: true };
