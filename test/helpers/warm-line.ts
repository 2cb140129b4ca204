/**
 * Programs that are warm: processes that have loaded the built program and run it again and again, each time from its
 * command line on. Starting a process costs more than most tests that look at its screen; what a test sees is the same.
 * Tests of how the process itself begins and ends start one of their own.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Line, startInPty } from './line.ts';
import { type Mark, opening, type Run } from './warm-run.ts';

export type WarmLine = Line & {
  /** Asks the program to leave, as the system does, and keeps the process for the next run. */
  leave(): Promise<void>;
};

type Listener = {
  readonly data: (data: string) => void;
  readonly mark: (mark: Mark, code: number) => void;
};

/** Milliseconds that a program may take to leave before its process is ended. */
const patience = 10_000;

/** Those that have nothing to run; they stay until the tests of this worker are over. */
const idle: Host[] = [];

/** Runs the built program in a warm process, or in a new one where all are taken. */
export function startWarm(run: Run): WarmLine {
  return (idle.pop() ?? new Host(run)).start(run);
}

class Host {
  readonly #runFile = join(mkdtempSync(join(tmpdir(), 'proofsheet-warm-')), 'run.json');
  readonly #pty: Line;
  #listener: Listener | undefined;
  #isReady = false;
  #isGone = false;
  #rest = '';

  constructor({ columns, rows, env }: Run) {
    const compiled = join(process.env['XDG_CACHE_HOME'] ?? tmpdir(), 'warm');
    const words = [join(import.meta.dirname, 'warm-host.ts'), this.#runFile, compiled];
    this.#pty = startInPty({ command: process.execPath, words, columns, rows, env });
    this.#pty.onData((data) => this.#take(data));
    this.#pty.onEnd((code) => {
      this.#isGone = true;
      if (idle.includes(this)) idle.splice(idle.indexOf(this), 1);
      this.#listener?.mark('ended', code);
    });
  }

  start(run: Run): WarmLine {
    let say: (data: string) => void = () => undefined;
    let end: (code: number) => void = () => undefined;
    let typed: string[] | undefined = [];
    let isOver = false;
    const over = new Promise<void>((resolve) => {
      this.#listener = {
        data: (data) => say(data),
        mark: (name, code) => {
          if (name === 'ready') this.#begin(run);
          if (name === 'begins') {
            for (const text of typed ?? []) this.#pty.write(text);
            typed = undefined;
          }
          if (name !== 'ended') return;
          isOver = true;
          this.#listener = undefined;
          if (!this.#isGone) idle.push(this);
          end(code);
          resolve();
        },
      };
    });
    if (this.#isReady) this.#begin(run);
    return {
      pid: this.#pty.pid,
      write: (text) => {
        if (isOver) return;
        if (typed === undefined) this.#pty.write(text);
        else typed.push(text);
      },
      resize: (columns, rows) => this.#pty.resize(columns, rows),
      signal: (signal) => this.#pty.signal(signal),
      onData: (listener) => {
        say = listener;
      },
      onEnd: (listener) => {
        end = listener;
      },
      leave: async () => {
        if (isOver) return;
        if (typed === undefined) this.#pty.signal('SIGTERM');
        const timer = setTimeout(() => this.#pty.signal('SIGKILL'), patience);
        await over;
        clearTimeout(timer);
      },
    };
  }

  #begin(run: Run): void {
    this.#pty.resize(run.columns, run.rows);
    writeFileSync(this.#runFile, JSON.stringify(run));
    this.#pty.signal('SIGCONT');
  }

  /** Parts what the program writes from the marks between. */
  #take(data: string): void {
    let text = this.#rest + data;
    this.#rest = '';
    for (;;) {
      const at = text.indexOf(opening);
      const end = text.indexOf('\u0007', at);
      if (at === -1 || end === -1) break;
      if (at > 0) this.#listener?.data(text.slice(0, at));
      const [name = '', code = ''] = text.slice(at + opening.length, end).split(';');
      text = text.slice(end + 1);
      this.#isReady = true;
      this.#listener?.mark(name as Mark, Number(code));
    }
    const held = text.lastIndexOf('\u001B');
    const isCut =
      held !== -1 && (text.startsWith(opening, held) || opening.startsWith(text.slice(held)));
    if (isCut) this.#rest = text.slice(held);
    const whole = isCut ? text.slice(0, held) : text;
    if (whole !== '') this.#listener?.data(whole);
  }
}
