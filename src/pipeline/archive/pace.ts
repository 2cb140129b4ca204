/** How fast a stage goes and when it will be done; one arithmetic for the screen and the commands. */
import { byteText, count, durationText } from '../../amounts.ts';
import type { Progress } from './stage.ts';

/** Half the weight of the rate lies in the last this many seconds. */
const halfLifeSeconds = 8;
/** No estimate before this much has been seen: early rates mislead. */
const settleSeconds = 3;

/** An exponentially weighted rate. Times are milliseconds of any steady clock. */
export class Pace {
  #startedAt: number | undefined;
  #lastAt = 0;
  #lastDone = 0;
  #rate = 0;

  /** Notes that `done` of the work is finished at `at`. */
  update(done: number, at: number): void {
    if (this.#startedAt === undefined || done < this.#lastDone) {
      this.#startedAt = at;
      this.#rate = 0;
    } else if (at > this.#lastAt) {
      const seconds = (at - this.#lastAt) / 1000;
      const keep = 0.5 ** (seconds / halfLifeSeconds);
      const now = (done - this.#lastDone) / seconds;
      this.#rate = this.#rate === 0 ? now : this.#rate * keep + now * (1 - keep);
    }
    this.#lastAt = at;
    this.#lastDone = done;
  }

  /** Units per second; 0 while unknown. */
  get perSecond(): number {
    return this.#rate;
  }

  /** Seconds until `total` is reached, once the rate has settled. */
  secondsLeft(total: number): number | undefined {
    if (this.#startedAt === undefined || this.#rate <= 0) return undefined;
    if (this.#lastAt - this.#startedAt < settleSeconds * 1000) return undefined;
    return Math.max(0, (total - this.#lastDone) / this.#rate);
  }
}

/** How much, how fast, and how long still: `120 of 400 photos`, `42 a second`, `7 s left`. */
export function progressWords({ done, total, unit }: Progress, pace: Pace): readonly string[] {
  const isBytes = unit === 'bytes';
  const amount = isBytes ? byteText : count;
  const rate = pace.perSecond;
  const left = total === undefined ? 0 : (pace.secondsLeft(total) ?? 0);
  return [
    `${amount(done)}${total === undefined ? '' : ` of ${amount(total)}`}${isBytes ? '' : ` ${unit}`}`,
    ...(rate > 0
      ? [`${rate < 10 && !isBytes ? rate.toFixed(1) : amount(Math.round(rate))} a second`]
      : []),
    ...(left >= 1 ? [`${durationText(left)} left`] : []),
  ];
}
