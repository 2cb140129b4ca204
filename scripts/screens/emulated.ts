/** The program in the terminal emulator of the tests, drawn as a picture: needs nothing, and has pictures of blocks. */
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
      frames: cols >= wide ? 4 * 36 * 12 : 3 * 24 * 8,
    }[which];
    const photo = which === 'photo' && cols >= wide ? 100 : 0;
    await this.until(
      () => painted(this.emulator) >= cells && blocks(this.text) >= photo,
      'the pictures',
    );
  }

  /** The screen as a PNG, once a whole frame has come. */
  async drawn(colours: PictureColours): Promise<Buffer> {
    await this.until(() => this.raw.endsWith('\u001B[?2026l'), 'a whole frame');
    const svg = screenSvg(this.emulator, colours);
    return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
  }
}
