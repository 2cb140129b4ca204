/** Draws progress on stderr: one living line on a terminal, a line now and then elsewhere. */
import { byteText, count, counted } from '../amounts.ts';
import { Pace, progressWords } from '../pipeline/archive/pace.ts';
import type { Progress } from '../pipeline/archive/stage.ts';
import { type Output, printable, printLine, sequence } from '../terminal-output.ts';
import { truncate } from '../ui/text/width.ts';

const redrawEvery = 100;
const lineEvery = 5000;

type ProgressPrinter = {
  report(progress: Progress): void;
  /** How far the last stage came: `embed: 120 of 400 photos done`; undefined where nothing was begun. */
  last(): string | undefined;
  /** Clears the living line, so that other text can be written. */
  clear(): void;
};

/** A printer onto `stream`; its width cuts the living line so that it never wraps. */
export function printProgress(stream: Output): ProgressPrinter {
  const paces = new Map<string, Pace>();
  const every = stream.isTTY ? redrawEvery : lineEvery;
  let drawnAt = 0;
  let drawn: Progress | undefined;
  let latest: Progress | undefined;
  /** There is a living line. */
  let isLiving = false;

  function clear(): void {
    if (isLiving) stream.write(sequence`\r\u001B[K`);
    isLiving = false;
  }

  function report(progress: Progress): void {
    if (progress.total === 0) return;
    latest = progress;
    const now = performance.now();
    const pace = paces.get(progress.stage) ?? new Pace();
    paces.set(progress.stage, pace);
    pace.update(progress.done, now);
    const finished = progress.done === progress.total;
    const isNews = progress.stage !== drawn?.stage || progress.note !== drawn?.note;
    if (now - drawnAt < every && !isNews && !finished) return;
    drawnAt = now;
    drawn = progress;
    const line = printable(progressLine(progress, pace));
    if (!stream.isTTY) printLine(stream, line);
    else {
      const living = printable(truncate(line, Math.max(20, (stream.columns || 80) - 1)));
      stream.write(sequence`\r\u001B[K${living}${finished ? sequence`\n` : sequence``}`);
      isLiving = !finished;
    }
  }

  function last(): string | undefined {
    if (latest === undefined) return undefined;
    const { stage, done, total, unit } = latest;
    if (stage === 'upload' && total !== undefined)
      return `${stage}: ${byteText(done)} of ${byteText(total)} done; the next run goes on there.`;
    if (unit !== 'photos' || (total === undefined && done === 0)) return undefined;
    const photos = counted(total ?? done, 'photo');
    return `${stage}: ${total === undefined ? photos : `${count(done)} of ${photos}`} done.`;
  }

  return { report, clear, last };
}

/** `embed 120 of 400 photos, 42 a second, 7 s left: IMG_1.jpg`; `scan: looking for photos` while nothing can be counted. */
function progressLine(progress: Progress, pace: Pace): string {
  const { stage, done, total, note } = progress;
  if (done === 0 && total === undefined && note !== undefined) return `${stage}: ${note}`;
  const text = `${stage} ${progressWords(progress, pace).join(', ')}`;
  return note === undefined ? text : `${text}: ${note}`;
}
