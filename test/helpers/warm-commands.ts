/**
 * Commands in a warm process: one that has loaded the built program and runs one command line after the other, without a
 * terminal. What a command says, writes and ends with is the same; tests of the process itself start one of their own.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentOf, type Finished, type Surroundings } from './program.ts';
import { mark } from './warm-run.ts';

/** Where all warm processes keep what they have compiled. */
const compiled = join(process.env['XDG_CACHE_HOME'] ?? tmpdir(), 'warm');

/** One for commands on the disk of the system, and one for each library that is loaded before the system's own. */
const hosts = new Map<string, ChildProcess>();
let last: Promise<unknown> = Promise.resolve();

/** Runs `proofsheet ...words` to its end, one after the other. */
export function runWarm(
  words: readonly string[],
  surroundings: Pick<Surroundings, 'url' | 'env'> = {},
): Promise<Finished> {
  const finished = last.then(() => runIn(words, environmentOf(surroundings)));
  last = finished.catch(() => undefined);
  return finished;
}

async function runIn(words: readonly string[], env: NodeJS.ProcessEnv): Promise<Finished> {
  const library = env['LD_PRELOAD'] ?? '';
  const known = hosts.get(library);
  const host = known?.connected === true ? known : start(library);
  hosts.set(library, host);
  const { stdout, stderr } = host;
  if (stdout === null || stderr === null) throw new Error('a process without pipes');
  hold(host, true);
  try {
    const said = [untilMark(stdout), untilMark(stderr)] as const;
    const [code] = await Promise.all([
      once(host, 'message') as Promise<[number]>,
      new Promise<void>((resolve, reject) => {
        host.send({ words, env }, (error) => (error === null ? resolve() : reject(error)));
      }),
    ]);
    return { code: code[0], stdout: await said[0], stderr: await said[1] };
  } finally {
    hold(host, false);
  }
}

/** One for all files of this worker: it ends with the worker, and until then keeps nobody waiting. */
function start(library: string): ChildProcess {
  return fork(join(import.meta.dirname, 'warm-commands-host.ts'), [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: compiled,
      ...(library === '' ? {} : { LD_PRELOAD: library }),
    },
  });
}

/** Whether the process keeps the tests waiting. */
function hold(child: ChildProcess, on: boolean): void {
  for (const end of [child, child.channel, child.stdout as Socket, child.stderr as Socket])
    if (on) end?.ref();
    else end?.unref();
}

/** What a pipe brings until the run is over. */
function untilMark(pipe: NodeJS.ReadableStream): Promise<string> {
  const end = mark('ended');
  return new Promise((resolve) => {
    let text = '';
    const take = (chunk: string) => {
      text += chunk;
      if (!text.endsWith(end)) return;
      pipe.off('data', take);
      resolve(text.slice(0, -end.length));
    };
    pipe.setEncoding('utf8').on('data', take);
  });
}
