/** The built program in a terminal, on an archive. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { Terminal, type TerminalOptions } from '../helpers/terminal.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');
const open = new Set<Terminal>();

/** Ends what a test has left running. To be called once in every file that opens screens. */
export function closeScreens(): void {
  afterEach(async () => {
    for (const terminal of open) await terminal.kill();
    open.clear();
  });
}

/** Opens the screen on an archive; `words` go in front of its folder. */
export function openScreen(root: string, options: Partial<TerminalOptions> = {}): Terminal {
  const { words = ['review'], env, ...rest } = options;
  const terminal = new Terminal({
    command: process.execPath,
    words: [program, ...words, root],
    ...rest,
    env: {
      PROOFSHEET_CONFIG_DIR: mkdtempSync(join(tmpdir(), 'proofsheet-settings-')),
      OPENAI_API_KEY: undefined,
      ...env,
    },
  });
  open.add(terminal);
  return terminal;
}
