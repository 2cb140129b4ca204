/**
 * The pictures on the screen, outside Ink's text: Ink believes their cells are blank. This keeps what is painted where,
 * and writes as little as it can: each once when it or its place changes, and again when a frame has cleared part of it.
 */

import { type Harmless, joined, printable, sequence } from '../../terminal-output.ts';

const nothing = sequence``;

/** Cells, from 0 at the top left. */
export type CellRect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export function isSameRect(one: CellRect, other: CellRect): boolean {
  return (
    one.x === other.x &&
    one.y === other.y &&
    one.width === other.width &&
    one.height === other.height
  );
}

/** A picture ready to be written: cells as rows of text, or a sequence that draws pixels. */
export type Painting = {
  readonly rect: CellRect;
  readonly rows?: readonly Harmless[];
  readonly pixels?: Harmless;
  /** What the terminal must have been given before, once. */
  readonly upload?: Upload;
  /** What takes pixels away that do not lie in cells. */
  readonly erase?: Harmless;
  /** What draws its upper rows alone, where the terminal can; where not, what is written over the others hides them. */
  readonly cut?: (rows: number) => Harmless;
  /** What it is the upper rows of; then it is seen only where that has been painted. */
  readonly whole?: Painting;
};

/** A picture that the terminal keeps, to show it as often as it is asked to. */
export type Upload = {
  readonly picture: Harmless;
  readonly free: Harmless;
  /** By a program between us and the terminal, which may meanwhile be in another one. */
  readonly isPassedOn?: boolean;
};

/** Pictures that a terminal keeps for us: what it takes for one is some megabytes, and it has room for 320 (kitty). */
const keptUploads = 24;

export class PictureLayer {
  #wanted: readonly Painting[] = [];
  readonly #painted = new Set<Painting>();
  /** What the terminal keeps. */
  readonly #uploads = new Set<Upload>();
  /** What clears the rest of pictures from before the terminal changed its size. */
  #left = nothing;
  /** The screen is the shell's, or an editor's; what is painted there would stay. */
  #isAway = true;

  /** What should be on the screen from the next frame on, side by side; nothing, to hide all. */
  show(paintings: readonly Painting[]): void {
    this.#wanted = paintings;
  }

  get isDirty(): boolean {
    if (this.#isAway) return false;
    return (
      [...this.#painted].some((one) => !this.#wanted.includes(one)) ||
      this.#wanted.some((one) => one.whole === undefined && !this.#painted.has(one))
    );
  }

  /**
   * The terminal has another size: it may have kept what was painted, or parts of it, where Ink sees no reason to
   * write. So it is taken away, as far as it is still on the screen, and painted again.
   */
  resized({ columns, rows }: { readonly columns: number; readonly rows: number }): void {
    for (const { rect, erase } of this.#painted) {
      const left = {
        ...rect,
        width: Math.max(0, Math.min(rect.width, columns - rect.x)),
        height: Math.max(0, Math.min(rect.height, rows - rect.y)),
      };
      this.#left = joined([this.#left, erase ?? nothing, blank(left)]);
    }
    this.#painted.clear();
    for (const upload of this.#uploads)
      if (upload.isPassedOn === true) this.#uploads.delete(upload);
  }

  /** The screen is ours from here on, and empty. */
  enter(): void {
    this.#isAway = false;
    this.#painted.clear();
    this.#uploads.clear();
  }

  /** It is no longer ours; gives what takes away pixels that would outlive it. */
  leave(): Harmless {
    const erased = [...this.#painted].map(({ erase }) => erase ?? nothing);
    const freed = [...this.#uploads].map(({ free }) => free);
    const left = this.#left;
    this.#left = nothing;
    this.#painted.clear();
    this.#isAway = true;
    return joined([left, ...erased, ...freed]);
  }

  /**
   * What the terminal has to be given before it can show what is wanted. Written outside of synchronised output, in which
   * kitty 0.26 loses pictures. Where it keeps too many, all that are not on the screen are freed at once: for kitty, to free
   * one is to free every one that is not.
   */
  uploads(): Harmless {
    if (this.#isAway) return nothing;
    const wanted = this.#wanted.flatMap(({ upload }) => upload ?? []);
    const fresh = () => wanted.filter((upload) => !this.#uploads.has(upload));
    const most = Math.max(keptUploads, wanted.length);
    const freed = this.#uploads.size + fresh().length > most ? this.#unseen() : [];
    for (const upload of freed) this.#uploads.delete(upload);
    const given = fresh();
    for (const upload of given) this.#uploads.add(upload);
    return joined([...freed.map(({ free }) => free), ...given.map(({ picture }) => picture)]);
  }

  /** What the terminal keeps and does not show. */
  #unseen(): readonly Upload[] {
    const seen = new Set([...this.#painted].map(({ upload }) => upload));
    return [...this.#uploads].filter((upload) => !seen.has(upload));
  }

  /** Escape sequences to write before a frame: clears what must go. */
  before(): Harmless {
    if (this.#isAway) return nothing;
    const texts = [this.#left];
    this.#left = nothing;
    for (const gone of this.#painted) {
      if (this.#wanted.includes(gone)) continue;
      this.#painted.delete(gone);
      const upper = this.#wanted.find(({ whole }) => whole === (gone.whole ?? gone));
      if (upper !== undefined && upper.rect.height <= gone.rect.height) {
        this.#painted.add(upper);
        texts.push(blank(below(upper.rect, gone.rect)));
        continue;
      }
      texts.push(gone.erase ?? nothing);
      // A new picture may cover the old one; then nothing needs to be cleared, and nothing flickers.
      if (this.#wanted.some(({ rect }) => covers(rect, gone.rect))) continue;
      texts.push(blank(gone.rect));
    }
    return joined(texts);
  }

  /** To write after it, and after the uploads. `erased` tells whether Ink's frame has cleared a cell of these rows left of `column`. */
  after(erased: (row: number, column: number) => boolean): Harmless {
    if (this.#isAway) return nothing;
    const texts: Harmless[] = [];
    for (const wanted of this.#wanted) {
      const isThere = this.#painted.has(wanted);
      if (isThere && !isTouched(wanted, erased)) continue;
      if (wanted.whole !== undefined) {
        // It comes back when all of it may be painted.
        if (this.#painted.delete(wanted)) texts.push(blank(wanted.rect));
        continue;
      }
      this.#painted.add(wanted);
      texts.push(painted(wanted));
    }
    return joined(texts);
  }
}

function blank(rect: CellRect): Harmless {
  return atRows(rect, () => printable(' '.repeat(rect.width)));
}

/** The rows of `whole` below its upper ones. */
function below(upper: CellRect, whole: CellRect): CellRect {
  return { ...whole, y: upper.y + upper.height, height: whole.height - upper.height };
}

function painted({ rect, rows, pixels }: Painting): Harmless {
  if (pixels !== undefined) return sequence`\u001B7${moveTo(rect, 0)}${pixels}\u001B8`;
  return atRows(rect, (row) => rows?.[row] ?? nothing);
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
function atRows(rect: CellRect, textOf: (row: number) => Harmless): Harmless {
  const rows = Array.from(
    { length: rect.height },
    (_, row) => sequence`${moveTo(rect, row)}${textOf(row)}`,
  );
  return sequence`\u001B7\u001B[0m${joined(rows)}\u001B8`;
}

function moveTo(rect: CellRect, row: number): Harmless {
  return sequence`\u001B[${rect.y + row + 1};${rect.x + 1}H`;
}
