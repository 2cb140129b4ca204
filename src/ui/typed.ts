/** What is typed, on its way from Ink to the session: keys one by one, or a paste that the terminal does not mark. */
import type { Key } from 'ink';
import type { App } from './app.ts';
import { type Press, pressesOf } from './keys/press.ts';
import { UnmarkedPastes } from './keys/unmarked-paste.ts';

/** Their keys open a field, or a menu of fields, into which what comes with them goes. */
const opensField: ReadonlySet<string> = new Set([
  'review.title',
  'review.shortTitle',
  'review.date',
  'review.place',
  'review.askAgain',
  'keywords.add',
  'keywords.change',
  'many.menu',
  'find.filter',
  'find.goTo',
  'stage.filter',
  'program.palette',
  'program.help',
]);
/** Keys that quick fingers press before one of these. */
const leadsToField: ReadonlySet<string> = new Set([
  'select.toggle',
  'select.all',
  'review.first',
  'review.undo',
  'review.redo',
  'review.fix',
  'go.next',
  'go.previous',
]);
const mostBefore = 4;

export class Typed {
  readonly #app: App;
  readonly #pastes = new UnmarkedPastes();

  constructor(app: App) {
    this.#app = app;
  }

  /** Hands on what Ink reports of one read. */
  take(input: string, key: Key): void {
    const presses = pressesOf(input, key);
    const isPaste =
      presses.length > 1 && this.#pastes.has(input, this.#goesToField(presses), performance.now());
    if (isPaste) this.#app.paste(input);
    else for (const press of presses) this.#app.press(press);
  }

  /** A field is open, or one of the first keys opens one. */
  #goesToField(presses: readonly Press[]): boolean {
    const app = this.#app;
    if (app.isTyping) return true;
    const { overlay } = app.shell;
    const [press] = presses;
    if (overlay !== undefined) return press !== undefined && overlay.opensField?.(press) === true;
    const layers = app.layers();
    const commands = presses
      .slice(0, mostBefore + 1)
      .map(({ name }) =>
        layers.map(({ context }) => app.bindings.find(context, name)?.id).find(Boolean),
      );
    const first = commands.find((id) => id === undefined || !leadsToField.has(id));
    return first !== undefined && opensField.has(first);
  }
}
