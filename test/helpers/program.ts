/** Runs the built program as its users do. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../dist/cli.js');

export type Finished = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};
export type Running = {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Resolves when stderr has said something that matches; rejects when the program ends without. */
  says(pattern: RegExp): Promise<void>;
};

export type Surroundings = {
  readonly url?: string;
  readonly env?: Record<string, string>;
  /** What comes in at its standard input, which is closed unless given. */
  readonly input?: string;
  /** What starts Node, for example as another user; nothing unless given. */
  readonly through?: readonly string[];
  /** The folder it is started in; that of the tests unless given. */
  readonly cwd?: string;
};

/** The environment of a program with settings of its own, and the service at `url` if one is given. */
export function environmentOf({
  url,
  env = {},
}: Pick<Surroundings, 'url' | 'env'>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PROOFSHEET_CONFIG_DIR: mkdtempSync(join(tmpdir(), 'proofsheet-settings-')),
    ...(url === undefined ? {} : { OPENAI_BASE_URL: url, OPENAI_API_KEY: 'rehearsal' }),
    ...env,
  };
}

/** Whether what `through` starts, such as another user, can reach Node and the built program where they lie. */
export function canRunThrough([command = '', ...words]: readonly string[]): boolean {
  const tries = [
    [process.execPath, '--version'],
    ['cat', program],
  ];
  return tries.every(
    (tried) => spawnSync(command, [...words, ...tried], { stdio: 'ignore' }).status === 0,
  );
}

/** Starts `proofsheet ...words` with settings of its own, and the service at `url` if one is given. */
export function start(
  words: readonly string[],
  { url, env = {}, input, through = [], cwd }: Surroundings = {},
): Running {
  const [command = '', ...args] = [...through, process.execPath, program, ...words];
  const child = spawn(command, args, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
    env: environmentOf({ env, ...(url === undefined ? {} : { url }) }),
  });
  child.stdin?.end(input);
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const listener of listeners) listener();
  });
  const finished = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
  return {
    process: child,
    finished,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(stderr)) resolve();
        };
        listeners.add(look);
        look();
        void finished.then(() =>
          reject(new Error(`It ended without saying ${pattern}:\n${stdout}\n${stderr}`)),
        );
      }),
  };
}

/** Runs `proofsheet ...words` to its end. */
export function run(words: readonly string[], surroundings: Surroundings = {}): Promise<Finished> {
  return start(words, surroundings).finished;
}

/** The rehearsal server as a process of its own, started with these words. */
export async function serve(
  words: readonly string[],
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [program, 'rehearse', '--serve', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const { url } = JSON.parse(first.split('\n', 1)[0] ?? '') as { url: string };
  return {
    url,
    async stop() {
      child.kill();
      await once(child, 'close');
    },
  };
}
