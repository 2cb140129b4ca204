/** Whether the process that a left file names is still the one that made it. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Whether a process was running when a file was last written that bears its id, and still is: a process of another user
 * too. Where the system tells since when a process runs (Linux), a later one that got the same id is told from it.
 * @param writtenAt milliseconds since 1970
 * @param mark what `markOf` gave when the file was made, which holds whatever the clock has been set to since
 * @returns undefined where there is a process of this id, and nobody can say since when
 */
export function isStillRunning(
  pid: number,
  writtenAt: number,
  mark?: string | undefined,
): boolean | undefined {
  if (!exists(pid)) return false;
  if (mark !== undefined && markOf(pid) === mark) return true;
  const since = startOf(pid);
  return since === undefined ? undefined : since <= writtenAt + slack;
}

/** Ticks of the kernel and the clock of the disk need not agree to the moment. */
const slack = 5000;

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Ticks in a second, as the kernel tells them to programs (proc(5), sysconf(3)): a hundred everywhere. */
const ticks = 100;

/** When a process began, in milliseconds since 1970. */
function startOf(pid: number): number | undefined {
  try {
    const upFor = Number.parseFloat(readFileSync('/proc/uptime', 'latin1'));
    const since = Date.now() - (upFor - Number(startTicksOf(pid)) / ticks) * 1000;
    return Number.isFinite(since) ? since : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Four hexadecimal digits by which a process is known from others that had its id, after a restart of the machine too.
 * Undefined where the system does not say since when it runs.
 */
export function markOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1');
    return hash('sha256', `${boot} ${startTicksOf(pid)}`).slice(0, 4);
  } catch {
    return undefined;
  }
}

/** When a process began, in ticks since the boot (proc(5): /proc/pid/stat, the 22nd field). */
function startTicksOf(pid: number): string | undefined {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '');
  return fields.split(' ')[19];
}
