/** Runs the built program once, under limits and with an environment of its own, to its end or until it is ended. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { heapOption, limiter } from './limits.ts';

const cli = join(import.meta.dirname, '../../dist/cli.js');

/** How a run ended: by itself, by Ctrl-C after its time, by SIGKILL on purpose, or because it did not end. */
type End = 'itself' | 'interrupted' | 'killed' | 'endless';

export type Ended = {
  readonly words: readonly string[];
  readonly end: End;
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
};

type Patience = {
  /** Milliseconds that it has from the moment at which it met what it may wait for. */
  readonly milliseconds: number;
  /** Whether it has met that. A busy machine may take its time until then. */
  readonly hasMet: () => boolean;
};

export type RunOptions = {
  readonly env: NodeJS.ProcessEnv;
  readonly input?: string | undefined;
  /** When it is interrupted as by Ctrl-C, because it may wait for long. */
  readonly patience?: Patience | undefined;
  /** Milliseconds after which it is killed on purpose. */
  readonly killAfter?: number | undefined;
};

/** Milliseconds after which a run that should end by itself, or has been interrupted twice, is endless. */
const longest = 600_000;
/** At the first Ctrl-C it finishes what it has in hand, such as a live request; at the second it ends. */
const secondInterrupt = 15_000;
const longestAfterInterrupts = 60_000;
/** Milliseconds until a run is interrupted that never meets what it may wait for. */
const longestUntilMet = 90_000;
/** Between two looks at whether it has. */
const lookEvery = 200;
/** Characters that are kept of each stream; nothing prints as much. */
const mostOutput = 8_000_000;

export async function runProgram(
  words: readonly string[],
  { env, input, patience, killAfter }: RunOptions,
): Promise<Ended> {
  const [command = '', ...args] = [...(limiter ?? []), process.execPath, cli, ...words];
  const child = spawn(command, args, {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: { ...env, NODE_OPTIONS: heapOption },
  });
  child.stdin?.on('error', () => undefined).end(input);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      if (output[name].length < mostOutput) output[name] += text;
    });
  const ending = endingOf(child, patience, killAfter);
  await once(child, 'close');
  const { exitCode: code, signalCode: signal } = child;
  return { words, end: ending.stop(), code, signal, ...output };
}

function endingOf(child: ChildProcess, patience?: Patience, killAfter?: number) {
  let end: End = 'itself';
  const timers = new Set<NodeJS.Timeout>();
  const looks: NodeJS.Timeout[] = [];
  const later = (milliseconds: number, next: End, act: () => void) => {
    timers.add(
      setTimeout(() => {
        end = next;
        act();
      }, milliseconds),
    );
  };
  const kill = () => child.kill('SIGKILL');
  if (killAfter !== undefined) later(killAfter, 'killed', kill);
  else if (patience === undefined) later(longest, 'endless', kill);
  else whenMet(patience, (left) => later(left, 'interrupted', interrupt));

  function interrupt(): void {
    child.kill('SIGINT');
    later(secondInterrupt, 'interrupted', () => child.kill('SIGINT'));
    later(secondInterrupt + longestAfterInterrupts, 'endless', kill);
  }

  function whenMet({ milliseconds, hasMet }: Patience, then: (left: number) => void): void {
    const begun = performance.now();
    const look = setInterval(() => {
      if (!hasMet() && performance.now() - begun < longestUntilMet) return;
      clearInterval(look);
      then(milliseconds);
    }, lookEvery);
    looks.push(look);
  }

  return {
    stop() {
      for (const look of looks) clearInterval(look);
      for (const timer of timers) clearTimeout(timer);
      return end;
    },
  };
}
