/**
 * Pictures ready to be painted. Those in view come first, their neighbours are made before they are asked for, and
 * decoding runs beside the event loop, two at a time; so the cursor never waits for a picture.
 */

import type { Sharp } from 'sharp';
import { StopError } from '../../errors.ts';
import type { Size } from '../../photo.ts';
import type { PictureBytes } from '../../pipeline/session/session.ts';
import { asPreview } from '../../preview/make.ts';
import type { ColourDepth } from '../theme.ts';
import { blockPicture } from './block-picture.ts';
import { type PictureKind, pixelsOf, type Told } from './capabilities.ts';
import type { CellRect, Painting } from './picture-layer.ts';
import { itermPicture, kittyPicture, kittyUpload } from './pixel-protocols.ts';
import type { TerminalReply } from './replies.ts';
import { sixelPicture } from './sixel.ts';
import { knowsPlaceholders, placeholderPicture } from './tmux.ts';

/** A photo in its place. */
export type PlacedPhoto = { readonly photoId: number; readonly box: CellRect };

/** A picture fitted into a box, or why there is none. */
type FittedPicture =
  | { readonly painting: Painting }
  /** A sentence for the place of the picture. */
  | { readonly missing: string };

type PicturesOptions = {
  /** How they are drawn until the terminal has answered. */
  readonly kind: PictureKind;
  /** Its answers may make them better. */
  readonly mayImprove: boolean;
  readonly depth: ColourDepth;
  /** The picture that is kept, or a larger one of so many pixels at its longest side. */
  readonly load: (photoId: number, edge?: number) => Promise<PictureBytes>;
  /** Called when a picture that was asked for is ready. */
  readonly onReady: (photoId: number) => void;
};

const atOnce = 2;
const kept = 48;
/** Pixels of the longest side of what is sent to a terminal. */
const largest = 2048;

export class Pictures {
  readonly #options: PicturesOptions;
  readonly #ready = new Map<string, Ready>();
  readonly #making = new Set<string>();
  #queue: Work[] = [];
  #kind: PicturesOptions['kind'];
  /** Pixels of one cell; twice as high as wide until the terminal says otherwise. */
  #cell: Size = { width: 10, height: 20 };
  #told: Told = {};
  #hasWideLetters = false;
  /** Pictures made for kitty, which keeps them by number. */
  #numbered = 0;
  /** Counts up when what was made is no longer good. */
  #generation = 0;
  /** A sheet of them is kept whole. */
  #kept = kept;

  constructor(options: PicturesOptions) {
    this.#options = options;
    this.#kind = options.kind;
  }

  /** This terminal shows none. */
  get areOff(): boolean {
    // Block characters are ambiguous, too: two cells each.
    return this.#kind === 'off' || (this.#kind === 'blocks' && this.#hasWideLetters);
  }

  /** Goes by what the terminal has answered, once it has answered everything. `screen` is its size in cells. */
  take(reply: TerminalReply, screen: { readonly columns: number; readonly rows: number }): void {
    if (reply.kind === 'cell') this.#setCell(reply);
    else if (reply.kind === 'window' && this.#told.isCellKnown !== true)
      this.#setCell({ width: reply.width / screen.columns, height: reply.height / screen.rows });
    else if (reply.kind === 'name') this.#told = { ...this.#told, name: reply.name };
    else if (reply.kind === 'letter') this.#hasWideLetters = reply.cells > 1;
    else if (reply.kind === 'kitty') this.#told = { ...this.#told, knowsKitty: true };
    else if (reply.kind === 'outside' && knowsPlaceholders(reply.name))
      this.#improve('placeholders');
    else if (reply.kind === 'attributes') {
      this.#told = { ...this.#told, drawsSixel: reply.sixel };
      this.#improve(this.#kind === 'placeholders' ? undefined : pixelsOf(this.#told));
    }
  }

  #improve(better: PictureKind | undefined): void {
    if (!this.#options.mayImprove || better === undefined || better === this.#kind) return;
    this.#kind = better;
    this.#forgetAll();
  }

  #setCell({ width, height }: Size): void {
    // A window has a margin, which is shared out among the cells.
    const cell = { width: Math.floor(width), height: Math.floor(height) };
    if (cell.width < 1 || cell.height < 1) return;
    this.#told = { ...this.#told, isCellKnown: true };
    if (cell.width === this.#cell.width && cell.height === this.#cell.height) return;
    this.#cell = cell;
    this.#forgetAll();
  }

  /** The picture of a photo in its box, if it is ready; the same object as long as it is the same. */
  get(photo: PlacedPhoto): FittedPicture | undefined {
    const key = keyOf(photo);
    const found = this.#ready.get(key);
    if (found === undefined) return undefined;
    const placed = moved(found, photo.box);
    this.#ready.delete(key);
    this.#ready.set(key, placed);
    return placed.picture;
  }

  /**
   * Makes the pictures of these photos, the first one first; what was asked for before and not begun is forgotten. Those
   * in view that are larger than what is kept of the photo are shown from that first, then from the photo itself.
   */
  want(photos: readonly PlacedPhoto[], next: readonly PlacedPhoto[] = []): void {
    if (this.areOff) return;
    const all = [...photos, ...next];
    this.#kept = Math.max(kept, 2 * all.length);
    const missing = all.filter(
      (photo) => photo.box.width > 0 && photo.box.height > 0 && !this.#ready.has(keyOf(photo)),
    );
    const coarse = photos.flatMap((photo): Work[] => {
      const better = this.#ready.get(keyOf(photo))?.better;
      return better === undefined ? [] : [{ photo, better }];
    });
    this.#queue = [...missing.map((photo) => ({ photo })), ...coarse];
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
      const { photo } = next;
      const key = keyOf(photo);
      if (this.#making.has(key)) continue;
      this.#making.add(key);
      const generation = this.#generation;
      void this.#make(next).then((made) => {
        this.#making.delete(key);
        if (made !== undefined && generation === this.#generation) this.#keep(key, made);
        this.#options.onReady(photo.photoId);
        this.#work();
      });
    }
  }

  /** Undefined where nothing is better than what has been there, and that is not kept any more. */
  async #make({ photo, better }: Work): Promise<Ready | undefined> {
    const { photoId, box } = photo;
    try {
      const picture = await this.#options.load(photoId, better?.edge);
      const made =
        'missing' in picture ? undefined : await this.#fitted(picture.bytes, box, better);
      if (made !== undefined) return { box, ...made };
      if (better === undefined && 'missing' in picture) return { box, picture };
      // The photo may be away, broken or no larger than its preview, which is as good then and not sent again.
      const before = this.#ready.get(keyOf(photo));
      return before && { ...before, better: undefined };
    } catch (error) {
      const missing = error instanceof StopError ? error.message : 'The picture cannot be read.';
      return { box, picture: { missing } };
    }
  }

  /** Undefined where a better one has no more pixels. */
  async #fitted(bytes: Uint8Array, box: CellRect, better?: Better): Promise<Made | undefined> {
    const { default: sharp } = await import('sharp');
    const image = sharp(bytes, asPreview);
    const { width, height } = await image.metadata();
    if (better !== undefined && Math.max(width, height) <= better.than) return undefined;
    const rect = better?.rect ?? fitInto({ width, height }, box, this.#cell);
    const wanted = {
      width: rect.width * this.#cell.width,
      height: rect.height * this.#cell.height,
    };
    const picture = { painting: await this.#painted(image, bytes, rect, wanted) };
    const edge = Math.min(largest, Math.max(wanted.width, wanted.height));
    const than = Math.max(width, height);
    const isCoarse = this.#kind !== 'blocks' && edge > than && better === undefined;
    return { picture, better: isCoarse ? { edge, rect, than } : undefined };
  }

  async #painted(image: Sharp, bytes: Uint8Array, rect: CellRect, wanted: Size): Promise<Painting> {
    if (this.#kind === 'iterm') return { rect, pixels: itermPicture(bytes, rect) };
    if (this.#kind === 'sixel') return { rect, pixels: await sixelPicture(image, wanted) };
    if (this.#kind === 'kitty' || this.#kind === 'placeholders') {
      const { data, info } = await image
        .resize(Math.min(wanted.width, largest), undefined, { withoutEnlargement: true })
        .png({ compressionLevel: 3 })
        .toBuffer({ resolveWithObject: true });
      const number = this.#numbered++;
      if (this.#kind === 'kitty') return kittyPicture(number, data, info.height, rect);
      return placeholderPicture(number, rect, (keys) => kittyUpload(keys, data));
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

  #keep(key: string, made: Ready): void {
    this.#ready.set(key, made);
    for (const oldest of this.#ready.keys()) {
      if (this.#ready.size <= this.#kept) break;
      this.#ready.delete(oldest);
    }
  }
}

/** Where it is shown from a smaller copy, and the pixels of its longest side that fill its place; `than` that copy's. */
type Better = { readonly edge: number; readonly rect: CellRect; readonly than: number };

/** A picture to be made; a better one than is there, if so. */
type Work = { readonly photo: PlacedPhoto; readonly better?: Better };

type Made = {
  readonly picture: FittedPicture;
  /** It has fewer pixels than its place; what would fill that. */
  readonly better?: Better | undefined;
};

/** A picture that was made, and the box it lies in now. */
type Ready = Made & { readonly box: CellRect };

/** A picture is made for a size; another place does not change it. */
function keyOf({ photoId, box }: PlacedPhoto): string {
  return `${photoId} ${box.width} ${box.height}`;
}

function moved(ready: Ready, box: CellRect): Ready {
  const { box: before, picture, better } = ready;
  if (!('painting' in picture) || (before.x === box.x && before.y === box.y)) return ready;
  const { painting } = picture;
  const { x, y } = painting.rect;
  const rect = { ...painting.rect, x: x + box.x - before.x, y: y + box.y - before.y };
  return {
    box,
    picture: { painting: { ...painting, rect } },
    better: better && { ...better, rect },
  };
}

/** The largest rectangle of cells inside `box` that shows a picture of this size in its own proportions, centred. */
export function fitInto(size: Size, box: CellRect, cell: Size): CellRect {
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
