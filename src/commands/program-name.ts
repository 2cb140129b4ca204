/** What people type to start the program, for sentences that tell them what to type next. */
import { basename } from 'node:path';

/** `installed`: its name is enough. `npx`: brought by npx. `checkout`: built in a folder of its source. */
type Start = 'installed' | 'npx' | 'checkout';

/**
 * @param script the path that Node was started with: a link of an installation, or the program's own file
 * @param env npm says in it which of its commands runs
 */
export function howStarted(script = process.argv[1] ?? '', env = process.env): Start {
  const isOwnFile = basename(script) === 'cli.js';
  if (isOwnFile && !/[\\/]node_modules[\\/]/.test(script)) return 'checkout';
  return env['npm_command'] === 'exec' ? 'npx' : 'installed';
}

/** `proofsheet`, or `npx proofsheet` where that name alone would not be found. */
export function programName(start = howStarted()): string {
  return start === 'installed' ? 'proofsheet' : 'npx proofsheet';
}

/** A sentence with the commands in it, which stand between backticks, as they have to be typed here. */
export function asTyped(sentence: string, name = programName()): string {
  return sentence.replaceAll('`proofsheet ', `\`${name} `);
}
