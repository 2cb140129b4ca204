/** Reads a secret without showing it: a line from the terminal with echo off, or all that comes from a pipe. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

export async function readSecret(question: string, signal: AbortSignal): Promise<string> {
  if (process.stdin.isTTY !== true) {
    let text = '';
    for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
    return text;
  }
  process.stderr.write(question);
  // readline echoes what is typed onto its output; a sink that swallows it keeps the key off the screen.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('', { signal });
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
