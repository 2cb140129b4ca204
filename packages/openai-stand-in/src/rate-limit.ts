/** The limit of live requests per minute, as headers of every reply and as the wait of one too many. */

/** What is shown while there is no limit. */
const shownLimit = 5000;
const shownTokens = '2000000';
const minute = 60_000;

export class RateLimit {
  readonly #perMinute: number | undefined;
  readonly #now: () => number;
  #times: number[] = [];

  constructor(perMinute: number | undefined, now: () => number) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Takes one request; returns how many milliseconds too early it was, 0 when it may go on. */
  take(): number {
    const now = this.#now();
    this.#times = this.#times.filter((time) => time > now - minute);
    const wait = this.#wait();
    if (wait === 0) this.#times.push(now);
    return wait;
  }

  #wait(): number {
    const { length, 0: oldest = 0 } = this.#times;
    return length < (this.#perMinute ?? Number.POSITIVE_INFINITY)
      ? 0
      : Math.max(0, oldest + minute - this.#now());
  }

  headers(): Record<string, string> {
    const limit = this.#perMinute ?? shownLimit;
    return {
      'x-ratelimit-limit-requests': String(limit),
      'x-ratelimit-remaining-requests': String(Math.max(0, limit - this.#times.length)),
      'x-ratelimit-reset-requests': `${this.#wait()}ms`,
      'x-ratelimit-limit-tokens': shownTokens,
      'x-ratelimit-remaining-tokens': shownTokens,
      'x-ratelimit-reset-tokens': '0s',
    };
  }
}
