/**
 * The limits under which every program of an attack runs. `prlimit --data` limits what a process may write to: heap,
 * stacks of threads, private mappings. A limit of the address space (`ulimit -v`) does not do, because V8 and
 * WebAssembly reserve tens of gigabytes of addresses that they never use; control groups need root or systemd. Node's own
 * heap gets what it would take by itself on a machine with a gigabyte, so that it collects in time.
 */
import { execFileSync } from 'node:child_process';

/** Bytes of each process. */
const mostBytes = 1024 ** 3;
/** Megabytes of JavaScript's heap: a quarter. */
const mostHeap = 256;

/** For V8, in the environment of the program. */
export const heapOption = `--max-old-space-size=${mostHeap}`;

/** What stands in front of a command; undefined where the system has nothing that limits. */
export const limiter: readonly string[] | undefined = (() => {
  const words = ['prlimit', `--data=${mostBytes}`];
  try {
    execFileSync('prlimit', [...words.slice(1), 'true'], { stdio: 'ignore' });
    return words;
  } catch {
    return undefined;
  }
})();

/** In words, for the page. */
export const limitWords =
  limiter === undefined
    ? 'no process limit (this system has no prlimit)'
    : 'a limit of 1 GB for what each process may write to (prlimit --data; 256 MB of it for the heap of JavaScript)';
