/** How a run of a stage ended, in a message. Pure. */

import type { Outcome } from './runner.ts';
import type { Tone } from './shell.ts';

export function outcomeText(outcome: Outcome): string {
  if (outcome.kind === 'interrupted') return 'interrupted.';
  if (outcome.kind === 'stopped') return `${outcome.message} ${outcome.advice}`;
  return outcome.ended.notes[0] ?? 'done.';
}

export function outcomeTone(outcome: Outcome): Tone {
  if (outcome.kind === 'stopped') return 'bad';
  return outcome.kind === 'ended' && outcome.ended.issues === 0 ? 'good' : 'warn';
}
