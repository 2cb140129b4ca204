/** The ways out. Nothing has to be saved: every decision and every letter has been. */
import { nameOf } from '../pipeline/archive/stage-view.ts';
import type { App } from './app.ts';
import { item, nothing } from './overlays/menu.ts';

/** Milliseconds within which a second press counts. */
const twiceWithin = 2000;

/** Leaves; while a stage runs, asks whether to stop it after the photo in hand. */
export function leave(app: App): void {
  const { runner, shell } = app;
  if (runner.stage === undefined) {
    exit(app);
    return;
  }
  shell.menu({
    title: `${nameOf(runner.stage)} is running`,
    items: [
      item('y', 'stop it and leave', () => exit(app), 'it goes on where it was the next time'),
      nothing('n', 'stay'),
    ],
    first: 1,
  });
}

/** Stops what runs, and leaves when pressed again: fingers press Ctrl-C by habit. */
export function interrupt(app: App): void {
  const { runner, shell } = app;
  const now = performance.now();
  const isSecond = now - app.interruptedAt < twiceWithin;
  app.interruptedAt = now;
  const again = shell.keys.say('program.interrupt');
  if (isSecond) exit(app);
  else if (runner.stage === undefined)
    shell.toast(`Press ${again} again to leave. Everything is saved.`);
  else {
    shell.toast(`${nameOf(runner.stage)} stops after the photo in hand. ${again} again leaves.`);
    void runner.interrupt();
  }
}

/** Ends the program when the stage and the answers that are paid for have ended. */
function exit({ runner, review, shell }: App): void {
  if (runner.stage === undefined && review.isAsking)
    shell.toast(
      `Leaving once the answer is here, because it is paid for; ${shell.keys.say('program.quit')} again leaves at once.`,
    );
  const ended = runner.stage === undefined ? review.settled() : runner.interrupt();
  void ended.then(() => shell.external.exit());
}
