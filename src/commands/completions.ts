/** What may stand at a place of the command line, from the table of commands: what shells ask when Tab is pressed. */
import { deliveryStates } from '../catalog/deliveries.ts';
import { outletKeys } from '../outlet-settings.ts';
import { filterFields } from '../pipeline/review/filter.ts';
import { completeFilter } from '../pipeline/session/filter-completion.ts';
import { listForms } from '../rules/keyword-list/entry.ts';
import { outletData } from '../rules/outlets/built-in.ts';
import { isSettingName, settingChoices, settingNames, settingSpec } from '../settings.ts';
import type { CommandDefinition } from './command.ts';
import { shells } from './completion-scripts.ts';
import { commonOptions } from './help.ts';

type Word = readonly [value: string, meaning: string];
/** Words to choose from, or what the shell knows better. */
export type Completions = {
  readonly kind: 'words' | 'folders' | 'files';
  readonly words: readonly Word[];
};

type Asked = {
  readonly current: string;
  /** The words before it that are no options. */
  readonly before: readonly string[];
};

const list = (values: readonly string[]): readonly Word[] => values.map((value) => [value, '']);
/** Those of outlets are offered once it is said that they are meant: there are a hundred of them. */
const nameWords = (current: string, end: string): readonly Word[] =>
  [...settingNames, ...(current.startsWith('o') ? outletNames() : [])].map((name) => [
    `${name}${end}`,
    settingSpec(name).about,
  ]);
const outletNames = () =>
  outletData.flatMap(({ id }) => outletKeys.map((key) => `outlets.${id}.${key}` as const));
const choices = (name: string) => (isSettingName(name) ? settingChoices(name) : []);

/** What the words in `<>` and `[]` of the table stand for; others are the user's own affair. */
const sources: Readonly<Record<string, 'folders' | 'files' | ((asked: Asked) => readonly Word[])>> =
  {
    archive: 'folders',
    folder: 'folders',
    file: 'files',
    files: 'files',
    path: 'files',
    which: () => list(['clean', 'all']),
    form: () => list(listForms),
    shell: () => list(shells),
    outlets: ({ current }) => {
      const before = current.slice(0, current.lastIndexOf(',') + 1);
      return list(outletData.map(({ id }) => before + id));
    },
    state: () => list(deliveryStates),
    outlet: () => list(outletData.map(({ id }) => id)),
    server: () => list(['preview', ...outletData.map(({ id }) => id)]),
    name: ({ current }) => nameWords(current, ''),
    value: ({ before }) => list(choices(before.at(-1) ?? '')),
    'name=value'({ current }) {
      const [name = '', ...value] = current.split('=');
      if (value.length === 0) return nameWords(current, '=');
      return choices(name).map((choice) => [`${name}=${choice}`, '']);
    },
    filter: ({ current }) =>
      list(
        current === ''
          ? filterFields.map((field) => `${field}:`)
          : completeFilter(current, [], 100),
      ),
  };

/** @param words those behind the program's name, before the one to complete @param current what is there of that one */
export function completionsFor(
  words: readonly string[],
  current: string,
  program: CommandDefinition,
): Completions {
  const { command, before, awaited } = read(words, program);
  const [, option, value] = /^(--[\w-]+)=(.*)$/s.exec(current) ?? [];
  if (awaited !== undefined) return from(awaited, { current, before });
  if (option !== undefined && value !== undefined)
    return prefixed(
      `${option}=`,
      from(placeholderOf(optionOf(command, option)), { current: value, before }),
    );
  if (current.startsWith('-')) return matching(current, optionWords(command));
  const below = command.commands ?? [];
  const names = before.length === 0 ? matching(current, commandWords(below)) : undefined;
  if (names !== undefined && names.words.length > 0) return names;
  return from(placeholderAt(command.usage, before.length), { current, before });
}

/** The program as a command with all others below it; where none is named, a folder may stand. */
export function wholeProgram(
  commands: readonly CommandDefinition[],
  defaultCommand: CommandDefinition,
): CommandDefinition {
  const summary = 'explain a command';
  const help = { name: 'help', summary, usage: '[command]', commands };
  return { ...defaultCommand, name: programWord, commands: [...commands, help] };
}
const programWord = 'proofsheet';

type Flags = readonly [flags: string, meaning: string, repeated?: 'repeated'];

/** The command that words lead to, its own words, and the value that the last of them waits for. */
function read(words: readonly string[], program: CommandDefinition) {
  let command = program;
  let before: string[] = [];
  let awaited: string | undefined;
  for (const word of words) {
    if (awaited !== undefined) awaited = undefined;
    else if (word.startsWith('-')) awaited = placeholderOf(optionOf(command, word));
    else {
      const named = command.commands?.find(({ name }) => name === word);
      if (named !== undefined && before.length === 0) command = named;
      else before = [...before, word];
    }
  }
  return { command, before, awaited };
}

function optionsOf(command: CommandDefinition): readonly Flags[] {
  if (command.run === undefined) return [];
  return [...(command.options ?? []), ...commonOptions];
}

function optionOf(command: CommandDefinition, word: string): Flags | undefined {
  return optionsOf(command).find(([flags]) => flags.split(' ', 1)[0] === word);
}

/** `folder` of `--archive <folder>`. */
const placeholderOf = (option: Flags | undefined) => /<([^<>]+)>/.exec(option?.[0] ?? '')?.[1];

function optionWords(command: CommandDefinition): readonly Word[] {
  const version: Word[] = command.name === programWord ? [['--version', 'print the version']] : [];
  const own = optionsOf(command).map(
    ([flags, meaning]): Word => [flags.split(' ', 1)[0] ?? '', meaning],
  );
  return [...own, ...version, ['--help', 'explain it']];
}

function commandWords(definitions: readonly CommandDefinition[]): readonly Word[] {
  return definitions.map(({ name, summary }) => [name, summary]);
}

/** `archive` of `<batch> [archive]` at 1; the last one repeats if it says so. */
function placeholderAt(usage = '', at: number): string | undefined {
  const all = usage.split(' ').map((one) => one.replace(/^[<[]|[\]>]$/g, ''));
  const last = all.at(-1) ?? '';
  return (all[at] ?? (last.endsWith('...') ? last : undefined))?.replace('...', '');
}

function from(placeholder: string | undefined, asked: Asked): Completions {
  const source = sources[placeholder ?? ''] ?? (() => []);
  return typeof source === 'string'
    ? { kind: source, words: [] }
    : matching(asked.current, source(asked));
}

function matching(current: string, words: readonly Word[]): Completions {
  return { kind: 'words', words: words.filter(([value]) => value.startsWith(current)) };
}

function prefixed(prefix: string, { kind, words }: Completions): Completions {
  return { kind, words: words.map(([value, meaning]) => [`${prefix}${value}`, meaning]) };
}
