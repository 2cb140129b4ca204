/** A person in front of one terminal, in which the built program runs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Display, difference, end, keep, type Shot } from './display.ts';
import { far } from './far.ts';
import type { Row } from './table.ts';

/** What a session has found out of its terminal. */
export type Told = { readonly modes: string; readonly settings: string; readonly code?: number };

type Start = {
  readonly row: Row;
  /** Of this sitting: home, sockets, what the session tells. */
  readonly folder: string;
  readonly words: readonly string[];
  /** Of the program alone. */
  readonly env: Readonly<Record<string, string | null>>;
  /** Where pictures are kept. */
  readonly pictures: string;
};

/** How large a part of the screen may differ: a cursor, and the rounding of colours. */
const same = 0.00005;
const mostSeconds = 25;

export class Seat {
  readonly display: Display;
  readonly #start: Start;
  readonly #programs: readonly ChildProcess[];
  readonly #window: string;
  readonly #size: { readonly width: number; readonly height: number };

  private constructor(
    display: Display,
    start: Start,
    programs: readonly ChildProcess[],
    window: string,
  ) {
    this.display = display;
    this.#start = start;
    this.#programs = programs;
    this.#window = window;
    this.#size = sizeOf(display, window);
  }

  /** Starts the terminal, with the session in it; nothing of the program yet. */
  static async take(start: Start): Promise<Seat> {
    const { row, folder, words, env } = start;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, 'session.json'), JSON.stringify({ words, env }));
    const display = await Display.open(folder);
    const programs: ChildProcess[] = [];
    const begin = (command: readonly string[], more: NodeJS.ProcessEnv) => {
      const [program = '', ...rest] = command;
      programs.push(
        spawn(program, rest, {
          env: { ...display.env, ...more },
          cwd: folder,
          stdio: 'ignore',
          detached: true,
        }),
      );
    };
    let wayland: NodeJS.ProcessEnv = {};
    if (row.isWayland === true) {
      // Without its clock.
      writeFileSync(join(folder, 'weston.ini'), '[shell]\npanel-position=none\n');
      begin(
        [
          'weston',
          '--backend=x11-backend.so',
          '--use-pixman',
          '--width=1400',
          '--height=950',
          '--socket=w',
          `--config=${join(folder, 'weston.ini')}`,
          '--idle-time=0',
        ],
        {},
      );
      wayland = { WAYLAND_DISPLAY: 'w' };
      while (!existsSync(join(folder, 'w'))) await wait(100);
      display.wayland = wayland;
    }
    const session = [process.execPath, join(import.meta.dirname, 'session.ts'), folder];
    const way: string[] = [];
    if (row.isFar === true) {
      const { server, words: there } = await far(folder);
      programs.push(server);
      way.push(...there);
    }
    begin([...row.words, ...way, ...session], { ...wayland, ...row.env });
    const window = await display.window();
    if (window === undefined) {
      for (const program of programs) end(program);
      display.close();
      throw new Error('It opened no window.');
    }
    await wait(700);
    const seat = new Seat(display, start, programs, window);
    display.do('windowmove', window, '0', '0');
    display.do('windowfocus', '--sync', window);
    display.do('mousemove', '1499', '999');
    await seat.told('ready');
    return seat;
  }

  get row(): Row {
    return this.#start.row;
  }

  /** What the session has told under this name, once it has. */
  async told(name: string): Promise<Told> {
    const file = join(this.#start.folder, name);
    for (let tries = 0; tries < mostSeconds * 20; tries++) {
      if (existsSync(file)) {
        await wait(50);
        return JSON.parse(readFileSync(file, 'utf8')) as Told;
      }
      await wait(50);
    }
    throw new Error(`Nothing was heard of "${name}".`);
  }

  /** Whether the program has ended by itself, which it must not, and what it said of it. */
  get hasEnded(): string | undefined {
    const { folder } = this.#start;
    return existsSync(join(folder, 'ended'))
      ? readFileSync(join(folder, 'said'), 'utf8')
      : undefined;
  }

  /** Lets the session go on. */
  signal(name: string): void {
    writeFileSync(join(this.#start.folder, name), '');
  }

  /** Presses keys, as xdotool names them. */
  press(...keys: readonly string[]): this {
    for (const key of keys) this.display.do('key', '--clearmodifiers', key);
    return this;
  }

  type(text: string): this {
    this.display.do('type', '--delay', '15', text);
    return this;
  }

  resize(width: number, height: number): this {
    if (this.row.isWayland !== true)
      this.display.do('windowsize', this.#window, String(width), String(height));
    return this;
  }

  /** Gives the window the size that it had. */
  restore(): this {
    return this.resize(this.#size.width, this.#size.height);
  }

  get title(): string {
    return this.display.do('getwindowname', this.#window).trim();
  }

  /** The screen once it has come to rest. @param after milliseconds in which nothing may have begun yet */
  async rest(after = 300): Promise<Shot> {
    await wait(after);
    let before = this.display.shot();
    for (let still = 0, tries = 0; still < 3 && tries < mostSeconds * 5; tries++) {
      await wait(200);
      const now = this.display.shot();
      still = difference(before, now) < same ? still + 1 : 0;
      before = now;
    }
    return before;
  }

  /** The screen once it shows something else than before, and has come to rest. */
  async changed(before: Shot): Promise<Shot> {
    for (let tries = 0; tries < mostSeconds * 5; tries++) {
      if (difference(before, this.display.shot()) > 0.01) break;
      await wait(200);
    }
    return this.rest(1500);
  }

  /** Keeps what the screen shows under a name. */
  async keep(name: string, shot: Shot): Promise<void> {
    const file = `${this.row.name} ${name}`.replaceAll(/[^\w]+/g, '-').replace(/-$/, '');
    await keep(shot, join(this.#start.pictures, `${file}.png`));
  }

  leave(): void {
    for (const program of this.#programs.toReversed()) end(program);
    this.display.close();
  }
}

function sizeOf(display: Display, window: string): { width: number; height: number } {
  const said = display.do('getwindowgeometry', '--shell', window);
  const of = (name: string) => Number(new RegExp(`${name}=(\\d+)`).exec(said)?.[1] ?? 0);
  return { width: of('WIDTH'), height: of('HEIGHT') };
}
