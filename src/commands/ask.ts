/** Asks the person at the terminal. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { messages, printable, sequence } from '../terminal-output.ts';

/** What is typed behind a question. */
export async function ask(question: string, signal: AbortSignal): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(printable(question), { signal });
  } finally {
    terminal.close();
  }
}

/** A secret, without showing it: a line from the terminal with echo off, or all that comes from a pipe. */
export async function askSecret(question: string, signal: AbortSignal): Promise<string> {
  if (process.stdin.isTTY !== true) {
    let text = '';
    for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
    return text;
  }
  messages().write(printable(question));
  // readline echoes what is typed onto its output; a sink that swallows it keeps the key off the screen.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('', { signal });
  } finally {
    terminal.close();
    messages().write(sequence`\n`);
  }
}
