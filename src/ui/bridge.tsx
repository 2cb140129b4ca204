/** The connection from the screen to the outside world: the user's editor, the viewer, the shell, the clipboard, the exit. */
import { type SuspendTerminal, useApp } from 'ink';
import { useEffect } from 'react';
import { base64, type Output, sequence } from '../terminal-output.ts';
import { copyHere, type Edited, runEditor, viewOutside } from './terminal/external-programs.ts';
import { stopUntilContinued } from './terminal/suspend.ts';

/** Milliseconds that a terminal is given for its answers; some never give any. */
const patience = 1000;

type Ends = { readonly suspendTerminal: SuspendTerminal; readonly exit: () => void };

export class Bridge {
  readonly #terminal: Output;
  readonly #answered = Promise.withResolvers<void>();
  #ends: Ends | undefined;

  constructor(terminal: Output) {
    this.#terminal = terminal;
  }

  /** What only Ink can do, once it runs. */
  connect(ends: Ends): void {
    this.#ends = ends;
  }

  /** The terminal was asked something; what it answers must not reach another program. */
  asked(): void {
    setTimeout(this.answered, patience).unref();
  }

  /** It has answered everything, or never will. */
  readonly answered = (): void => this.#answered.resolve();

  /** Resolves when no answer can come any more that another program would take for keys. */
  untilAnswered(): Promise<void> {
    return this.#answered.promise;
  }

  /** Hands text to the user's editor, in a file of this name. */
  async edit(text: string, name: string): Promise<Edited> {
    let edited: Edited = { failed: 'The editor could not take over the terminal.' };
    await this.#withoutScreen(async () => {
      edited = await runEditor(text, name);
    });
    return edited;
  }

  /** Opens a file in the system's viewer; resolves to why not, if not. */
  view(file: string): Promise<string | undefined> {
    return viewOutside(file);
  }

  /** Stops the program as a job of the shell. */
  async suspend(): Promise<void> {
    if (this.#ends === undefined) return;
    await this.untilAnswered();
    await stopUntilContinued(this.#ends.suspendTerminal);
  }

  /** Gives the terminal away for a moment; taking it back draws everything. */
  repaint(): void {
    void this.#withoutScreen(() => Promise.resolve());
  }

  /**
   * By OSC 52, which terminals pass on to the clipboard of the machine that they run on, also through ssh; and by the
   * system's own program, because Terminal.app and the console of Windows do not know it.
   */
  copy(text: string): void {
    void copyHere(text);
    this.#terminal.write(sequence`\u001B]52;c;${base64(Buffer.from(text))}\u0007`);
  }

  exit(): void {
    void this.untilAnswered().then(() => this.#ends?.exit());
  }

  async #withoutScreen(work: () => Promise<void>): Promise<void> {
    if (this.#ends === undefined) return;
    await this.untilAnswered();
    await this.#ends.suspendTerminal(work);
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
