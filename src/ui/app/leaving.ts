/** The ways out. Nothing has to be saved: every decision and every letter has been. */
import type { Session } from './session.ts';
import { nameOf } from './where.ts';

const askedAt = new WeakMap<Session, number>();
/** Milliseconds within which a second press counts. */
const twiceWithin = 2000;

/**
 * Leaves, after the running stage has ended its photo in hand. Ctrl-C first stops what runs, and asks to be pressed
 * again when nothing does, because fingers press it by habit.
 */
export function leave(session: Session, { twice = false } = {}): void {
  const { runner, desk, review } = session;
  if (twice) {
    const now = performance.now();
    const isSecond = now - (askedAt.get(session) ?? Number.NEGATIVE_INFINITY) < twiceWithin;
    const again = desk.keys.say('program.interrupt');
    askedAt.set(session, now);
    if (!isSecond && runner.stage !== undefined) {
      desk.say(`${nameOf(runner.stage)} stops after the photo in hand. ${again} again leaves.`);
      void runner.interrupt();
      return;
    }
    if (!isSecond) {
      desk.say(`Press ${again} again to leave. Everything is saved.`);
      return;
    }
  }
  if (runner.stage === undefined) {
    if (review.isAsking)
      desk.say(
        `Leaves when the answer is here, because it is paid for; ${desk.keys.say('program.quit')} once more leaves at once.`,
      );
    void review.settled().then(() => desk.outside.exit());
    return;
  }
  if (twice) {
    void runner.interrupt().then(() => desk.outside.exit());
    return;
  }
  desk.menu({
    title: `${nameOf(runner.stage)} is running`,
    items: [
      {
        key: 'y',
        label: 'stop it and leave',
        note: 'it goes on where it was the next time',
        run: () => void runner.interrupt().then(() => desk.outside.exit()),
      },
      { key: 'n', label: 'stay', run: () => undefined },
    ],
    first: 1,
  });
}
