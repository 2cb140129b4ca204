/** The program in kitty on a screen in memory: keys as a person presses them, pictures as a person sees them. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import type { PictureColours } from '../../test/helpers/terminal-picture.ts';
import { Display, end } from '../terminals/display.ts';
import { type Desk, wide } from './road.ts';

export type KittyOptions = {
  readonly columns: number;
  readonly rows: number;
  readonly colours: PictureColours;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** What is seen later than this is not coming. */
const patience = 60_000;
const fontSize = 11.5;
const padding = 9;

/** Letters without the coloured edges of one maker's screens. */
const grayFonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include>/etc/fonts/fonts.conf</include>
<match target="font">
<edit name="rgba" mode="assign"><const>none</const></edit>
<edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
</match>
</fontconfig>
`;

/** Names of keys as xdotool has them. */
const names: Readonly<Record<string, string>> = {
  enter: 'Return',
  escape: 'Escape',
  tab: 'Tab',
  down: 'Down',
  up: 'Up',
  left: 'Left',
  right: 'Right',
  end: 'End',
  space: 'space',
  '*': 'asterisk',
  '/': 'slash',
  '?': 'question',
  ']': 'bracketright',
};

export class Kitty implements Desk {
  readonly #folder: string;
  readonly #display: Display;
  readonly #terminal: ChildProcess;
  readonly #window: string;
  readonly #columns: number;
  /** What the screen showed when it was last looked at. */
  text = '';

  private constructor(
    folder: string,
    display: Display,
    terminal: ChildProcess,
    window: string,
    columns: number,
  ) {
    this.#folder = folder;
    this.#display = display;
    this.#terminal = terminal;
    this.#window = window;
    this.#columns = columns;
  }

  /** Needs the Debian packages xvfb, kitty, xdotool, imagemagick and, for the Japanese keyword, fonts-vlgothic. */
  static async open({ columns, rows, colours, words, env }: KittyOptions): Promise<Kitty> {
    const folder = mkdtempSync(join(tmpdir(), 'kitty-'));
    mkdirSync(join(folder, '.config/fontconfig'), { recursive: true });
    writeFileSync(join(folder, '.config/fontconfig/fonts.conf'), grayFonts);
    const display = await Display.open(folder, { width: 1900, height: 1250 });
    const settings = [
      ...['allow_remote_control=yes', `listen_on=unix:${join(folder, 'control')}`],
      ...['remember_window_size=no', `initial_window_width=${columns}c`],
      ...[`initial_window_height=${rows}c`, `window_padding_width=${padding}`],
      ...['font_family=DejaVu Sans Mono', `font_size=${fontSize}`],
      ...['cursor_blink_interval=0', 'update_check_interval=0', 'confirm_os_window_close=0'],
      ...[`background=${colours.background}`, `foreground=${colours.foreground}`],
      ...colours.palette.map((colour, index) => `color${index}=${colour}`),
    ].flatMap((setting) => ['-o', setting]);
    const terminal = spawn('kitty', ['--config', 'NONE', ...settings, process.execPath, ...words], {
      env: { ...display.env, ...env },
      cwd: folder,
      stdio: 'ignore',
      detached: true,
    });
    const window = (await display.window()) ?? '';
    display.do('windowmove', window, '0', '0', 'windowfocus', '--sync', window);
    return new Kitty(folder, display, terminal, window, columns);
  }

  press(...keys: readonly string[]): this {
    for (const key of keys)
      this.#display.do(
        ...(key.length === 1 && !(key in names) ? ['type', key] : ['key', named(key)]),
      );
    return this;
  }

  type(text: string): this {
    this.#display.do('type', '--delay', '40', text);
    return this;
  }

  /** Waits until the screen shows this. */
  sees(what: string | RegExp): Promise<this> {
    return this.#until((text) => shows(text, what), `to see ${what}`);
  }

  seesNot(what: string | RegExp): Promise<this> {
    return this.#until((text) => !shows(text, what), `not to see ${what}`);
  }

  async #until(holds: (text: string) => boolean, wish: string): Promise<this> {
    for (const last = Date.now() + patience; Date.now() < last; await wait(100)) {
      this.text = await this.#screen().catch(() => '');
      if (this.text !== '' && holds(this.text)) return this;
    }
    throw new Error(`Waited ${wish}. The screen:\n${this.text}`);
  }

  /** The text of the screen, which kitty gives over its socket (kitty, "The kitty remote control protocol"). */
  #screen(): Promise<string> {
    const command = { cmd: 'get-text', version: [0, 20, 0], payload: { extent: 'screen' } };
    return new Promise((resolve, reject) => {
      let heard = '';
      const socket = join(this.#folder, `control-${this.#terminal.pid}`);
      const line = connect(socket, () => {
        line.write(`\u001BP@kitty-cmd${JSON.stringify(command)}\u001B\\`);
      });
      line.setEncoding('utf8').on('error', reject);
      line.on('data', (data: string) => {
        heard += data;
        if (!heard.endsWith('\u001B\\')) return;
        line.destroy();
        const said = JSON.parse(heard.slice(heard.indexOf('{'), -2)) as { data?: string };
        resolve(said.data ?? '');
      });
    });
  }

  /** A photo has more colours than letters and their edges have; that all are there, only rest can tell. */
  async showsPictures(): Promise<void> {
    if (this.#columns < wide) return;
    for (const last = Date.now() + patience; Date.now() < last; await wait(200))
      if ((await coloursIn(this.#look())) > 2000) return;
    throw new Error('Waited for a picture.');
  }

  /** The window once it has come to rest, as a PNG. */
  async shot(): Promise<Buffer> {
    let before = this.#look();
    for (let still = 0; still < 3; ) {
      await wait(200);
      const now = this.#look();
      still = now.equals(before) ? still + 1 : 0;
      before = now;
    }
    return before;
  }

  #look(): Buffer {
    const words = ['-silent', '-window', this.#window, '+dither', '-strip', 'png24:-'];
    return execFileSync('import', words, { env: this.#display.env, maxBuffer: 2 ** 26 });
  }

  leave(): void {
    end(this.#terminal);
    this.#display.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function coloursIn(png: Buffer): Promise<number> {
  const { data } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const seen = new Set<number>();
  for (let at = 0; at + 2 < data.length; at += 3) seen.add(data.readUIntBE(at, 3));
  return seen.size;
}

const shows = (text: string, what: string | RegExp) =>
  typeof what === 'string' ? text.includes(what) : what.test(text);

const named = (key: string) => names[key] ?? key;
