/** What is said while the screen is open, by the program and by others: kept, and said on the terminal when it is closed. */
import { redacted } from '../../secrets.ts';

const mostLines = 500;

export class KeptLines {
  readonly #lines: string[] = [];

  readonly keep = (text: string): void => {
    this.#lines.push(
      ...redacted(text)
        .split('\n')
        .filter((line) => line.trim() !== ''),
    );
    this.#lines.splice(0, this.#lines.length - mostLines);
  };

  /** Gives the lines, and has none any more. */
  take(): readonly string[] {
    return this.#lines.splice(0);
  }
}
