/** Disks that refuse what others do, by a library that is loaded before the system's own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

type Call =
  | ('open' | 'open-to-write' | 'read' | 'write' | 'rename' | 'unlink' | 'list' | 'stat')
  | ('fsync' | 'chmod' | 'chown' | 'utime' | 'lock')
  /** Of what was opened for reading only. */
  | 'flush';

export type Refused = {
  readonly calls: readonly Call[];
  /** Extended regular expression for whole paths; where it has a group, that is the number of the error. */
  readonly names?: string;
  /** What is answered. */
  readonly error?: keyof typeof constants.errno;
};

let library: string | undefined;

/** What a program's environment needs to meet such a disk; undefined where that cannot be made. */
export function refusingDisk({
  calls,
  names = 'editorial',
  error = 'EPERM',
}: Refused): Record<string, string> | undefined {
  library ??= compiled();
  if (library === undefined) return undefined;
  return {
    LD_PRELOAD: library,
    REFUSED_CALLS: calls.join(' '),
    REFUSED_NAMES: names,
    REFUSED_ERROR: String(constants.errno[error]),
  };
}

function compiled(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const file = join(mkdtempSync(join(tmpdir(), 'refusing-disk-')), 'refusing-disk.so');
  const source = join(import.meta.dirname, 'refusing-disk.c');
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', file, source, '-ldl'], { stdio: 'pipe' });
    return file;
  } catch {
    return undefined;
  }
}
