/** What every screen works with: messages, overlays, the size of the terminal, and the world outside it. */

import type { KeyNames } from '../keys/key-names.ts';
import type { MenuOptions } from '../overlays/menu.ts';
import { Menu } from '../overlays/menu.ts';
import type { Overlay } from '../overlays/overlay.ts';
import { Pick, type PickOptions } from '../overlays/pick.ts';
import { Prompt, type PromptOptions } from '../overlays/prompt.ts';
import { Reader, type ReaderOptions } from '../overlays/reader.ts';
import type { Edited } from '../terminal/external-programs.ts';
import { Store } from './store.ts';

export type Tone = 'plain' | 'good' | 'warn' | 'bad';

export type Notice = {
  readonly text: string;
  readonly tone: Tone;
};

/** How long a saying stays; what went wrong stays until Esc or the next one. */
const noticeMilliseconds = 4000;
const keptNotices = 50;

/** The world outside the screen, given by who opens it; tests give their own. */
export type ExternalPrograms = {
  /** Hands text to the user's editor. */
  edit(text: string, name: string): Promise<Edited>;
  /** Opens a file in the system's viewer; resolves to why not, if not. */
  view(file: string): Promise<string | undefined>;
  /** Stops the program as a job of the shell. */
  suspend(): Promise<void>;
  /** Draws everything again. */
  repaint(): void;
  copy(text: string): void;
  exit(): void;
};

export class Shell {
  readonly size: Store<{ readonly columns: number; readonly rows: number }>;
  readonly overlays = new Store<readonly Overlay[]>([]);
  readonly notice = new Store<Notice | undefined>(undefined);
  /** Pictures can be seen on this terminal. */
  readonly showsPictures: boolean;
  readonly external: ExternalPrograms;
  /** What keys are called in sentences. */
  readonly keys: KeyNames;
  readonly #notices: { readonly at: Date; readonly notice: Notice }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    size: { readonly columns: number; readonly rows: number },
    external: ExternalPrograms,
    keys: KeyNames,
    showsPictures: boolean,
  ) {
    this.showsPictures = showsPictures;
    this.size = new Store(size);
    this.keys = keys;
    this.external = external;
  }

  /** Every message so far, the latest last. */
  get messages(): readonly { readonly at: Date; readonly notice: Notice }[] {
    return this.#notices;
  }

  /** Says something; it goes by itself, unless something went wrong. */
  toast(text: string, tone: Tone = 'plain'): void {
    clearTimeout(this.#timer);
    const notice = { text, tone };
    this.notice.set(notice);
    this.#notices.push({ at: new Date(), notice });
    if (this.#notices.length > keptNotices) this.#notices.shift();
    if (tone === 'bad') return;
    this.#timer = setTimeout(() => {
      if (this.notice.get() === notice) this.notice.set(undefined);
    }, noticeMilliseconds);
    this.#timer.unref();
  }

  /** How far something is, until something is said; not kept among the sayings. */
  progress(text: string): void {
    clearTimeout(this.#timer);
    this.notice.set({ text, tone: 'plain' });
  }

  /** Another screen comes: what was said belongs to the one before, unless something went wrong. */
  leavePage(): void {
    if (this.notice.get()?.tone !== 'bad') this.clear();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.notice.set(undefined);
  }

  get overlay(): Overlay | undefined {
    return this.overlays.get().at(-1);
  }

  /** Opens a menu; what it returns closes it without a choice. */
  menu(options: Omit<MenuOptions, 'close' | 'say'>): () => void {
    return this.#open(
      (close) =>
        new Menu({ ...options, close, say: (reason) => this.toast(reason, 'warn') }, this.#redraw),
    );
  }

  prompt(options: Omit<PromptOptions, 'close'>): void {
    const changed = (text: string) => {
      // What was said against the text before it is no longer true.
      if (this.notice.get()?.tone === 'warn') this.clear();
      options.changed?.(text);
    };
    this.#open((close) => new Prompt({ ...options, changed, close }, this.#redraw));
  }

  pick(options: Omit<PickOptions, 'close'>): void {
    this.#open((close) => new Pick({ ...options, close }, this.#redraw));
  }

  read(options: Omit<ReaderOptions, 'close'>): void {
    this.#open((close) => new Reader({ ...options, close }, this.#redraw));
  }

  /** Closes the topmost overlay without a choice. */
  dismiss(): void {
    const overlay = this.overlay;
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
  readonly #redraw = (): void => {
    this.overlays.set([...this.overlays.get()]);
  };
}
