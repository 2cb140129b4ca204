/** Decides which picture is on the screen, and where; the layer paints it. */

import { layoutOf } from '../screens/review/looking.ts';
import { stageLayout } from '../screens/stages/layout.ts';
import type { CellRect, Painting, PictureLayer } from '../terminal/picture-layer.ts';
import type { Pictures } from '../terminal/pictures.ts';
import type { Theme } from '../theme.ts';
import { smallest } from './frame.ts';
import type { Session } from './session.ts';
import { sheetOf } from './sheet.ts';
import { Store } from './store.ts';

type Wanted = {
  readonly photoId: number;
  readonly box: CellRect;
  /** Photos that are likely to be wanted next, the likeliest first. */
  readonly next: readonly number[];
  /** Rows of the screen, from its top, that nothing lies over. */
  readonly rows: number;
};

/** How long the picture of the photo before may stay while the next one is made. */
const patience = 150;
/** Within this time the frame of a change is out, if there is one. */
const frameMilliseconds = 50;

export class PictureBoard {
  /** What stands in the place of the picture when there is none. */
  readonly note = new Store('');
  readonly #session: Session;
  readonly #layer: PictureLayer;
  readonly #pictures: Pictures | undefined;
  readonly #theme: Store<Theme>;
  readonly #flush: () => void;
  #shown: { readonly box: CellRect } | undefined;
  #clipped:
    | { readonly of: Painting; readonly rows: number; readonly painting: Painting }
    | undefined;
  #timer: NodeJS.Timeout | undefined;
  #flushing: NodeJS.Timeout | undefined;

  /** @param flush writes what the layer has to add when no frame is due */
  constructor(
    session: Session,
    layer: PictureLayer,
    pictures: Pictures | undefined,
    theme: Store<Theme>,
    flush: () => void,
  ) {
    this.#session = session;
    this.#layer = layer;
    this.#pictures = pictures;
    this.#theme = theme;
    this.#flush = flush;
    const { desk, review, where, counts, facts } = session;
    for (const store of [desk.size, desk.overlays, review.state, where, counts, facts])
      store.subscribe(this.update);
  }

  /** A picture that was asked for is ready. */
  ready(): void {
    this.update();
    this.#flush();
  }

  /**
   * Looks again at what should be shown. Called before the screen is drawn, so that both go out together; when what has
   * changed does not change the text, no frame comes, and the picture goes out alone.
   */
  readonly update = (): void => {
    this.#choose();
    clearTimeout(this.#flushing);
    if (this.#layer.isDirty) this.#flushing = setTimeout(this.#flush, frameMilliseconds);
  };

  #choose(): void {
    clearTimeout(this.#timer);
    const wanted = this.#wanted();
    if (wanted === undefined || this.#pictures === undefined) {
      this.#hide();
      this.note.set(
        wanted === undefined
          ? ''
          : `This terminal shows no pictures; ${this.#session.desk.keys.say('look.original')} opens the photo.`,
      );
      return;
    }
    this.#pictures.want([wanted.photoId, ...wanted.next], wanted.box);
    const picture = this.#pictures.get(wanted.photoId, wanted.box);
    if (picture === undefined) {
      this.note.set('');
      if (this.#shown === undefined || !sameBox(this.#shown.box, wanted.box)) this.#hide();
      else this.#timer = setTimeout(this.#giveUpWaiting, patience);
      return;
    }
    if ('missing' in picture) {
      this.#hide();
      this.note.set(picture.missing);
      return;
    }
    this.note.set('');
    this.#shown = { box: wanted.box };
    this.#layer.show(this.#clip(picture.painting, wanted.rows));
  }

  /** The upper rows of a painting, above a sheet that lies over the rest; the same object as long as it is the same. */
  #clip(painting: Painting, rows: number): Painting | undefined {
    const left = Math.max(0, Math.min(painting.rect.height, rows - painting.rect.y));
    if (left === painting.rect.height) return painting;
    if (painting.rows === undefined || left === 0) return undefined;
    if (this.#clipped?.of !== painting || this.#clipped.rows !== left) {
      const rect = { ...painting.rect, height: left };
      this.#clipped = { of: painting, rows: left, painting: { ...painting, rect } };
    }
    return this.#clipped.painting;
  }

  readonly #giveUpWaiting = (): void => {
    this.#hide();
    this.#flush();
  };

  #hide(): void {
    this.#shown = undefined;
    this.#layer.show(undefined);
  }

  #wanted(): Wanted | undefined {
    const { desk, where, review, screen } = this.#session;
    const size = desk.size.get();
    if (size.columns < smallest.columns || size.rows < smallest.rows) return undefined;
    const wanted = where.get() === 'review' ? wantedByReview(review) : wantedByStage(screen, size);
    const overlay = desk.overlay;
    if (wanted === undefined || overlay === undefined) return wanted;
    const top = sheetOf(overlay, size, this.#theme.get()).rect.y;
    return top > wanted.box.y ? { ...wanted, rows: top } : undefined;
  }
}

/** Photos on either side that are made ready. */
const ahead = 3;

function wantedByReview(review: Session['review']): Wanted | undefined {
  const { list, index, photo } = review.now;
  const box = layoutOf(review).picture;
  if (photo === undefined || box === undefined) return undefined;
  const next: number[] = [];
  for (let step = 1; step <= ahead; step++)
    for (const beside of [index + step, index - step]) {
      const id = list?.idAt(beside);
      if (id !== undefined) next.push(id);
    }
  return { photoId: photo.photo.id, box, next, rows: Number.POSITIVE_INFINITY };
}

function wantedByStage(
  screen: Session['screen'],
  size: { readonly columns: number; readonly rows: number },
): Wanted | undefined {
  const photoId = screen?.pictureOf?.();
  const box = stageLayout(size, photoId !== undefined).picture;
  return photoId === undefined || box === undefined
    ? undefined
    : { photoId, box, next: [], rows: Number.POSITIVE_INFINITY };
}

function sameBox(one: CellRect, other: CellRect): boolean {
  return (
    one.x === other.x &&
    one.y === other.y &&
    one.width === other.width &&
    one.height === other.height
  );
}
