/** The connection from the screen to the outside world: the user's editor, the viewer, the shell, the clipboard, the exit. */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type SuspendTerminal, useApp } from 'ink';
import { useEffect } from 'react';
import { type Harmless, printable, sequence } from '../terminal-output.ts';
import { copyOutside } from './terminal/clipboard.ts';
import { type Edited, runEditor, viewOutside } from './terminal/external-programs.ts';
import type { Idle } from './terminal/idle.ts';
import type { Screen } from './terminal/screen.ts';
import { stopUntilContinued } from './terminal/suspend.ts';

/** Milliseconds that a terminal is given for its answers; some never give any. */
const patience = 1000;

type Ends = { readonly suspendTerminal: SuspendTerminal; readonly exit: () => void };

export class Bridge {
  readonly #screen: Pick<Screen, 'keep' | 'write'>;
  readonly #idle: Idle;
  #answered = Promise.withResolvers<void>();
  #timer: NodeJS.Timeout | undefined;
  #ends: Ends | undefined;
  #last: Promise<void> = Promise.resolve();
  #repainting: Promise<void> | undefined;
  /** An answer of the terminal may still come. */
  isAsking = true;

  constructor(screen: Pick<Screen, 'keep' | 'write'>, idle: Idle) {
    this.#screen = screen;
    this.#idle = idle;
  }

  /** What only Ink can do, once it runs. */
  connect(ends: Ends): void {
    this.#ends = ends;
  }

  /** Asks the terminal something; what it answers must not reach another program. */
  ask(questions: Harmless): void {
    if (!this.isAsking) this.#answered = Promise.withResolvers();
    this.isAsking = true;
    this.#screen.write(questions);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.answered, patience).unref();
  }

  /** It has answered everything, or never will. */
  readonly answered = (): void => {
    clearTimeout(this.#timer);
    this.isAsking = false;
    this.#answered.resolve();
  };

  /** Resolves when no answer can come any more that another program would take for keys. */
  untilAnswered(): Promise<void> {
    return this.#answered.promise;
  }

  /** Hands text to the user's editor, in a file of this name. */
  async edit(text: string, name: string): Promise<Edited> {
    let edited: Edited = { failed: 'The editor could not take over the terminal.' };
    await this.#inTurn((suspendTerminal) =>
      suspendTerminal(async () => {
        edited = await runEditor(text, name, (command) => this.#askWhetherSaved(command));
      }),
    );
    return edited;
  }

  /** Opens a file in the system's viewer; resolves to why not, if not. */
  view(file: string): Promise<string | undefined> {
    return viewOutside(file);
  }

  /** Stops the program as a job of the shell. */
  suspend(): Promise<void> {
    return this.#inTurn(stopUntilContinued);
  }

  /** Draws everything again; one that has not begun yet stands for all that are asked for. */
  repaint(): Promise<void> {
    this.#repainting ??= this.#inTurn(async (suspendTerminal) => {
      this.#repainting = undefined;
      // Ink forgets an Esc that it has not told from the beginning of another key yet.
      await this.#idle.wait(new AbortController().signal);
      return this.#screen.keep(() => suspendTerminal(() => Promise.resolve()));
    });
    return this.#repainting;
  }

  /** Puts text on the clipboard; resolves to how, in words. */
  copy(text: string): Promise<string> {
    return copyOutside(text, (copied) => this.#screen.write(copied));
  }

  exit(): void {
    void this.untilAnswered().then(() => this.#ends?.exit());
  }

  /** Waits for Enter; the terminal is not ours then, and hands over whole lines. */
  async #askWhetherSaved(command: string): Promise<void> {
    this.#screen.write(
      sequence`\r\n${printable(`The editor (${command}) came back at once. If the text is open in its window, save it there.`)}\r\nPress Enter here when you have saved. `,
    );
    const terminal = createInterface({ input: process.stdin });
    await Promise.race([once(terminal, 'line'), once(terminal, 'close')]);
    terminal.close();
  }

  /** What needs the screen given away, one after the other: Ink gives it away once at a time. */
  #inTurn(work: (suspendTerminal: SuspendTerminal) => Promise<void>): Promise<void> {
    const turn = this.#last.then(async () => {
      await this.untilAnswered();
      if (this.#ends !== undefined) await work(this.#ends.suspendTerminal);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/** Ties the bridge to the running screen. */
export function BridgeEnds({ bridge }: { readonly bridge: Bridge }) {
  const { suspendTerminal, exit } = useApp();
  useEffect(() => {
    bridge.connect({ suspendTerminal, exit: () => exit() });
  }, [bridge, suspendTerminal, exit]);
  return null;
}
