/** Does what a stage's description offers: goes somewhere, runs a stage, asks a question. */
import { systemClock } from '../../pipeline/archive/clock.ts';
import type { Action, Effect, Question } from '../../pipeline/archive/stage-view.ts';
import type { App } from '../app.ts';
import { emptyLine } from '../text/line.ts';
import { factLines } from './fact-lines.ts';

function perform(app: App, effect: Effect): void {
  if ('go' in effect) go(app, effect);
  else if ('run' in effect) {
    effect.before?.();
    app.run(effect.run, effect.insist);
  } else if ('undo' in effect) app.undoWriting(effect.undo);
  else if ('ask' in effect) ask(app, typeof effect.ask === 'function' ? effect.ask() : effect.ask);
  else void call(app, effect.call);
}

function go(app: App, { go: route, filter }: Extract<Effect, { readonly go: unknown }>): void {
  const { review } = app;
  if (filter !== undefined) review.select(new Set());
  app.go(route);
  if (filter !== undefined) review.show({ ...review.now.view, filter }, review.currentId);
}

/** Why an action cannot be done; undefined where it can. */
export function refusalOf(action: Action | undefined, otherwise?: string): string | undefined {
  if (action === undefined) return otherwise;
  return 'refused' in action ? action.refused : undefined;
}

export function performAction(app: App, action: Action | undefined): void {
  if (action !== undefined && 'effect' in action) perform(app, action.effect);
}

function ask(app: App, question: Question): void {
  const { shell } = app;
  const { title, facts = [] } = question;
  if ('choices' in question) {
    const { choices, closed, first = choices.length - 1 } = question;
    shell.menu({
      title,
      body: (width) => factLines(facts, width),
      first,
      dismissed: () => closed !== undefined && perform(app, closed),
      items: choices.map(({ effect, ...choice }) => ({
        ...choice,
        run: () => effect !== undefined && perform(app, effect),
      })),
    });
    return;
  }
  const isOpen = 'field' in question;
  shell.prompt({
    title,
    label: isOpen ? question.field : `Type ${question.type} to go ahead`,
    text: isOpen ? question.text : '',
    enter: question.enter,
    body: (width) => [...factLines(facts, width), emptyLine],
    submit: (typed) => {
      const effect = effectOf(question, typed);
      if (effect !== undefined) perform(app, effect);
      else if (!isOpen)
        shell.toast(`That is not ${question.type}; nothing has been written.`, 'warn');
      return effect !== undefined;
    },
  });
}

/** What is done about an answer; undefined where it is none. */
function effectOf(question: Exclude<Question, { readonly choices: unknown }>, typed: string) {
  if ('field' in question) return typed.trim() === '' ? undefined : question.effect(typed);
  return typed.trim().replaceAll(',', '') === question.type ? question.effect : undefined;
}

/** Something short that need not be waited for; its messages are shown, then the facts are looked up again. */
async function call(
  app: App,
  work: Extract<Effect, { readonly call: unknown }>['call'],
): Promise<void> {
  const { archive, shell } = app;
  try {
    const result = await work({
      archive,
      signal: new AbortController().signal,
      report: () => undefined,
      clock: systemClock,
    });
    if ('title' in result) ask(app, result);
    else for (const note of result) shell.toast(note);
  } catch (error) {
    shell.fail(error);
  }
  app.refresh();
}
