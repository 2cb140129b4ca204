/** The built program in a terminal, on an archive. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { Terminal, type TerminalOptions } from '../helpers/terminal.ts';
import { startWarm, type WarmLine } from '../helpers/warm-line.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');
const open = new Set<() => Promise<void>>();

/** Ends what a test has left running. To be called once in every file that opens screens. */
export function closeScreens(): void {
  afterEach(async () => {
    for (const close of open) await close();
    open.clear();
  });
}

export type ScreenOptions = Partial<Omit<TerminalOptions, 'command' | 'cwd'>>;

/** Opens the screen on an archive; `words` go in front of its folder. */
export function openScreen(
  root: string,
  { words = ['review'], env, ...rest }: ScreenOptions = {},
): Terminal {
  const lines: WarmLine[] = [];
  const terminal = new Terminal(
    { command: 'proofsheet', words: [...words, root], ...rest, env: withSettings(env) },
    (command) => {
      const line = startWarm(command);
      lines.push(line);
      return line;
    },
  );
  open.add(async () => {
    for (const line of lines) await line.leave();
  });
  return terminal;
}

/** The same in a process of its own, for tests of how that begins and ends. */
export function startScreen(
  root: string,
  { words = ['review'], env, ...rest }: Partial<TerminalOptions> = {},
): Terminal {
  const terminal = new Terminal({
    command: process.execPath,
    words: [program, ...words, root],
    ...rest,
    env: withSettings(env),
  });
  open.add(() => terminal.kill());
  return terminal;
}

function withSettings(env: TerminalOptions['env']): NonNullable<TerminalOptions['env']> {
  return {
    PROOFSHEET_CONFIG_DIR: mkdtempSync(join(tmpdir(), 'proofsheet-settings-')),
    OPENAI_API_KEY: undefined,
    ...env,
  };
}
