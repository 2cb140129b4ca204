/** What ties a terminal to the program in it. */
import { spawn } from '@lydell/node-pty';

/** The program's end of a terminal, as the terminal sees it. */
export type Line = {
  readonly pid: number;
  write(text: string): void;
  resize(columns: number, rows: number): void;
  signal(signal: NodeJS.Signals): void;
  /** Closes the terminal under the program, as a window is closed or a connection lost. */
  close?(): void;
  onData(listener: (data: string) => void): void;
  /** Gives the exit code of the program (128 and the signal's number, if it was one). */
  onEnd(listener: (code: number) => void): void;
};

export type Command = {
  readonly command: string;
  readonly words: readonly string[];
  readonly columns: number;
  readonly rows: number;
  readonly cwd?: string | undefined;
  readonly env: Record<string, string>;
};

/** Starts a program in a pseudo-terminal of its own. */
export function startInPty({ command, words, columns, rows, cwd, env }: Command): Line {
  const pty = spawn(command, [...words], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    ...(cwd === undefined ? {} : { cwd }),
    env,
  });
  return {
    pid: pty.pid,
    write: (text) => pty.write(text),
    resize: (width, height) => pty.resize(width, height),
    signal: (signal) => pty.kill(signal),
    close: () => (pty as { destroy?(): void }).destroy?.(),
    onData: (listener) => void pty.onData(listener),
    onEnd: (listener) =>
      void pty.onExit(({ exitCode, signal }) =>
        listener(signal === undefined || signal === 0 ? exitCode : 128 + signal),
      ),
  };
}
