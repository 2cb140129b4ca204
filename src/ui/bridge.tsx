/** The way from the screen to the world outside: the user's editor, the viewer, the shell, the clipboard, the exit. */
import { type SuspendTerminal, useApp } from 'ink';
import { useEffect } from 'react';
import type { ExternalPrograms } from './shell.ts';
import type { Environment } from './terminal/capabilities.ts';
import {
  type Edited,
  editOutside,
  editorCommand,
  viewerCommand,
  viewOutside,
} from './terminal/external-programs.ts';
import type { Terminal } from './terminal/screen.ts';
import { stopUntilContinued } from './terminal/suspend.ts';

/** Milliseconds that a terminal is given for its answers; some never give any. */
const patience = 1000;

type Ends = { readonly suspendTerminal: SuspendTerminal; readonly exit: () => void };

export class Bridge implements ExternalPrograms {
  readonly #env: Environment;
  readonly #terminal: Terminal;
  readonly #answered = Promise.withResolvers<void>();
  #ends: Ends | undefined;

  constructor(env: Environment, terminal: Terminal) {
    this.#env = env;
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

  async edit(text: string, name: string): Promise<Edited> {
    let edited: Edited = { failed: 'The terminal could not be handed to the editor.' };
    await this.#withoutScreen(async () => {
      edited = await editOutside(text, name, editorCommand(this.#env, process.platform));
    });
    return edited;
  }

  view(file: string): Promise<string | undefined> {
    const chosen = this.#env['PROOFSHEET_VIEWER'];
    return viewOutside(
      file,
      chosen === undefined || chosen === '' ? viewerCommand(process.platform) : [chosen],
    );
  }

  async suspend(): Promise<void> {
    if (this.#ends === undefined) return;
    await this.untilAnswered();
    await stopUntilContinued(this.#ends.suspendTerminal);
  }

  /** Gives the terminal away for a moment; taking it back draws everything. */
  repaint(): void {
    void this.#withoutScreen(() => Promise.resolve());
  }

  /** OSC 52, which terminals pass on to the clipboard of the machine that they run on, also through ssh. */
  copy(text: string): void {
    this.#terminal.write(`\u001B]52;c;${Buffer.from(text).toString('base64')}\u0007`);
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
