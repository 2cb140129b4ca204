/** A computer with Windows, as far as Wine is one: Node for Windows on it, and the program as npm installs it there. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Computer, environmentOf } from './wine.ts';

declare module 'vitest' {
  interface ProvidedContext {
    computer: Computer;
  }
}

export type Finished = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

export type Running = {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
};

const lacking = join(import.meta.dirname, 'what-wine-lacks.cjs');

/** The path of a file as Windows names it: on drive C, or on Z, which is everything. */
export function windowsPath(path: string): string {
  const driveC = join(inject('computer').prefix, 'drive_c');
  const named = path.startsWith(driveC) ? `C:${path.slice(driveC.length)}` : `Z:${path}`;
  return named.replaceAll('/', '\\');
}

/** A new folder on drive C. */
export function newFolder(): string {
  const folders = join(inject('computer').prefix, 'drive_c/Photos');
  mkdirSync(folders, { recursive: true });
  return mkdtempSync(join(folders, 'Archive '));
}

/** Starts a program there. Its output goes into files, because Wine 8 gives Node no pipes. */
export function startThere(words: readonly string[], env: Record<string, string> = {}): Running {
  const folder = mkdtempSync(join(tmpdir(), 'output-'));
  const files = { stdout: join(folder, 'stdout'), stderr: join(folder, 'stderr') };
  const said = (stream: keyof typeof files) => readFileSync(files[stream], 'utf8');
  const descriptors = [openSync(files.stdout, 'w'), openSync(files.stderr, 'w')] as const;
  const child = spawn('wine', [...words], {
    stdio: ['ignore', ...descriptors],
    env: { ...process.env, ...environmentOf(inject('computer')), ...env },
  });
  for (const descriptor of descriptors) closeSync(descriptor);
  const finished = once(child, 'close').then(() => ({
    code: child.exitCode,
    stdout: said('stdout'),
    stderr: said('stderr'),
  }));
  return { process: child, finished };
}

/** The words that start Node there. */
export function nodeThere(): string[] {
  return [inject('computer').node, '--require', windowsPath(lacking)];
}

/** Starts `proofsheet ...words` with settings of its own. */
export function start(words: readonly string[], env: Record<string, string> = {}): Running {
  const settings = mkdtempSync(join(tmpdir(), 'settings-'));
  return startThere([...nodeThere(), windowsPath(inject('computer').program), ...words], {
    PROOFSHEET_CONFIG_DIR: windowsPath(settings),
    ...env,
  });
}

export function run(words: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
  return start(words, env).finished;
}
