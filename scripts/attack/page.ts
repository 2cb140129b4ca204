/** The page of results, in words that do not depend on the machine. */
import { arch, cpus, platform, totalmem } from 'node:os';
import { checkedWords } from './checks.ts';
import { limitWords } from './limits.ts';
import type { Group, Outcome } from './trial.ts';

type Result = {
  readonly group: Group;
  readonly outcomes: readonly Outcome[];
  /** How long it took, in minutes. */
  readonly minutes: number;
};
export type Results = readonly Result[];

const cell = (text: string) =>
  text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');

/** Runs of an attack that are listed in their order; of more, it is only told how many ended in which way. */
const mostInOrder = 40;

/** How the runs ended, equal ones behind one another together. */
function endsOf(given: readonly string[]): string {
  const ends = given.length > mostInOrder ? given.toSorted() : given;
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

const gigabyte = 1024 ** 3;
/** `linux x64 with 2 cores and 24 GB` */
const machine = `${platform()} ${arch()} with ${cpus().length} cores and ${Math.round(totalmem() / gigabyte)} GB`;

/** The part of the page about a group. */
function partOf({ group, outcomes, minutes }: Result, seed: string): string {
  const faults = outcomes.flatMap(({ trial, faults: found }) =>
    found.map((fault) => `- ${trial.name}: ${cell(fault)}`),
  );
  return [
    `## ${group.title}`,
    '',
    `${group.about} ${sumOf(outcomes)} (\`--only ${group.name} --seed ${seed}\`; ${minutes} minutes, ${machine}).`,
    '',
    ...(faults.length === 0 ? [] : ['What did not hold:', '', ...faults, '']),
    '| attack | what is done | how the runs ended | held |',
    '| --- | --- | --- | --- |',
    ...outcomes.map(row),
    '',
  ].join('\n');
}

const introduction = [
  '# Attacks',
  '',
  '`npm run attack` attacks the built program on purpose, over loopback only, and asks after every single run whether',
  '',
  ...checkedWords.map((words) => `- ${words}${words === checkedWords.at(-1) ? '.' : ';'}`),
  '',
  `Every run has ${limitWords}. "130" and "interrupted" are Ctrl-C, pressed where the program would wait for the`,
  'service for longer than anybody watches; "killed" is SIGKILL.',
  '',
].join('\n');

const untried = ({ title, about, name }: Group) =>
  `## ${title}\n\n${about} Not tried as a whole since it was last changed (\`--only ${name}\`).\n`;

/** The page with these groups in the place of what it said of them before. */
export function pageOf(before: string, groups: readonly Group[], results: Results, seed: string) {
  const old = new Map(
    before
      .split(/^(?=## )/m)
      .slice(1)
      .map((part) => [part.slice(3, part.indexOf('\n')), part]),
  );
  const now = new Map(results.map((one) => [one.group.title, one]));
  const parts = groups.map((group) => {
    const { title } = group;
    const tried = now.get(title);
    return tried === undefined ? (old.get(title) ?? untried(group)) : partOf(tried, seed);
  });
  return [introduction, ...parts].join('\n').replace(/\n{3,}/g, '\n\n');
}
