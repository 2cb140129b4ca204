/** Measuring a program at a pseudo-terminal: from a key press to its frame, processor time, memory. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Terminal } from '../test/helpers/terminal.ts';
import { median } from './measure.ts';

export type Presses = {
  /** Milliseconds from each press until its frame was read, the emulator's own time included. */
  readonly times: readonly number[];
  /** Bytes of each frame. */
  readonly bytes: readonly number[];
};

/** Presses a key again and again. `expected` is what the screen shows after each press, if anything is sure to. */
export async function pressEach(
  screen: Terminal,
  keys: readonly string[],
  count: number,
  expected: (index: number) => string | undefined = () => undefined,
): Promise<Presses> {
  const times: number[] = [];
  const bytes: number[] = [];
  for (let index = 0; index < count; index++) {
    const before = screen.bytes;
    const wanted = expected(index);
    const start = performance.now();
    screen.press(keys[index % keys.length] ?? '');
    await screen.until(
      () =>
        screen.bytes > before &&
        screen.raw.endsWith('\u001B[?2026l') &&
        (wanted === undefined || screen.text.includes(wanted)),
    );
    times.push(performance.now() - start);
    bytes.push(screen.bytes - before);
  }
  return { times, bytes };
}

/** Milliseconds of processor time that a process has used; from Linux's own account of it. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export function residentMegabytes(pid: number): number {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(found?.[1]) / 1024;
}

export type Bare = { readonly cpu: number; readonly megabytes: number };

/** What a Node that does nothing takes: `node -e 0`. */
export function bareNode(): Bare {
  const script =
    'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000, process.memoryUsage().rss / 2 ** 20)';
  const runs = Array.from({ length: 5 }, () =>
    execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }).split(' ').map(Number),
  );
  return {
    cpu: median(runs.map(([cpu]) => cpu ?? Number.NaN)),
    megabytes: median(runs.map(([, megabytes]) => megabytes ?? Number.NaN)),
  };
}
