/**
 * Keeps everything but the screen off the screen: one line printed by anything scrolls the picture away. What is printed
 * meanwhile is kept, shown by the log key, and said again on the terminal when the screen is closed.
 */
import { Console } from 'node:console';
import { Writable } from 'node:stream';

import { redacted } from '../../secrets.ts';

const keptLines = 500;

type CapturedConsole = {
  readonly lines: readonly string[];
  /** Keeps a text of our own among them. */
  keep(text: string): void;
  /** Lets printing through again. */
  end(): void;
};

/** Takes over `console` and Node's warnings. */
export function captureConsole(): CapturedConsole {
  const lines: string[] = [];
  const keep = (line: string) => {
    lines.push(redacted(line));
    if (lines.length > keptLines) lines.shift();
  };
  const sink = new Writable({
    write(chunk, _encoding, done) {
      for (const line of String(chunk).split('\n')) if (line.trim() !== '') keep(line);
      done();
    },
  });
  const real = globalThis.console;
  const onWarning = (warning: Error) => keep(`${warning.name}: ${warning.message}`);
  const listeners = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', onWarning);
  globalThis.console = new Console({ stdout: sink, stderr: sink });
  return {
    lines,
    keep,
    end() {
      globalThis.console = real;
      process.off('warning', onWarning);
      for (const listener of listeners) process.on('warning', listener);
    },
  };
}
