/**
 * A command: everything the screen can do, once. Bindings, the line of keys at the bottom, the help, the palette and
 * docs/keys.md are all made from the one table of these.
 */

import { stages } from '../../photo.ts';
import wordsByCommand from './search-words.json' with { type: 'json' };

/**
 * Where keys hold. When a key is pressed, the layers that are open are asked from the innermost out: an overlay, a field
 * being typed in, the focused pane, the screen of the stage, what holds everywhere, and what holds even over a window or
 * a field, as far as it is no letter there.
 */
export type Context = keyof typeof contextNames;

/** The names of contexts as help and docs say them. */
export const contextNames = {
  everywhere: 'everywhere',
  always: 'everywhere, also while typing',
  field: 'while typing',
  overlay: 'in a window',
  adding: 'while adding keywords',
  stage: 'on the stages',
  scan: 'on Scan',
  prepare: 'on Prepare',
  submit: 'on Submit',
  collect: 'on Collect',
  sidecars: 'on Sidecars',
  embed: 'on Embed',
  deliver: 'on Deliver',
  summary: 'on the summary',
  review: 'in the review',
  photos: 'on the photos',
  frames: 'on frames side by side',
  keywords: 'on the keywords',
} as const;

/** The headings of the help screen, in its order. */
export const groups = [
  'Decide',
  'Move',
  'Edit',
  'Keywords',
  'Many at once',
  'Find',
  'Look',
  'Stages',
  'Program',
  'Typing',
] as const;
export type Group = (typeof groups)[number];

export type Command<Host> = {
  /** Stable name for key files: `review.accept`. */
  readonly id: string;
  /** What it does, as the help says it: on one row of the narrowest usual terminal. */
  readonly title: string;
  /** Other words that a person may look for it by, lower case. */
  readonly words?: string | undefined;
  readonly group: Group;
  readonly context: Context;
  /** Default keys; the first one is shown. */
  readonly keys: readonly string[];
  /** One word for the line of keys; commands without one are only in the help. */
  readonly footLabel?: string | undefined;
  /** Why it cannot be done just now; then the key says so instead of being dead. */
  readonly refused?: ((host: Host) => string | undefined) | undefined;
  readonly run: (host: Host) => void;
};

/** Other words that a person may look for a command by in the palette and the help, lower case. */
export const searchWords: Readonly<Record<string, string>> = wordsByCommand;

/** A command as a table writes it: its keys with spaces between; last its label in the foot, and why it may be refused. */
export type CommandRow<Host> = readonly [
  id: string,
  keys: string,
  title: string,
  run: (host: Host) => void,
  footLabel?: string | undefined,
  refused?: (host: Host) => string | undefined,
];

/** The commands of rows that have group and context in common. */
export function commandsOf<Host>(
  group: Group,
  context: Context,
  rows: readonly CommandRow<Host>[],
): readonly Command<Host>[] {
  return rows.map(([id, keys, title, run, footLabel, refused]) => ({
    id,
    title,
    words: searchWords[id],
    group,
    context,
    keys: keys.split(' '),
    footLabel,
    refused,
    run,
  }));
}

const plainStages = stages.filter((stage) => stage !== 'review');

export type HelpSection = {
  readonly name: string;
  readonly contexts: readonly Context[];
  /** Its own group, which stands above those that it has in common with other places. */
  readonly first?: Group;
};

/** The parts of the screen that contexts belong to, as the help is divided. */
export const helpSections: readonly HelpSection[] = [
  { name: 'in the review', contexts: ['photos', 'review', 'frames'] },
  { name: 'on the keywords', contexts: ['keywords'], first: 'Keywords' },
  { name: 'on the stages', contexts: ['stage', ...plainStages, 'summary'] },
  { name: 'everywhere', contexts: ['everywhere', 'always'] },
  { name: 'while typing', contexts: ['field'], first: 'Typing' },
  { name: 'in a window', contexts: ['overlay', 'adding'], first: 'Typing' },
];
