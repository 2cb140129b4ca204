/** What is typed, on its way from Ink to a command or a field: keys one by one, or a paste, which the terminal may not mark. */
import type { Key } from 'ink';
import { editField } from './actions/edit.ts';
import type { App } from './app.ts';
import type { EditorAction } from './editor/line-editor.ts';
import { pastedAsList } from './editor/pasted-list.ts';
import type { Command, Context } from './keys/command.ts';
import { otherScriptOf } from './keys/other-layout.ts';
import { isKeyName, type Press, pressesOf, spellKey } from './keys/press.ts';
import { UnmarkedPastes } from './keys/unmarked-paste.ts';
import { contextsOf, type Layer, layersOf, layersOfField } from './layers.ts';

/** What is typed goes into a text. */
export function isTyping({ shell, route, review }: App): boolean {
  const { overlay } = shell;
  if (!shell.isInSight) return false;
  return overlay === undefined
    ? route.get() === 'review' && review.now.field !== undefined
    : overlay.edit !== undefined;
}

/** The contexts of the screen itself, innermost first. */
export function contextsNow({ route, review }: App): readonly Context[] {
  return contextsOf(route.get(), review.now);
}

/** The layers that keys go through now, innermost first. What nobody sees is not changed. */
export function layersNow(app: App): readonly Layer[] {
  if (!app.shell.isInSight) return [{ context: 'always' }];
  const { overlay } = app.shell;
  if (overlay !== undefined) return layersOf(overlay);
  if (isTyping(app)) return layersOfField((text) => edit(app, { do: 'insert', text }));
  return contextsNow(app).map((context) => ({ context }));
}

/** An editing key for the open field. */
export function edit({ shell, review }: App, action: EditorAction): void {
  const { overlay } = shell;
  if (overlay !== undefined) overlay.edit?.(action);
  else editField(review, action);
}

/** Runs a command, or says why not. */
export function perform(app: App, command: Command<App>): void {
  const reason = command.refused?.(app);
  if (reason !== undefined) {
    app.shell.toast(reason, 'warn');
    return;
  }
  command.run(app);
  app.settle();
}

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
]);
const leads = (id: string) => id.startsWith('go.') || leadsToField.has(id);
const mostBefore = 4;

export class Keyboard {
  readonly #app: App;
  readonly #pastes = new UnmarkedPastes();
  #knowsLayout = false;

  constructor(app: App) {
    this.#app = app;
  }

  /** Hands on what Ink reports of one read. */
  take(input: string, key: Key): void {
    const presses = pressesOf(input, key);
    const isPaste =
      presses.length > 1 && this.#pastes.has(input, this.#goesToField(presses), performance.now());
    if (isPaste) this.paste(input);
    else for (const press of presses) this.press(press);
  }

  /** A field is open, or one of the first keys opens one. */
  #goesToField(presses: readonly Press[]): boolean {
    const app = this.#app;
    if (isTyping(app)) return true;
    const { overlay } = app.shell;
    const [press] = presses;
    if (overlay !== undefined) return press !== undefined && overlay.opensField?.(press) === true;
    const layers = layersNow(app);
    const commands = presses
      .slice(0, mostBefore + 1)
      .map(({ name }) =>
        layers.map(({ context }) => app.bindings.find(context, name)?.id).find(Boolean),
      );
    const first = commands.find((id) => id === undefined || !leads(id));
    return first !== undefined && opensField.has(first);
  }

  /** Pasted text goes to the field that is open; without one it is not taken for keys. */
  paste(text: string): void {
    const app = this.#app;
    const { shell } = app;
    if (isTyping(app)) {
      edit(app, { do: 'insert', text: shell.overlay === undefined ? text : pastedAsList(text) });
      shell.redraw();
    } else shell.toast('Nothing is being edited, so the pasted text was ignored.', 'warn');
  }

  /** What a press means where the person is; runs it or says why not. */
  press(press: Press): void {
    const app = this.#app;
    const { shell } = app;
    shell.endGreeting();
    const typing = isTyping(app);
    const isOpen = typing || shell.overlay !== undefined;
    const isTaken = layersNow(app).some((layer) => this.#take(press, layer));
    const isLost = !typing && (isOpen || !isTaken);
    if (isLost && !this.#sayLayout(press.name) && !isOpen && isKeyName(press.name))
      shell.toast(
        `${spellKey(press.name)} does nothing here; ${shell.keys.say('program.help')} shows all keys.`,
        'warn',
      );
    shell.redraw();
  }

  /** Does what a press means in one layer; returns whether it means anything there. */
  #take(press: Press, { context, type }: Layer): boolean {
    const command = this.#app.bindings.find(context, press.name);
    if (command === undefined) return type?.(press) === true;
    perform(this.#app, command);
    return true;
  }

  /** Says once that the keyboard types letters that no command is on. */
  #sayLayout(key: string): boolean {
    const script = otherScriptOf(key);
    if (script === undefined || this.#knowsLayout) return false;
    this.#knowsLayout = true;
    this.#app.shell.toast(
      `The keyboard types ${script} letters; set it to Latin ones for commands.`,
      'warn',
    );
    return true;
  }
}
