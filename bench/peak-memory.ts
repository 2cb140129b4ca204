/** The most memory that this process has taken. */
import { readFileSync } from 'node:fs';

/**
 * Megabytes. From Linux's account of the program itself where there is one: what Node reports begins, on Linux, with
 * the memory of the process that started this one.
 */
export function peakMegabytes(): number {
  return (peakOnLinux() ?? process.resourceUsage().maxRSS) / 1024;
}

function peakOnLinux(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const found = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  return found === null ? undefined : Number(found[1]);
}
