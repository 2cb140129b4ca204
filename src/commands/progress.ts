/** Draws progress on stderr: one living line on a terminal, a line now and then elsewhere. */
import { durationText, Pace } from '../pipeline/archive/pace.ts';
import type { Progress } from '../pipeline/archive/stage.ts';
import { printable, printLine } from '../terminal-output.ts';

const redrawEvery = 100;
const lineEvery = 5000;

export type ProgressPrinter = {
  report(progress: Progress): void;
  /** Clears the living line, so that other text can be written. */
  clear(): void;
};

/** A printer onto `stream`; `width` cuts the living line so that it never wraps. */
export function printProgress(stream: NodeJS.WriteStream): ProgressPrinter {
  const paces = new Map<string, Pace>();
  const every = stream.isTTY ? redrawEvery : lineEvery;
  let lastAt = 0;
  let lastStage = '';
  let lastNote: string | undefined;
  let drawn = false;

  function clear(): void {
    if (drawn && stream.isTTY) stream.write('\r\u001B[K');
    drawn = false;
  }

  function report(progress: Progress): void {
    if (progress.total === 0) return;
    const now = performance.now();
    const pace = paces.get(progress.stage) ?? new Pace();
    paces.set(progress.stage, pace);
    pace.update(progress.done, now);
    const finished = progress.done === progress.total;
    const isNews = progress.stage !== lastStage || progress.note !== lastNote;
    if (now - lastAt < every && !isNews && !finished) return;
    lastAt = now;
    lastStage = progress.stage;
    lastNote = progress.note;
    const line = printable(progressLine(progress, pace));
    if (stream.isTTY) stream.write(`\r\u001B[K${line.slice(0, Math.max(20, stream.columns - 1))}`);
    else printLine(stream, line);
    drawn = true;
    if (finished && stream.isTTY) {
      stream.write('\n');
      drawn = false;
    }
  }

  return { report, clear };
}

/** `embed 120/400 photos, 42/s, 7 s left: IMG_1.jpg`; `scan: looking for photos` while nothing can be counted. */
export function progressLine(progress: Progress, pace: Pace): string {
  const { stage, done, total, unit, note } = progress;
  const bytes = unit === 'bytes';
  const amount = (value: number) => (bytes ? (value / 1e6).toFixed(1) : String(value));
  if (done === 0 && total === undefined && note !== undefined) return `${stage}: ${note}`;
  const parts = [
    `${stage} ${amount(done)}${total === undefined ? '' : `/${amount(total)}`} ${bytes ? 'MB' : unit}`,
  ];
  const rate = bytes ? pace.perSecond / 1e6 : pace.perSecond;
  if (rate > 0)
    parts.push(`${rate >= 10 ? Math.round(rate) : rate.toFixed(1)}${bytes ? ' MB' : ''}/s`);
  const left = total === undefined ? undefined : pace.secondsLeft(total);
  if (left !== undefined && left >= 1) parts.push(`${durationText(left)} left`);
  return `${parts.join(', ')}${note === undefined ? '' : `: ${note}`}`;
}
