/** Decides which pictures are on the screen, and where; the layer paints them. */

import { noPictures } from './actions/view.ts';
import type { App } from './app.ts';
import { fits, overlayFrame, type TerminalSize } from './frame.ts';
import { layoutOf } from './panes/review-layout.ts';
import { stageLayout } from './stages/layout.ts';
import { besideOf } from './stages/stage-lines.ts';
import { Store } from './store.ts';
import {
  type CellRect,
  isSameRect,
  type Painting,
  type PictureLayer,
} from './terminal/picture-layer.ts';
import type { Pictures, PlacedPhoto } from './terminal/pictures.ts';

type Wanted = {
  readonly photos: readonly PlacedPhoto[];
  /** Photos that are likely to be wanted next, the likeliest first. */
  readonly next: readonly PlacedPhoto[];
};

const nothing: Wanted = { photos: [], next: [] };

type Shown = PlacedPhoto & { readonly painting: Painting };

/** A sentence in the place of a picture. */
export type PictureNote = { readonly box: CellRect; readonly text: string };

/** How long the picture of the photo before may stay while the next one is made. */
const patience = 150;
/** Within this time the frame of a change is out, if there is one. */
const frameMilliseconds = 50;

export class PicturePlacer {
  /** What stands in the places of pictures where there are none. */
  readonly notes = new Store<readonly PictureNote[]>([]);
  readonly #app: App;
  readonly #layer: PictureLayer;
  readonly #pictures: Pictures | undefined;
  readonly #flush: () => void;
  #shown: readonly Shown[] = [];
  #isHeld = false;
  readonly #clipped = new WeakMap<Painting, Painting>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: NodeJS.Timeout | undefined;

  /** @param flush writes what the layer has to add when no frame is due */
  constructor(app: App, layer: PictureLayer, pictures: Pictures | undefined, flush: () => void) {
    this.#app = app;
    this.#layer = layer;
    this.#pictures = pictures;
    this.#flush = flush;
    const { shell, review, route, counts, facts, beside } = app;
    for (const store of [shell.size, shell.overlays, review.state, route, counts, facts, beside])
      store.subscribe(this.update);
  }

  /** Shows none until `release`: the size of a cell may not be what it was. */
  hold(): void {
    this.#isHeld = true;
    this.update();
  }

  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.ready();
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
    const { photos, next } = this.#wanted();
    if (this.#isHeld) {
      this.#show([]);
      return;
    }
    if (this.#pictures === undefined || this.#pictures.areOff) {
      const text = noPictures(this.#app.shell.keys);
      this.#note(photos.map(({ box }) => ({ box, text })));
      this.#show([]);
      return;
    }
    this.#pictures.want(photos, next);
    const ready: Shown[] = [];
    const late: Shown[] = [];
    const notes: PictureNote[] = [];
    for (const photo of photos) {
      const picture = this.#pictures.get(photo);
      if (picture === undefined) late.push(...this.#before(photo, photos));
      else if ('missing' in picture) notes.push({ box: photo.box, text: picture.missing });
      else ready.push({ ...photo, painting: picture.painting });
    }
    this.#note(notes);
    this.#show([...ready, ...late]);
    if (late.length > 0)
      this.#timer = setTimeout(() => {
        this.#show(ready);
        this.#flush();
      }, patience);
  }

  /** What was in the place of a photo, unless it is now in another place. */
  #before({ box }: PlacedPhoto, photos: readonly PlacedPhoto[]): Shown[] {
    return this.#shown.filter(
      (shown) =>
        isSameRect(shown.box, box) && photos.every(({ photoId }) => photoId !== shown.photoId),
    );
  }

  #note(notes: readonly PictureNote[]): void {
    const isSame = JSON.stringify(notes) === JSON.stringify(this.notes.get());
    if (!isSame) this.notes.set(notes);
  }

  #show(shown: readonly Shown[]): void {
    this.#shown = shown;
    if (shown.length === 0) {
      this.#layer.show([]);
      return;
    }
    const rows = this.#rowsInView();
    this.#layer.show(shown.flatMap(({ painting }) => this.#clip(painting, rows) ?? []));
  }

  /** The upper rows of a painting, above a sheet that lies over the rest; the same object as long as it is the same. */
  #clip(painting: Painting, rows: number): Painting | undefined {
    const height = Math.max(0, Math.min(painting.rect.height, rows - painting.rect.y));
    if (height === painting.rect.height) return painting;
    if (height === 0) return undefined;
    const before = this.#clipped.get(painting);
    if (before?.rect.height === height) return before;
    const { rows: cells, cut } = painting;
    const upper = { ...painting, rect: { ...painting.rect, height } };
    const clipped =
      cut !== undefined
        ? { ...upper, pixels: cut(height) }
        : cells !== undefined
          ? upper
          : { ...upper, whole: painting };
    this.#clipped.set(painting, clipped);
    return clipped;
  }

  /** Rows of the screen, from its top, that no window lies over. */
  #rowsInView(): number {
    const { shell } = this.#app;
    return shell.overlay === undefined
      ? Number.POSITIVE_INFINITY
      : overlayFrame(shell.overlay, shell.size.get(), shell.roomOf(shell.overlay)).rect.y;
  }

  #wanted(): Wanted {
    const { shell, route, review } = this.#app;
    const size = shell.size.get();
    if (!fits(size)) return nothing;
    return route.get() === 'review' ? wantedByReview(review) : wantedByStage(this.#app, size);
  }
}

function placedIn(box: CellRect, photoId: number | undefined): readonly PlacedPhoto[] {
  return photoId === undefined ? [] : [{ photoId, box }];
}

/** Photos on either side that are made ready. */
const ahead = 3;

function wantedByReview(review: App['review']): Wanted {
  const { list, index } = review.now;
  const { picture, grid } = layoutOf(review);
  const places = grid?.places ?? (picture === undefined ? [] : [{ index, picture }]);
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return nothing;
  const at = (place: number, box: CellRect) => placedIn(box, list?.idAt(place));
  const beyond = Array.from({ length: ahead }, (_, step) => [
    last.index + step + 1,
    first.index - step - 1,
  ]).flat();
  return {
    photos: places.flatMap((place) => at(place.index, place.picture)),
    next: beyond.flatMap((place) => at(place, first.picture)),
  };
}

function wantedByStage(app: App, size: TerminalSize): Wanted {
  if (!app.shell.showsPictures) return nothing;
  const shown = besideOf(app);
  const { pictures } = stageLayout(size, shown, shown !== undefined);
  const inPlace = (photoIds: readonly number[] = []) =>
    pictures.flatMap((box, at) => placedIn(box, photoIds[at]));
  const after = app.screen?.view?.besides?.[app.beside.get() + 1];
  return { photos: inPlace(shown?.photoIds), next: inPlace(after?.photoIds) };
}
