/**
 * Pictures ready to be painted. The one in view comes first, its neighbours are made before they are asked for, and
 * decoding runs beside the event loop, two at a time; so the cursor never waits for a picture.
 */
import { StopError } from '../../errors.ts';
import type { Size } from '../../photo.ts';
import type { PictureBytes } from '../model.ts';
import type { ColourDepth } from '../theme.ts';
import { blockPicture } from './block-picture.ts';
import type { PictureKind } from './capabilities.ts';
import type { CellRect, Painting } from './picture-layer.ts';
import { itermPicture, kittyErase, kittyPicture } from './pixel-protocols.ts';
import { sixelPicture } from './sixel.ts';

export type CellSize = { readonly width: number; readonly height: number };

/** A picture fitted into a box, or why there is none. */
export type FittedPicture =
  | { readonly painting: Painting }
  /** A sentence for the place of the picture. */
  | { readonly missing: string };

export type PicturesOptions = {
  readonly kind: Exclude<PictureKind, 'off'>;
  readonly depth: ColourDepth;
  readonly load: (photoId: number) => Promise<PictureBytes>;
  /** Called when a picture that was asked for is ready. */
  readonly onReady: (photoId: number) => void;
};

const atOnce = 2;
const kept = 48;

export class Pictures {
  readonly #options: PicturesOptions;
  readonly #ready = new Map<string, FittedPicture>();
  readonly #making = new Set<string>();
  #queue: { photoId: number; box: CellRect }[] = [];
  #kind: PicturesOptions['kind'];
  /** Pixels of one cell; twice as high as wide until the terminal says otherwise. */
  #cell: CellSize = { width: 10, height: 20 };
  #isCellKnown = false;
  /** Counts up when what was made is no longer good. */
  #generation = 0;

  constructor(options: PicturesOptions) {
    this.#options = options;
    this.#kind = options.kind;
  }

  /** The terminal has told the size of its cells. */
  cellIs(cell: CellSize): void {
    this.#cell = cell;
    this.#isCellKnown = true;
    this.#forgetAll();
  }

  /** The terminal has told that it draws Sixel: better than blocks, where the size of a cell is known. */
  sixelIsKnown(): void {
    if (this.#kind !== 'blocks' || !this.#isCellKnown) return;
    this.#kind = 'sixel';
    this.#forgetAll();
  }

  /** The picture of a photo in `box`, if it is ready. */
  get(photoId: number, box: CellRect): FittedPicture | undefined {
    const key = keyOf(photoId, box);
    const found = this.#ready.get(key);
    if (found === undefined) return undefined;
    this.#ready.delete(key);
    this.#ready.set(key, found);
    return found;
  }

  /** Makes the pictures of these photos, the first one first; what was asked for before and not begun is forgotten. */
  want(photoIds: readonly number[], box: CellRect): void {
    if (box.width < 1 || box.height < 1) return;
    this.#queue = photoIds
      .filter((photoId) => !this.#ready.has(keyOf(photoId, box)))
      .map((photoId) => ({ photoId, box }));
    this.#work();
  }

  #forgetAll(): void {
    this.#generation++;
    this.#ready.clear();
  }

  #work(): void {
    while (this.#making.size < atOnce) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      const key = keyOf(next.photoId, next.box);
      if (this.#making.has(key)) continue;
      this.#making.add(key);
      const generation = this.#generation;
      void this.#make(next.photoId, next.box).then((made) => {
        this.#making.delete(key);
        if (generation === this.#generation) this.#keep(key, made);
        this.#options.onReady(next.photoId);
        this.#work();
      });
    }
  }

  async #make(photoId: number, box: CellRect): Promise<FittedPicture> {
    try {
      const picture = await this.#options.load(photoId);
      if ('missing' in picture) return picture;
      return { painting: await this.#fitted(picture.bytes, box) };
    } catch (error) {
      return {
        missing: error instanceof StopError ? error.message : 'The picture cannot be read.',
      };
    }
  }

  async #fitted(bytes: Uint8Array, box: CellRect): Promise<Painting> {
    const { default: sharp } = await import('sharp');
    const image = sharp(bytes, { failOn: 'none' });
    const { width, height } = await image.metadata();
    const rect = fitInto({ width, height }, box, this.#cell);
    const wanted = {
      width: rect.width * this.#cell.width,
      height: rect.height * this.#cell.height,
    };
    if (this.#kind === 'iterm') return { rect, pixels: itermPicture(bytes, rect) };
    if (this.#kind === 'sixel') return { rect, pixels: await sixelPicture(image, wanted) };
    if (this.#kind === 'kitty') {
      const png = await image
        .resize(Math.min(wanted.width, 1600), undefined, { withoutEnlargement: true })
        .png({ compressionLevel: 3 })
        .toBuffer();
      return { rect, pixels: kittyPicture(png, rect), erase: kittyErase };
    }
    const size = { width: rect.width * 2, height: rect.height * 2 };
    const rgb = await image
      .resize(size.width, size.height, { fit: 'fill' })
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer();
    return { rect, rows: blockPicture({ ...size, rgb }, this.#options.depth) };
  }

  #keep(key: string, made: FittedPicture): void {
    this.#ready.set(key, made);
    for (const oldest of this.#ready.keys()) {
      if (this.#ready.size <= kept) break;
      this.#ready.delete(oldest);
    }
  }
}

function keyOf(photoId: number, box: CellRect): string {
  return `${photoId} ${box.x} ${box.y} ${box.width} ${box.height}`;
}

/** The largest rectangle of cells inside `box` that shows a picture of this size in its own proportions, centred. */
export function fitInto(size: Size, box: CellRect, cell: CellSize): CellRect {
  const scale = Math.min(
    (box.width * cell.width) / Math.max(1, size.width),
    (box.height * cell.height) / Math.max(1, size.height),
  );
  const width = Math.min(box.width, Math.max(1, Math.round((size.width * scale) / cell.width)));
  const height = Math.min(box.height, Math.max(1, Math.round((size.height * scale) / cell.height)));
  return {
    x: box.x + Math.floor((box.width - width) / 2),
    y: box.y + Math.floor((box.height - height) / 2),
    width,
    height,
  };
}
