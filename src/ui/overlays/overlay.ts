/** What lies over a screen and takes all keys until it is closed. */
import type { EditorAction } from '../editor/line-editor.ts';
import type { Context } from '../keys/command.ts';
import type { Press } from '../keys/press.ts';
import type { Line } from '../text/line.ts';

export type Drawing = {
  readonly lines: readonly Line[];
  /** Where the cursor of a field stands, in cells from the top left of the lines. */
  readonly cursor?: { readonly x: number; readonly y: number } | undefined;
};

/** The cells that an overlay has, and what it is drawn with. */
export type Room = { readonly width: number; readonly height: number };

/** What the keys of overlays say, whatever keys they are. */
export type OverlayAct =
  | 'choose'
  | 'up'
  | 'down'
  | 'pageUp'
  | 'pageDown'
  | 'first'
  | 'last'
  | 'complete'
  | 'other';

export type OverlayHint = readonly [does: string, ...commands: readonly string[]];

export type Overlay = {
  readonly title: string;
  /** A sheet over the lower rows, with the picture still in view where there is room; or the whole screen. */
  readonly place: 'sheet' | 'whole';
  /** Where keys hold that only it has. */
  readonly context?: Context | undefined;
  /** The words at the bottom: what keys do, and the commands that the keys are of. */
  hints(room: Room): readonly OverlayHint[];
  draw(room: Room): Drawing;
  act(act: OverlayAct, room: Room): void;
  /** A key that nothing else takes; of an overlay with a field, the field takes it. */
  type?(press: Press): void;
  /** Whether a key opens a field, into which goes what comes with it. */
  opensField?(press: Press): boolean;
  /** Present when the overlay has a field; gets the editing keys. */
  edit?(action: EditorAction): void;
  /** What it offers may have changed. */
  readAgain?(): void;
  /** It was closed without a choice. */
  dismissed?(): void;
};
