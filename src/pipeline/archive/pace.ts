/** How fast a stage goes and when it will be done; one arithmetic for the screen and the commands. */

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

/** `45 s`, `3 min`, `2 h 10 min`: never more exact than it can be. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
