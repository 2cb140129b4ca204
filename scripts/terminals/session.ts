/**
 * What runs in the terminal in place of a shell: says what the terminal is like, starts the program, and says it again.
 * Started with a folder, in which files are how it is told to go on and what it has found out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const [, , folder = ''] = process.argv;
const { words, env } = JSON.parse(readFileSync(join(folder, 'session.json'), 'utf8')) as {
  words: string[];
  env: Record<string, string | null>;
};

/** Modes that a program may leave on: wrapping, cursor, mouse, focus, Alt, screens, paste, synchronised output. */
const modes = [7, 25, 1000, 1002, 1003, 1004, 1006, 1036, 1039, 1049, 2004, 2026];

/** What the terminal says of its modes and of how it sends keys. */
async function told(): Promise<string> {
  const { stdin, stdout } = process;
  stdin.setRawMode(true);
  let heard = '';
  const hear = (data: Buffer) => {
    heard += data.toString('latin1');
  };
  stdin.on('data', hear);
  stdin.resume();
  stdout.write(modes.map((mode) => `\u001B[?${mode}$p`).join(''));
  stdout.write('\u001B[?u\u001B[?4m\u001B[c');
  for (let tries = 0; tries < 30 && !/\[\?[\d;]*c/.test(heard); tries++) await wait(50);
  stdin.off('data', hear);
  stdin.pause();
  stdin.setRawMode(false);
  return heard.replaceAll('\u001B', ' ESC');
}

const settings = () =>
  spawnSync('stty', ['-g'], { stdio: ['inherit', 'pipe', 'inherit'] }).stdout.toString();

const tell = (name: string, value: object) =>
  writeFileSync(join(folder, name), JSON.stringify(value));

async function until(name: string): Promise<void> {
  while (!existsSync(join(folder, name))) await wait(50);
}

process.stdout.write('\u001B[H\u001B[2J\u001B]2;a shell\u001B\\This line was here before.\r\n');
tell('ready', { modes: await told(), settings: settings() });
await until('go');
const environment: NodeJS.ProcessEnv = { ...process.env };
for (const [name, value] of Object.entries(env)) {
  if (value === null) delete environment[name];
  else environment[name] = value;
}
const { status } = spawnSync(process.execPath, words, {
  stdio: ['inherit', 'inherit', openSync(join(folder, 'said'), 'w')],
  env: environment,
});
tell('ended', { code: status, modes: await told(), settings: settings() });
await until('close');
