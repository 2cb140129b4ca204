/**
 * The picture on the screen, outside Ink's text: Ink believes its cells are blank. This keeps what is painted where, and
 * writes as little as it can: once when the picture or its place changes, and again when a frame has cleared part of it.
 */
import type { Layer } from './screen.ts';

/** Cells, from 0 at the top left. */
export type CellRect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A picture ready to be written: cells as rows of text, or a sequence that draws pixels. */
export type Painting = {
  readonly rect: CellRect;
  readonly rows?: readonly string[];
  readonly pixels?: string;
  /** What takes pixels away that do not lie in cells. */
  readonly erase?: string;
};

export class PictureLayer implements Layer {
  #wanted: Painting | undefined;
  #painted: Painting | undefined;
  /** What clears the rest of a picture from before the terminal changed its size. */
  #left = '';
  /** The screen is the shell's, or an editor's; what is painted there would stay. */
  #isAway = true;

  /** What should be on the screen from the next frame on; nothing, to hide it. */
  show(painting: Painting | undefined): void {
    this.#wanted = painting;
  }

  get isDirty(): boolean {
    return !this.#isAway && this.#wanted !== this.#painted;
  }

  /**
   * The terminal has another size: it may have kept what was painted, or parts of it, where Ink sees no reason to
   * write. So it is taken away, as far as it is still on the screen, and painted again.
   */
  resized({ columns, rows }: { readonly columns: number; readonly rows: number }): void {
    if (this.#painted === undefined) return;
    const { rect, erase } = this.#painted;
    const left = {
      ...rect,
      width: Math.max(0, Math.min(rect.width, columns - rect.x)),
      height: Math.max(0, Math.min(rect.height, rows - rect.y)),
    };
    this.#left = cleared({ rect: left, ...(erase === undefined ? {} : { erase }) });
    this.#painted = undefined;
  }

  enter(): void {
    this.#isAway = false;
    this.#painted = undefined;
  }

  leave(): string {
    const erase = this.#painted?.erase ?? '';
    this.#painted = undefined;
    this.#isAway = true;
    return erase;
  }

  before(): string {
    const gone = this.#painted;
    const left = this.#left;
    this.#left = '';
    if (left !== '' && !this.#isAway) return left;
    if (this.#isAway || gone === undefined || gone === this.#wanted) return '';
    this.#painted = undefined;
    // The new picture may cover the old one; then nothing needs to be cleared, and nothing flickers.
    if (this.#wanted !== undefined && covers(this.#wanted.rect, gone.rect)) return gone.erase ?? '';
    return cleared(gone);
  }

  after(erased: (row: number, column: number) => boolean): string {
    const wanted = this.#wanted;
    if (this.#isAway || wanted === undefined) return '';
    if (this.#painted === wanted && !isTouched(wanted, erased)) return '';
    this.#painted = wanted;
    const { rows, pixels } = wanted;
    if (pixels !== undefined) return `\u001B7${moveTo(wanted.rect, 0)}${pixels}\u001B8`;
    return atRows(wanted.rect, (row) => rows?.[row] ?? '');
  }
}

function cleared({ rect, erase = '' }: Painting): string {
  return erase + atRows(rect, () => ' '.repeat(rect.width));
}

function isTouched(painting: Painting, erased: (row: number, column: number) => boolean): boolean {
  const { x, y, width, height } = painting.rect;
  for (let row = y; row < y + height; row++) if (erased(row, x + width)) return true;
  return false;
}

function covers(outer: CellRect, inner: CellRect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/** Writes one text per row of the rectangle; the cursor comes back to where it was. */
function atRows(rect: CellRect, textOf: (row: number) => string): string {
  let text = '\u001B7\u001B[0m';
  for (let row = 0; row < rect.height; row++) text += moveTo(rect, row) + textOf(row);
  return `${text}\u001B8`;
}

function moveTo(rect: CellRect, row: number): string {
  return `\u001B[${rect.y + row + 1};${rect.x + 1}H`;
}
