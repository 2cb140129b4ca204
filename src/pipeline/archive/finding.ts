/** What a look at something outside has found, and what to do about it. */
import { messageOf, StopError } from '../../errors.ts';

export type Finding = {
  readonly check: string;
  readonly state: 'good' | 'warning' | 'bad' | 'not checked';
  /** What was found. */
  readonly message: string;
  /** What to do, unless all is well. */
  readonly advice?: string;
};

/** What has failed, as a finding. */
export function failing(check: string, error: unknown): Finding {
  const advice = error instanceof StopError ? { advice: error.advice } : {};
  return { check, state: 'bad', message: messageOf(error), ...advice };
}
