/**
 * The built program in real terminals, each on a screen of its own in memory, with real keys; by hand. What it needs, and
 * what was found, is in bench/terminals.md. `-- --only NAME,NAME` tries those whose name has one of these in it, `-- --check NAME` makes
 * one check, `-- --pictures FOLDER` keeps what was seen.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeSampleArchive } from '../src/rehearsal/sample.ts';
import { reviewAll } from '../test/ui/reviewed-archive.ts';
import { checks, textsOf } from './terminals/checks.ts';
import { type Faults, type Found, pageOf, verdictOf } from './terminals/page.ts';
import { Seat } from './terminals/seat.ts';
import { type CheckName, type Row, rows } from './terminals/table.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, pictures: { type: 'string' }, check: { type: 'string' } },
});
const base = mkdtempSync(join(tmpdir(), 'proofsheet-terminals-'));
const pictures = values.pictures ?? join(base, 'pictures');
mkdirSync(pictures, { recursive: true });
const top = join(import.meta.dirname, '..');
// A copy, so that the program can be built anew meanwhile.
const built = mkdtempSync(join(top, 'node_modules/proofsheet-terminals-'));
cpSync(join(top, 'dist'), built, { recursive: true });
const cli = join(built, 'cli.js');
const sample = join(base, 'Photos');
await makeSampleArchive(sample);
await reviewAll(sample);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const results: Found[] = [];
const wanted = (values.only ?? '').toLowerCase().split(',');
const isExact = (name: string) => rows.some((row) => row.name.toLowerCase() === name);
for (const [index, row] of rows.entries()) {
  const own = row.name.toLowerCase();
  if (!wanted.some((name) => (isExact(name) ? own === name : own.includes(name)))) continue;
  const found = await tried(row, join(base, String(index)));
  results.push(found);
  if (found.missing !== undefined) console.log(`${row.name}: ${found.missing}`);
  for (const check of Object.keys(found.faults ?? {}) as CheckName[])
    console.log(
      `${row.name}, ${check}: ${verdictOf(found, check)} ${found.faults?.[check]?.join('; ')}`,
    );
}
const page = join(top, 'bench/terminals.md');
const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
if (values.check === undefined) writeFileSync(page, pageOf(before, rows, results));
for (const folder of [base, built]) rmSync(folder, { recursive: true, force: true });

async function tried(row: Row, folder: string): Promise<Found> {
  const lacks = row.programs.filter((program) => spawnSync('which', [program]).status !== 0);
  if (lacks.length > 0) return { row, version: '', missing: `${lacks.join(', ')} not here` };
  const version = versionOf(row);
  try {
    return { row, version, faults: await sit(row, folder) };
  } catch (error) {
    return { row, version, missing: String(error) };
  }
}

function versionOf({ programs: [program = ''], version = ['--version'] }: Row): string {
  const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen' };
  const { stdout, stderr } = spawnSync(program, version, { encoding: 'utf8', env });
  return /(?<![A-Za-z])\d[\w.]*/.exec(stdout + stderr)?.[0] ?? '';
}

async function sit(row: Row, folder: string): Promise<Faults> {
  const archive = join(folder, 'Photos');
  cpSync(sample, archive, { recursive: true, preserveTimestamps: true });
  const env = { PROOFSHEET_CONFIG_DIR: join(folder, 'settings') };
  const seat = await Seat.take({ row, folder, words: [cli, 'review', archive], env, pictures });
  const leave = () => seat.leave();
  process.once('exit', leave);
  const faults: Partial<Record<CheckName, readonly string[]>> = {};
  try {
    const texts = textsOf(cli, archive, { ...process.env, ...env });
    const before = { shot: await seat.rest(), title: seat.title };
    seat.signal('go');
    await seat.changed(before.shot);
    for (const name of Object.keys(checks) as CheckName[])
      if (values.check === undefined || values.check === name || name === 'exit')
        faults[name] = await checks[name](seat, texts, before);
  } finally {
    seat.signal('close');
    leave();
    process.off('exit', leave);
  }
  return faults;
}
