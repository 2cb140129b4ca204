/** The page of results, in words that do not depend on the machine. */
import { checkedWords } from './checks.ts';
import { limitWords } from './limits.ts';
import type { Group, Outcome } from './trial.ts';

export type Results = readonly { readonly group: Group; readonly outcomes: readonly Outcome[] }[];

const cell = (text: string) =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');

/** How the runs ended, equal ones behind one another together. */
function endsOf(ends: readonly string[]): string {
  const parts: { text: string; times: number }[] = [];
  for (const text of ends) {
    const last = parts.at(-1);
    if (last?.text === text) last.times += 1;
    else parts.push({ text, times: 1 });
  }
  return parts
    .map(({ text, times }) => (times === 1 ? text : `${text} (${times} times)`))
    .join(', ');
}

const heldOf = ({ faults, skipped }: Outcome) =>
  skipped === undefined ? (faults.length === 0 ? 'yes' : 'NO') : 'not tried';

const row = (outcome: Outcome) =>
  `| ${outcome.trial.name} | ${cell(outcome.trial.what)} | ${cell(outcome.skipped ?? endsOf(outcome.ends))} | ${heldOf(outcome)} |`;

/** One line about a group. */
export function sumOf(outcomes: readonly Outcome[]): string {
  const tried = outcomes.filter(({ skipped }) => skipped === undefined);
  const held = tried.filter(({ faults }) => faults.length === 0);
  const runs = tried.reduce((sum, { ends }) => sum + ends.length, 0);
  const skipped = outcomes.length - tried.length;
  return `${held.length} of ${tried.length} held, in ${runs} runs of the program${skipped === 0 ? '' : `; ${skipped} not tried`}`;
}

export function pageOf(results: Results, seed: string): string {
  const parts = results.map(({ group, outcomes }) => [
    `## ${group.title}`,
    '',
    group.about,
    '',
    `${sumOf(outcomes)}.`,
    '',
    '| attack | what is done | how the runs ended | held |',
    '| --- | --- | --- | --- |',
    ...outcomes.map(row),
    '',
  ]);
  const faults = results.flatMap(({ outcomes }) =>
    outcomes.flatMap(({ trial, faults: found }) =>
      found.map((fault) => `- ${trial.name}: ${cell(fault)}`),
    ),
  );
  return [
    '# Attacks',
    '',
    '`npm run attack` attacks the built program on purpose, over loopback only, and asks after every single run whether',
    '',
    ...checkedWords.map((words) => `- ${words}${words === checkedWords.at(-1) ? '.' : ';'}`),
    '',
    `Every run has ${limitWords}. "130" and "interrupted" are Ctrl-C, pressed where the program would wait for the`,
    `service for longer than anybody watches; "killed" is SIGKILL. Seed ${seed}.`,
    '',
    ...parts.flat(),
    ...(faults.length === 0 ? [] : ['## What did not hold', '', ...faults, '']),
  ].join('\n');
}
