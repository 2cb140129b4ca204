/** A terminal that knows no sequences (TERM=dumb, a shell inside an editor): what is new is written, line by line. */
import { stripVTControlCharacters } from 'node:util';
import { type Harmless, joined, printable, sequence } from '../../terminal-output.ts';
import type { Terminal } from './screen.ts';

/** The same terminal as one that gets lines of what was meant to be drawn on it. */
export function plainLines(terminal: Terminal): Terminal {
  let shown: ReadonlySet<string> = new Set();
  return {
    on: terminal.on.bind(terminal),
    off: terminal.off.bind(terminal),
    get columns() {
      return terminal.columns ?? 0;
    },
    get rows() {
      return terminal.rows ?? 0;
    },
    write(text: Harmless, done?: () => void) {
      const lines = stripVTControlCharacters(text)
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
      const news = lines.filter((line) => !shown.has(line));
      if (lines.length > 0) shown = new Set(lines);
      return terminal.write(joined(news.map((line) => sequence`${printable(line)}\r\n`)), done);
    },
  };
}
