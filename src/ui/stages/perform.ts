/** Does what a stage's description offers: goes somewhere, runs a stage, asks a question. */
import { systemClock } from '../../pipeline/archive/clock.ts';
import type { Action, Effect, Question } from '../../pipeline/archive/stage-view.ts';
import type { Session } from '../session.ts';
import { emptyLine } from '../text/line.ts';
import { factLines } from './fact-lines.ts';

function perform(session: Session, effect: Effect): void {
  if ('go' in effect) session.go(effect.go);
  else if ('run' in effect) session.run(effect.run, effect.insist);
  else if ('undo' in effect) session.undoEmbedding(effect.undo);
  else if ('ask' in effect)
    ask(session, typeof effect.ask === 'function' ? effect.ask() : effect.ask);
  else void call(session, effect.call);
}

/** Why an action cannot be done; undefined where it can. */
export function refusalOf(action: Action | undefined, otherwise?: string): string | undefined {
  if (action === undefined) return otherwise;
  return 'refused' in action ? action.refused : undefined;
}

export function performAction(session: Session, action: Action | undefined): void {
  if (action !== undefined && 'effect' in action) perform(session, action.effect);
}

function ask(session: Session, question: Question): void {
  const { shell } = session;
  const { title, facts = [] } = question;
  if ('choices' in question) {
    const { choices, first = choices.length - 1 } = question;
    shell.menu({
      title,
      body: (width) => factLines(facts, width),
      first,
      items: choices.map(({ effect, ...choice }) => ({
        ...choice,
        run: () => effect !== undefined && perform(session, effect),
      })),
    });
    return;
  }
  const { type, enter, effect } = question;
  shell.prompt({
    title,
    label: `Type ${type} to go ahead`,
    enter,
    body: (width) => [...factLines(facts, width), emptyLine],
    submit: (typed) => {
      const isRight = typed.trim().replaceAll(',', '') === type;
      if (isRight) perform(session, effect);
      else shell.toast(`That is not ${type}; nothing has been written.`, 'warn');
      return isRight;
    },
  });
}

/** Something short that need not be waited for; its messages are shown, then the facts are looked up again. */
async function call(
  session: Session,
  work: Extract<Effect, { readonly call: unknown }>['call'],
): Promise<void> {
  const { archive, shell } = session;
  try {
    const result = await work({
      archive,
      signal: new AbortController().signal,
      report: () => undefined,
      clock: systemClock,
    });
    if ('title' in result) ask(session, result);
    else for (const note of result) shell.toast(note);
  } catch (error) {
    shell.fail(error);
  }
  session.refresh();
}
