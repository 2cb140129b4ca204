/** A screen in memory (Xvfb), with a keyboard and a mouse (xdotool) and a camera (xwd). */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import type { Drawn } from './table.ts';

/** Red, green, blue, row by row. */
export type Shot = { readonly width: number; readonly height: number; readonly rgb: Buffer };

const usualArea = { width: 1500, height: 1000 };

/** Ends a program that we started, and what it started. */
export function end(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

export class Display {
  readonly env: NodeJS.ProcessEnv;
  readonly #server: ChildProcess;

  private constructor(server: ChildProcess, number: string, folder: string) {
    this.#server = server;
    this.env = {
      PATH: process.env['PATH'],
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      LANG: 'C.UTF-8',
      DISPLAY: `:${number}`,
      LIBGL_ALWAYS_SOFTWARE: '1',
      SHELL: '/bin/bash',
    };
  }

  /** @param folder for sockets and settings; nothing of the person who runs this is read */
  static async open(folder: string, area = usualArea): Promise<Display> {
    const size = ['-screen', '0', `${area.width}x${area.height}x24`];
    // On a busy machine a key may be held for so long that it would be repeated.
    const server = spawn('Xvfb', ['-displayfd', '3', ...size, '-nolisten', 'tcp', '-r'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      detached: true,
    });
    const said = server.stdio[3];
    if (said === null || said === undefined) throw new Error('Xvfb says no number.');
    const [number] = (await once(said, 'data')) as [Buffer];
    return new Display(server, number.toString().trim(), folder);
  }

  close(): void {
    end(this.#server);
  }

  do(...words: readonly string[]): string {
    return execFileSync('xdotool', words, { env: this.env, encoding: 'utf8' });
  }

  /** The first window that is drawn, once there is one; undefined after a minute. */
  async window(): Promise<string | undefined> {
    for (let tries = 0; tries < 600; tries++) {
      const { stdout } = spawnSync(
        'xdotool',
        ['search', '--onlyvisible', '--maxdepth', '1', '--class', '.'],
        { env: this.env, encoding: 'utf8' },
      );
      const found = stdout.split('\n').find((id) => id !== '');
      if (found !== undefined) return found;
      await wait(100);
    }
    return undefined;
  }

  /** What the screen shows. */
  shot(): Shot {
    const xwd = execFileSync('xwd', ['-root', '-silent'], {
      env: this.env,
      maxBuffer: 64 * 1024 * 1024,
    });
    // The header of X Window Dump, in words of four bytes.
    const word = (index: number) => xwd.readUInt32BE(index * 4);
    const [width, height, line] = [word(4), word(5), word(12)];
    // Three bytes a pixel where windows of several depths are on the screen, otherwise four.
    const bytes = word(11) / 8;
    const from = word(0) + word(19) * 12;
    const rgb = Buffer.alloc(width * height * 3);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const at = from + y * line + x * bytes;
        const to = (y * width + x) * 3;
        rgb[to] = xwd[at + 2] ?? 0;
        rgb[to + 1] = xwd[at + 1] ?? 0;
        rgb[to + 2] = xwd[at] ?? 0;
      }
    return { width, height, rgb };
  }

  /** Where windows of Wayland are, their clipboard is another one. */
  wayland: NodeJS.ProcessEnv | undefined;

  /** Puts a text where Shift-Insert and Ctrl-Shift-V take it from. */
  async offer(text: string): Promise<void> {
    const x11 = ['primary', 'clipboard'].map((name) => ['xclip', '-selection', name]);
    const tools = this.wayland === undefined ? x11 : [['wl-copy'], ['wl-copy', '--primary']];
    for (const [program = '', ...words] of tools)
      await new Promise((resolve) => {
        const env = { ...this.env, ...this.wayland };
        const tool = spawn(program, words, { env, stdio: ['pipe', 'ignore', 'ignore'] });
        tool.on('exit', resolve);
        // Not every compositor has a primary selection.
        tool.stdin?.on('error', resolve);
        tool.stdin?.end(text);
      });
    // A client of Wayland has the keys for a moment when it sets the clipboard.
    if (this.wayland !== undefined) await wait(1500);
  }

  clipboard(): string {
    const tool =
      this.wayland === undefined ? ['xclip', '-selection', 'clipboard', '-o'] : ['wl-paste', '-n'];
    const env = { ...this.env, ...this.wayland };
    return spawnSync('timeout', ['3', ...tool], { env, encoding: 'utf8' }).stdout;
  }
}

/** The share of pixels that are not the same, 0 to 1. */
export function difference(one: Shot, other: Shot): number {
  if (one.rgb.length !== other.rgb.length) return 1;
  let different = 0;
  for (let at = 0; at < one.rgb.length; at += 3)
    if (
      one.rgb[at] !== other.rgb[at] ||
      one.rgb[at + 1] !== other.rgb[at + 1] ||
      one.rgb[at + 2] !== other.rgb[at + 2]
    )
      different++;
  return different / (one.width * one.height);
}

/** Keeps it as a PNG. */
export async function keep(shot: Shot, file: string): Promise<void> {
  const { width, height, rgb } = shot;
  await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 6 })
    .toFile(file);
}

/** What kind of picture it shows: neighbouring pixels of blocks are equal, those of a photo are not. */
export function drawnIn({ width, height, rgb }: Shot): Drawn {
  let coloured = 0;
  let fine = 0;
  for (let at = 0; at + 6 < width * height * 3; at += 3) {
    const [r = 0, g = 0, b = 0, r2 = 0, g2 = 0, b2 = 0] = rgb.subarray(at, at + 6);
    if (Math.max(r, g, b) - Math.min(r, g, b) < 24) continue;
    coloured++;
    if (r !== r2 || g !== g2 || b !== b2) fine++;
  }
  if (coloured < 20_000) return 'none';
  return fine / coloured > 0.5 ? 'pixels' : 'blocks';
}
