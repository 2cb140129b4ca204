/**
 * The built program in a process that is kept: it has loaded it, and runs one command line after the other, under the
 * same limits as any other run. For attacks of hundreds of runs; what a command says, writes and ends with is the same.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { mark } from '../../test/helpers/warm-run.ts';
import { heapOption, limiter } from './limits.ts';
import type { Ended, RunOptions } from './program.ts';

const hostFile = join(import.meta.dirname, '../../test/helpers/warm-commands-host.ts');
const ended = mark('ended');
/** Milliseconds after which a command is endless. */
const longest = 300_000;

type Host = {
  readonly child: ChildProcess;
  readonly gone: Promise<unknown>;
  readonly said: { stdout: string; stderr: string };
};

export class WarmProgram {
  #host: Host | undefined;

  /** Runs the words to their end. A run that ends the process ends with what that said. */
  async run(words: readonly string[], { env }: Pick<RunOptions, 'env'>): Promise<Ended> {
    this.#host ??= start();
    const { child, gone, said } = this.#host;
    said.stdout = '';
    said.stderr = '';
    let end: Ended['end'] = 'itself';
    const timer = setTimeout(() => {
      end = 'endless';
      child.kill('SIGKILL');
    }, longest);
    const over = once(child, 'message') as Promise<[number]>;
    child.send({ words, env });
    const code = await Promise.race([
      over.then(async ([result]) => {
        while (!said.stdout.endsWith(ended) || !said.stderr.endsWith(ended))
          await Promise.race([
            once(child.stdout ?? child, 'data'),
            once(child.stderr ?? child, 'data'),
          ]);
        return result;
      }),
      gone.then(() => undefined),
    ]);
    clearTimeout(timer);
    if (code === undefined) this.#host = undefined;
    return {
      words,
      end,
      code: code ?? child.exitCode ?? null,
      signal: code === undefined ? child.signalCode : null,
      stdout: said.stdout.replace(ended, ''),
      stderr: said.stderr.replace(ended, ''),
    };
  }

  async close(): Promise<void> {
    this.#host?.child.kill();
    await this.#host?.gone;
  }
}

function start(): Host {
  const [command = process.execPath, ...before] = limiter ?? [];
  const child = fork(hostFile, [], {
    execPath: command,
    execArgv: limiter === undefined ? [] : [...before, process.execPath],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { PATH: process.env['PATH'], NODE_OPTIONS: heapOption },
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  return { child, gone: once(child, 'close'), said };
}
