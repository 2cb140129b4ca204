/** The limit of live requests per minute, as headers of every reply and as the wait of one too many. */

/** What is shown while there is no limit. */
const shownLimit = 5000;
const shownTokens = 2_000_000;
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
    const oldest = this.#times[0];
    if (
      this.#perMinute !== undefined &&
      oldest !== undefined &&
      this.#times.length >= this.#perMinute
    )
      return oldest + minute - now;
    this.#times.push(now);
    return 0;
  }

  headers(): Record<string, string> {
    const limit = this.#perMinute ?? shownLimit;
    const left = Math.max(0, limit - this.#times.length);
    const oldest = this.#times[0];
    const resets = left > 0 || oldest === undefined ? 0 : oldest + minute - this.#now();
    return {
      'x-ratelimit-limit-requests': String(limit),
      'x-ratelimit-remaining-requests': String(left),
      'x-ratelimit-reset-requests': `${Math.max(0, resets)}ms`,
      'x-ratelimit-limit-tokens': String(shownTokens),
      'x-ratelimit-remaining-tokens': String(shownTokens),
      'x-ratelimit-reset-tokens': '0s',
    };
  }
}
