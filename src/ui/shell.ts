/** What every screen works with: messages, overlays, the terminal's size and colours, and the programs outside. */
import { InterruptedError, messageOf, StopError } from '../errors.ts';
import type { Bridge } from './bridge.tsx';
import { fits, overlayRoom, type TerminalSize } from './frame.ts';
import type { KeyNames } from './keys/key-names.ts';
import { Menu, type MenuOptions } from './overlays/menu.ts';
import type { Overlay, OverlayAct, Room } from './overlays/overlay.ts';
import { Pick, type PickOptions } from './overlays/pick.ts';
import { Prompt, type PromptOptions } from './overlays/prompt.ts';
import { Reader, type ReaderOptions } from './overlays/reader.ts';
import { Store } from './store.ts';
import { setAmbiguousWide } from './text/width.ts';
import type { Theme } from './theme.ts';

export type NoticeTone = 'plain' | 'good' | 'warn' | 'bad';

export type Notice = { readonly text: string; readonly tone: NoticeTone };

/** How long a message stays; what went wrong stays until Esc or the next one. */
const noticeMilliseconds = 4000;
const keptMessages = 50;

/** A screen reader has no columns; nothing is cut for it. */
const roomToRead = { width: 200, height: 60 };

type ShellOptions = {
  readonly size: TerminalSize;
  readonly theme: Theme;
  /** The programs and devices outside the screen. */
  readonly external: Bridge;
  /** What keys are called in sentences. */
  readonly keys: KeyNames;
  /** Pictures can be seen on this terminal. */
  readonly showsPictures: boolean;
  /** All is read out by a screen reader. */
  readonly isReadOut: boolean;
};

export class Shell {
  readonly size: Store<TerminalSize>;
  readonly theme: Store<Theme>;
  /** Cells of a letter of ambiguous width, as the terminal has answered. */
  readonly letterWidth = new Store(1);
  readonly overlays = new Store<readonly Overlay[]>([]);
  readonly notice = new Store<Notice | undefined>(undefined);
  readonly external: Bridge;
  readonly keys: KeyNames;
  /** Whether the terminal shows pictures; it may answer later that it does. */
  showsPictures: boolean;
  readonly isReadOut: boolean;
  readonly #messages: { readonly at: Date; readonly notice: Notice }[] = [];
  readonly #greetings = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor({ size, theme, external, keys, showsPictures, isReadOut }: ShellOptions) {
    this.size = new Store(size);
    this.theme = new Store(theme);
    this.external = external;
    this.keys = keys;
    this.showsPictures = showsPictures;
    this.isReadOut = isReadOut;
    // The screen before, in the same process, may have been in another terminal.
    setAmbiguousWide(false);
  }

  /** The most recent messages, newest last. */
  get messages(): readonly { readonly at: Date; readonly notice: Notice }[] {
    return this.#messages;
  }

  /** From here on, everything is measured and drawn so. */
  takeLetterWidth(cells: number): void {
    if (cells === this.letterWidth.get()) return;
    setAmbiguousWide(cells > 1);
    this.letterWidth.set(cells);
    void this.external.repaint();
  }

  /** Shows a message; it disappears by itself unless it reports an error. */
  toast(text: string, tone: NoticeTone = 'plain'): void {
    const notice = { text, tone };
    this.#show(notice);
    this.#keep(notice);
    if (tone === 'bad') return;
    this.#timer = setTimeout(() => {
      if (this.notice.get() === notice) this.notice.set(undefined);
    }, noticeMilliseconds);
    this.#timer.unref();
  }

  /** Says why something failed and what to do about it; that it was interrupted is not a failure. */
  fail(error: unknown): void {
    if (error instanceof InterruptedError) return;
    const advice = error instanceof StopError ? ` ${error.advice}` : '';
    this.toast(`${messageOf(error)}${advice}`, 'bad');
  }

  /** Shows how far something is, until the next message; not kept among them. */
  progress(text: string): void {
    this.#show({ text, tone: 'plain' });
  }

  /** Shows newcomers what they must know, once and not in the place of a message; it goes with the first key. */
  greet(text: string): void {
    if (this.#greetings.has(text) || this.notice.get() !== undefined) return;
    this.#greetings.add(text);
    this.progress(text);
    this.#keep({ text, tone: 'plain' });
  }

  endGreeting(): void {
    if (this.#greetings.has(this.notice.get()?.text ?? '')) this.clear();
  }

  /** Another screen comes: the message belongs to the one before, unless something went wrong. */
  leavePage(): void {
    if (this.notice.get()?.tone !== 'bad') this.clear();
  }

  clear(): void {
    this.#show(undefined);
  }

  #keep(notice: Notice): void {
    this.#messages.push({ at: new Date(), notice });
    if (this.#messages.length > keptMessages) this.#messages.shift();
  }

  #show(notice: Notice | undefined): void {
    clearTimeout(this.#timer);
    this.notice.set(notice);
  }

  /** Whether the screen is drawn: a window may be too small for it. */
  get isInSight(): boolean {
    return this.isReadOut || fits(this.size.get());
  }

  /** The topmost overlay. */
  get overlay(): Overlay | undefined {
    return this.overlays.get().at(-1);
  }

  /** The cells that an overlay has now. */
  roomOf(overlay: Overlay): Room {
    return this.isReadOut ? roomToRead : overlayRoom(overlay.place, this.size.get());
  }

  act(act: OverlayAct): void {
    const { overlay } = this;
    overlay?.act(act, this.roomOf(overlay));
  }

  /** Opens a menu; what it returns closes it without a choice. */
  menu(options: Omit<MenuOptions, 'close' | 'refuse'>): () => void {
    const refuse = (reason: string) => this.toast(reason, 'warn');
    return this.#open((close) => new Menu({ ...options, close, refuse }));
  }

  prompt(options: Omit<PromptOptions, 'close'>): void {
    const changed = (text: string) => {
      // A warning about the text before it is no longer true.
      if (this.notice.get()?.tone === 'warn') this.clear();
      options.changed?.(text);
    };
    this.#open((close) => new Prompt({ ...options, changed, close }));
  }

  pick(options: Omit<PickOptions, 'close'>): void {
    this.#open((close) => new Pick({ ...options, close }));
  }

  read(options: Omit<ReaderOptions, 'close'>): void {
    this.#open((close) => new Reader({ ...options, close }));
  }

  /** Closes the topmost overlay without a choice. */
  dismiss(): void {
    const { overlay } = this;
    if (overlay === undefined) return;
    this.#close(overlay);
    overlay.dismissed?.();
  }

  #open(make: (close: () => void) => Overlay): () => void {
    const close = () => this.#close(overlay);
    const overlay: Overlay = make(close);
    this.overlays.set([...this.overlays.get(), overlay]);
    return close;
  }

  #close(overlay: Overlay): void {
    this.overlays.set(this.overlays.get().filter((open) => open !== overlay));
  }

  /** Overlays keep their own state; a new list makes the screen look at them again. */
  redraw(): void {
    if (this.overlay !== undefined) this.overlays.set([...this.overlays.get()]);
  }
}
