/** Opens the screen on an archive: the face of this folder. */
import { readFile } from 'node:fs/promises';
import { messageOf, systemCode } from '../errors.ts';
import type { Stage } from '../photo.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { ReviewSession } from '../pipeline/session/session.ts';
import { countsOf } from '../pipeline/stages.ts';
import { SettingsFile } from '../settings-file.ts';
import { printLine } from '../terminal-output.ts';
import { showScreen } from './show-screen.tsx';

/**
 * Shows the screen, at the stage `at` or where there is something to do, until the person leaves. Resolves to the exit code: 0, or 1 when photos are held back by issues.
 * @throws StopError `needs-terminal` without one
 */
export async function openScreen(
  archive: Archive,
  signal: AbortSignal,
  { at }: { readonly at?: Stage | undefined } = {},
): Promise<0 | 1> {
  const keysFile = new SettingsFile().keysPath;
  const printed = await showScreen({
    archive,
    review: new ReviewSession(archive),
    stdin: process.stdin,
    stdout: process.stdout,
    env: process.env,
    keysFile,
    userKeys: await readUserKeys(keysFile),
    signal,
    at,
  });
  for (const line of printed) printLine(process.stderr, line);
  return countsOf(archive).stages.some(({ held }) => held > 0) ? 1 : 0;
}

/** The parsed key file; a string that says what is wrong when it cannot be read, which the screen then tells. */
async function readUserKeys(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    return `${file} cannot be read, so all keys keep their defaults: ${messageOf(error)}`;
  }
}
