/** The ways out. Nothing has to be saved: every decision and every letter has been. */

import { nameOf } from '../pipeline/archive/stage-view.ts';
import type { Session } from './session.ts';

/** Milliseconds within which a second press counts. */
const twiceWithin = 2000;

/**
 * Leaves, after the running stage has ended its photo in hand. Ctrl-C first stops what runs, and asks to be pressed
 * again when nothing does, because fingers press it by habit.
 */
export function leave(session: Session, { twice = false } = {}): void {
  const { runner, shell, review } = session;
  if (twice) {
    const now = performance.now();
    const isSecond = now - session.interruptedAt < twiceWithin;
    const again = shell.keys.say('program.interrupt');
    session.interruptedAt = now;
    if (!isSecond && runner.stage !== undefined) {
      shell.toast(`${nameOf(runner.stage)} stops after the photo in hand. ${again} again leaves.`);
      void runner.interrupt();
      return;
    }
    if (!isSecond) {
      shell.toast(`Press ${again} again to leave. Everything is saved.`);
      return;
    }
  }
  if (runner.stage === undefined) {
    if (review.isAsking)
      shell.toast(
        `Leaving once the answer is here, because it is paid for; ${shell.keys.say('program.quit')} again leaves at once.`,
      );
    void review.settled().then(() => shell.external.exit());
    return;
  }
  if (twice) {
    void runner.interrupt().then(() => shell.external.exit());
    return;
  }
  shell.menu({
    title: `${nameOf(runner.stage)} is running`,
    items: [
      {
        key: 'y',
        label: 'stop it and leave',
        note: 'it goes on where it was the next time',
        run: () => void runner.interrupt().then(() => shell.external.exit()),
      },
      { key: 'n', label: 'stay', run: () => undefined },
    ],
    first: 1,
  });
}
