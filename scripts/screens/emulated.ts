/** The program in the terminal emulator of the tests, drawn as a picture: needs nothing, and has pictures of blocks. */
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { Terminal } from '../../test/helpers/terminal.ts';
import {
  blocks,
  type PictureColours,
  painted,
  screenSvg,
} from '../../test/helpers/terminal-picture.ts';
import { type Desk, wide } from './road.ts';

export class Emulated extends Terminal implements Desk {
  async showsPictures(which: 'photo' | 'thumbnails' | 'frames'): Promise<void> {
    const { cols } = this.emulator;
    const cells = {
      photo: 0,
      thumbnails: { 200: 30 * 80, 120: 15 * 60, 80: 4 * 40 }[cols] ?? 0,
      frames: cols >= wide ? 4 * 36 * 12 : cols >= 80 ? 3 * 24 * 8 : 0,
    }[which];
    const photo = which === 'photo' && cols >= wide ? 100 : 0;
    await this.until(
      () => painted(this.emulator) >= cells && blocks(this.text) >= photo,
      'the pictures',
    );
  }

  /** The screen as a PNG, once it has come to rest: whether all pictures are there, nothing else tells. */
  async drawn(colours: PictureColours): Promise<Buffer> {
    for (let before = ''; before !== this.raw; await wait(400)) before = this.raw;
    const svg = screenSvg(this.emulator, colours);
    return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
  }
}
