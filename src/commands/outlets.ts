/** `proofsheet outlets`: the places where accepted photos may go, and what is known of each. */
import { resolve } from 'node:path';
import { listed } from '../amounts.ts';
import { readText } from '../files/text-lines.ts';
import { systemClock } from '../pipeline/archive/clock.ts';
import type { Finding } from '../pipeline/archive/finding.ts';
import { assertNoMistakes, readOutlets } from '../pipeline/archive/own-outlets.ts';
import { tryOutlet } from '../pipeline/deliver/try-outlet.ts';
import { wayText } from '../pipeline/deliver/way.ts';
import { mistakeLine } from '../rules/mistakes.ts';
import { readOutlet } from '../rules/outlets/read-outlet.ts';
import type { Outlet } from '../rules/outlets/schema.ts';
import { type CommandContext, type ExitCode, tell } from './command.ts';
import { changesOfRun, loginsOf } from './context.ts';
import { oneNamed } from './did-you-mean.ts';
import { printFinding } from './doctor.ts';

export async function list(context: CommandContext): Promise<ExitCode> {
  const folder = context.settings.outletsPath;
  const { all, own, mistakes } = await readOutlets(folder);
  tell(context, { folder, outlets: all, mistakes }, [
    ...all.map((one) => `${one.id.padEnd(14)} ${one.name.padEnd(28)} ${inShort(one)}`.trimEnd()),
    ...(own.size > 0 ? [`From files of your own: ${listed([...own])}.`] : []),
    ...mistakes.map((mistake) => `! ${mistakeLine(mistake)}`),
    `Your own outlets: ${folder}`,
  ]);
  return mistakes.length === 0 ? 0 : 1;
}

function inShort(outlet: Outlet): string {
  const { editorial, keywords, title } = outlet.text;
  const { least, most } = keywords.value;
  const taken = { taken: '', illustrative: ', illustrative editorial', none: ', no editorial' };
  return `${title.value.most} ${title.value.unit}, ${least} to ${most} keywords${taken[editorial.value]}; ${wayText(outlet)}`;
}

async function named(context: CommandContext): Promise<Outlet> {
  const outlets = await readOutlets(context.settings.outletsPath);
  assertNoMistakes(outlets);
  const [id = ''] = context.arguments;
  const message = `There is no outlet ${JSON.stringify(id)}.`;
  const advice = 'Run `proofsheet outlets` for their names.';
  return oneNamed(id, outlets.all, { message, advice }, (outlet) => outlet.id);
}

/** Every fact, as a correction of it would be written. */
export async function show(context: CommandContext): Promise<ExitCode> {
  const outlet = await named(context);
  return tell(context, outlet, JSON.stringify(outlet, undefined, 2).split('\n'));
}

/** Looks at a file, and says line by line what is wrong in it. */
export async function check(context: CommandContext): Promise<ExitCode> {
  const [file = ''] = context.arguments;
  const read = readOutlet(await readText(resolve(file)));
  const mistakes = 'mistakes' in read ? read.mistakes.map((one) => ({ file, ...one })) : [];
  const right = 'outlet' in read ? [`${file} is right: ${inShort(read.outlet)}.`] : [];
  tell(context, { file, mistakes }, [...right, ...mistakes.map(mistakeLine)]);
  return mistakes.length === 0 ? 0 : 1;
}

/** Enters its server, and says what is found there. */
export async function tryOne(context: CommandContext): Promise<ExitCode> {
  const outlet = await named(context);
  const settings = context.settings.read(changesOfRun(context.options['set']));
  const { signal } = context;
  const archive = { settings, logins: loginsOf(context.settings) };
  const findings: Finding[] = [];
  for await (const finding of tryOutlet({ archive, clock: systemClock, signal }, outlet)) {
    findings.push(finding);
    if (!context.json) printFinding(context, finding);
  }
  if (context.json) context.printJson({ outlet: outlet.id, findings });
  return findings.some(({ state }) => state === 'bad') ? 1 : 0;
}
