/**
 * All that the screen asks of the rest of the program, as types. One adapter implements them over the pipeline and
 * the catalog's queries; screens know nothing else. Queries are synchronous and small (a page, one photo, counts),
 * so that a key press is answered in the same turn; whatever takes time is a promise with an AbortSignal.
 */
import type { ReviewModel } from './model/review.ts';
import type { OnSidecar, SidecarsInView } from './model/sidecar.ts';

/** The reduced picture of a photo, upright: a JPEG. */
export type PictureBytes = { readonly bytes: Uint8Array } | { readonly missing: string };

/** How work beside the screen and the screen get along. */
export type Beside = {
  /** Numbers or rows are no longer what they were. */
  changed(): void;
  /** Resolves when no key has been pressed for a moment, so that none waits for what is done next. */
  rest(): Promise<void>;
};

export type UiModel = {
  readonly review: ReviewModel;
  picture(photoId: number): Promise<PictureBytes>;
  /** Brings up to date what nobody waits for, in small pieces while keys rest; at once, when something is asked that needs it. */
  keepUp(beside: Beside, signal: AbortSignal): Promise<void>;
  /** Begins to look after the sidecars of the photos in view. */
  sidecars(onSidecar: OnSidecar): SidecarsInView;
  /** Absolute path of the original, for the system's viewer. */
  fileOf(photoId: number): string | undefined;
};
