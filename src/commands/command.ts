/** What a command is: its words for the help text, and a function that runs it. */
import type { Archive, ServiceAccess } from '../pipeline/archive/archive.ts';
import type { StageContext, StageSummary } from '../pipeline/archive/stage.ts';
import type { FactGroups } from '../pipeline/archive/stage-view.ts';
import type { SettingsFile } from '../settings-file.ts';
import { printedFacts } from '../ui/stages/fact-lines.ts';

/** 0 done, 1 some photos have issues, 2 could not run (a StopError), 130 interrupted. */
export type ExitCode = 0 | 1;

type Run = (context: CommandContext) => Promise<ExitCode>;

export type CommandDefinition = {
  readonly name: string;
  readonly summary: string;
  /** Positional arguments as commander writes them: `[archive]`, `<files...>`. */
  readonly usage?: string | undefined;
  /** Flags and meaning as commander writes them: `['--yes', 'do not ask']`; a repeated one gives a list of values. */
  readonly options?:
    | readonly (readonly [flags: string, meaning: string, repeated?: 'repeated'])[]
    | undefined;
  /** Command lines with what they do, for the help text and the manual. */
  readonly examples?: readonly (readonly [line: string, meaning: string])[] | undefined;
  /** A stage that every photo goes through. */
  readonly isStage?: boolean;
  readonly hidden?: boolean;
  /** Commands below this one, as in `proofsheet batch export`. */
  readonly commands?: readonly CommandDefinition[];
  readonly run?: Run | undefined;
};

type Opening = {
  /** The archive, where it is not the first argument. */
  readonly archive?: string | undefined;
  /** Only look; takes no lock. */
  readonly readOnly?: boolean | undefined;
  /** The command scans, so that it may be the first to work on a folder. */
  readonly scans?: boolean;
  /** The command chooses photos by itself (`choose`), or none. */
  readonly choosesLater?: boolean;
  /** The user has said that this folder is meant, whatever it looks like. */
  readonly isMeant?: boolean;
  /** The stand-in that answers instead of the service. */
  readonly rehearsal?: ServiceAccess;
};

/** What a running command is given. Results go to `print`, everything else to `say`. */
export type CommandContext = {
  /** Positional arguments; lists are flattened. */
  readonly arguments: readonly string[];
  /** Options by their camel-cased name, as commander parses them. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly json: boolean;
  readonly settings: SettingsFile;
  readonly signal: AbortSignal;
  /** True when both ends are a terminal, so that the user can be asked. */
  readonly interactive: boolean;
  /** A line of results on stdout. */
  print(line: string): void;
  /** A value of results on stdout, as one line of JSON. */
  printJson(value: unknown): void;
  /** The same for a line of what is taken in again, which loses nothing. */
  printRecord(value: unknown): void;
  /** A line for the person on stderr. */
  say(line: string): void;
  /** Asks yes or no on the terminal; the default is no. */
  confirm(question: string): Promise<boolean>;
  /** Opens the archive of the first argument (or the current folder) with the common options while `work` lasts. */
  inArchive<T>(work: (archive: Archive) => Promise<T>, opening?: Opening): Promise<T>;
  /** Has the stages act on the photos that --only and --where mean, if they are given, and says so. @throws StopError */
  choose(archive: Archive): void;
  /** The context for running stages: progress goes to stderr. */
  stages(archive: Archive): StageContext;
};

/** Prints how a stage ended and gives the exit code. `more` is added to the JSON object. */
export function finish(
  context: CommandContext,
  summary: StageSummary,
  more: Record<string, unknown> = {},
): ExitCode {
  tell(context, { ...summary, ...more }, notesOf(summary));
  return summary.issues > 0 ? 1 : 0;
}

/** Prints a value where JSON is wanted, else lines. Gives the exit code of what has nothing wrong in it. */
export function tell(context: CommandContext, value: unknown, lines: readonly string[]): 0 {
  if (context.json) context.printJson(value);
  else for (const line of lines) context.print(line);
  return 0;
}

/** Prints one row for each fact, however long. */
export function printFacts(print: (line: string) => void, ...groups: FactGroups): void {
  for (const line of printedFacts(groups)) print(line);
}

/** What a stage said in the end, and the command that takes it back. */
export function notesOf({ stage, done, notes, byHand = [] }: StageSummary): readonly string[] {
  return stage === 'embed' && done > 0
    ? [...notes, '`proofsheet undo` puts the old values back.']
    : [...notes, ...byHand];
}
