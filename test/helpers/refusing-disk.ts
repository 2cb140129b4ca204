/** Disks that refuse what others do, by a library that is loaded before the system's own. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Refusal = 'chmod' | 'fsync' | 'flush';

/** What a program's environment needs to meet such a disk; undefined where that cannot be made. */
export function refusingDisk(refusal: Refusal): Record<string, string> | undefined {
  if (process.platform !== 'linux') return undefined;
  const library = join(mkdtempSync(join(tmpdir(), 'refusing-disk-')), 'refusing-disk.so');
  const source = join(import.meta.dirname, 'refusing-disk.c');
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl'], { stdio: 'pipe' });
  } catch {
    return undefined;
  }
  return { LD_PRELOAD: library, REFUSES: refusal };
}
