/** Programs outside: the user's editor, which gets the whole terminal, and the system's viewer, which gets none of it. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../errors.ts';
import { startProgram } from '../../files/child.ts';
import { readWhole } from '../../files/open-file.ts';
import { type Platform, platform } from '../../files/platform.ts';
import { newPrivateFolder } from '../../files/private-folder.ts';
import { decodedText } from '../../files/text-form.ts';
import { waitingCommand } from './editor-command.ts';

/** Bytes; a title and fifty keywords take a thousandth of it. */
const largestText = 1_000_000;

/** How a visit to the editor ended. */
export type Edited = { readonly text: string } | { readonly failed: string };

/** The command of the user's editor: VISUAL before EDITOR, as everywhere; else one that every system has. */
function editorCommand({ VISUAL, EDITOR } = process.env): string {
  return waitingCommand(VISUAL || EDITOR || platform().editor);
}

/** Milliseconds; nobody opens, reads and closes a text in less, but a program that only hands it on does. */
const tooQuick = 3000;

/**
 * Hands `text` to the editor in a file of this name and reads it back. The terminal must have been given up before.
 * @param saved called where the editor came back at once with the file as it was, with its command: it may still be open in
 * a window; resolves when the person has saved
 */
export async function runEditor(
  text: string,
  name: string,
  saved: (command: string) => Promise<void>,
): Promise<Edited> {
  const command = editorCommand();
  const folder = await newPrivateFolder();
  const file = join(folder, name);
  try {
    await writeFile(file, text, { mode: 0o600 });
    const read = async () => decodedText(await readWhole(file, largestText));
    const begun = performance.now();
    const code = await editors[platform().shell](command, file);
    if (code !== 0) return { failed: `The editor (${command}) ended with code ${code}.` };
    const isQuick = performance.now() - begun < tooQuick;
    if (isQuick && (await read()) === text) await saved(command);
    return { text: await read() };
  } catch (error) {
    return { failed: `The editor (${command}) could not be used: ${messageOf(error)}.` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The command may carry options (`code --wait`), so the shell takes it apart; the file is an argument of its own, which on
 * Windows has to be quoted by hand. There a command that is just the path of a program may have blanks in it.
 */
const editors: Readonly<
  Record<Platform['shell'], (command: string, file: string) => Promise<number | null>>
> = {
  unix: (command, file) => run('/bin/sh', ['-c', `${command} "$1"`, 'sh', file]),
  windows: (command, file) => run(windowsLine(command, file), [], { shell: true }),
};

/** @param exists asked whether the whole command is a file */
export function windowsLine(
  command: string,
  file: string,
  exists: (path: string) => boolean = existsSync,
): string {
  const program = !command.startsWith('"') && exists(command) ? `"${command}"` : command;
  return `${program} "${file}"`;
}

/** Opens `file` in the system's viewer and does not wait for it. Resolves to why it could not be started, if so. */
export async function viewOutside(file: string): Promise<string | undefined> {
  const chosen = process.env['PROOFSHEET_VIEWER'];
  const command = chosen || platform().viewer;
  // Explorer takes a path apart at commas, unless it is in quotes, which no name on Windows can hold.
  const isExplorer = !chosen && platform().shell === 'windows';
  const options = {
    stdio: 'ignore',
    detached: true,
    windowsVerbatimArguments: isExplorer,
  } as const;
  try {
    const child = startProgram(command, [isExplorer ? `"${file}"` : file], options);
    await once(child, 'spawn');
    child.unref();
    return undefined;
  } catch (error) {
    return `${command} could not be started: ${messageOf(error)}. Set PROOFSHEET_VIEWER to the command of your viewer, for example feh or eog.`;
  }
}

/** Gives the terminal to a program, and the code that it ends with. @throws where it cannot be started */
async function run(
  command: string,
  words: readonly string[],
  options: { readonly shell?: boolean } = {},
): Promise<number | null> {
  const child = startProgram(command, words, { ...options, stdio: 'inherit' });
  const [code]: (number | null)[] = await once(child, 'close');
  return code ?? null;
}
