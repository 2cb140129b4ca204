/**
 * Starting other programs: the editor, the viewer, shells, ExifTool. All go through here, because none of them needs
 * what the environment says of the service, the API key above all.
 */
import {
  type ChildProcess,
  type ChildProcessWithoutNullStreams,
  type SpawnOptions,
  spawn,
} from 'node:child_process';

/** The variables of the service: keys, and addresses that may hold a password; and the passwords of other servers. */
const ofService = /^(?:(?:AZURE_)?OPENAI_|PROOFSHEET_PASSWORD_)/i;

/** The environment that other programs get. */
function environmentForOthers(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofService.test(name)));
}

type Options = Omit<SpawnOptions, 'env'> & {
  /** What the program gets of our environment: these alone, or all but what is of the service. */
  readonly variables?: readonly string[];
  /** Set over what is passed on. */
  readonly env?: Readonly<Record<string, string>>;
};

/** Starts a program, as `spawn` does. */
export function startProgram(
  command: string,
  words: readonly string[],
  options: Options & { readonly stdio: 'pipe' },
): ChildProcessWithoutNullStreams;
export function startProgram(
  command: string,
  words: readonly string[],
  options: Options,
): ChildProcess;
export function startProgram(
  command: string,
  words: readonly string[],
  { variables, env = {}, ...options }: Options,
): ChildProcess {
  // On Windows the capitals of a variable mean nothing: PATH is Path in most shells.
  const wanted = variables && new Set(variables.map((name) => name.toUpperCase()));
  const given = Object.entries(environmentForOthers()).filter(
    ([name]) => wanted?.has(name.toUpperCase()) ?? true,
  );
  return spawn(command, [...words], { ...options, env: { ...Object.fromEntries(given), ...env } });
}
