/** What both kinds of warm processes do: load the built program once, then run its command line again and again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '../../dist');

/** Runs the words behind `proofsheet` in this process, as dist/cli.js does in one of its own. Gives the exit code. */
export async function loadProgram(): Promise<(words: readonly string[]) => Promise<number>> {
  const cli = readFileSync(join(dist, 'cli.js'), 'utf8');
  const [, entry = ''] = /import\("\.\/(run-command-line-[\w-]+\.js)"\)/.exec(cli) ?? [];
  const { runCommandLine } = (await import(join(dist, entry))) as {
    runCommandLine(words: readonly string[]): Promise<number>;
  };
  return runCommandLine;
}

/** Makes these the environment of the process, and no others. */
export function setEnvironment(env: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}
