/** Giving the terminal back to the shell, as Ctrl-Z does everywhere, and taking it again. */
import type { SuspendTerminal } from 'ink';
import { platform } from '../../files/platform.ts';

/** Long enough for the signal to arrive; it also keeps the event loop alive across the stop. */
const graceMilliseconds = 300;

/**
 * Stops the program as a job of the shell until `fg`; resolves when it is back. Where there is no job control (the shell
 * is gone, Windows) the signal has no effect and the screen comes back at once.
 */
export async function stopUntilContinued(suspend: SuspendTerminal): Promise<void> {
  if (!platform().hasJobs) return;
  await suspend(
    () =>
      new Promise<void>((resume) => {
        const timer = setTimeout(end, graceMilliseconds);
        function end() {
          clearTimeout(timer);
          process.off('SIGCONT', end);
          // The system tells a changed size to the job in front alone.
          process.emit('SIGWINCH', 'SIGWINCH');
          resume();
        }
        process.once('SIGCONT', end);
        // The whole job, so that a shell or npm that started us stops with us.
        process.kill(0, 'SIGTSTP');
      }),
  );
}
