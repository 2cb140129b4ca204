/** What warm-line.ts and the process that it starts say to each other. */
import type { Command } from './line.ts';

/** What a process is to run next: words behind `proofsheet`, the whole environment, the size of the terminal. */
export type Run = Pick<Command, 'words' | 'env' | 'columns' | 'rows'>;

export type Mark = 'ready' | 'begins' | 'ended';

/** What a mark begins with; no terminal and no program knows this sequence. */
export const opening = '\u001B]7770;';

/** What a process says about its runs, between what the program writes. */
export function mark(name: Mark, code = 0): string {
  return `${opening}${name};${code}\u0007`;
}
