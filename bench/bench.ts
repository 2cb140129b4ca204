/**
 * Runs the benchmarks: `npm run bench`, `-- --json` for one object, `-- --only NAME` for one of them, `-- --large` for those
 * over a million photos, which need 8 GB of the temporary folder and keep a catalog there.
 * Every figure is a ratio against a baseline of the same run (or a figure of the terminal), in medians.
 */
import { parseArgs } from 'node:util';
import type { Bench, Measured } from './measure.ts';

/** The benchmarks by file, loaded when run, so that one does not pay for the others. */
const suites: readonly {
  readonly names: readonly string[];
  readonly load: () => Promise<readonly Bench[]>;
}[] = [
  { names: ['prepare'], load: async () => [(await import('./prepare.ts')).prepareBench] },
  {
    names: ['answers', 'answers-memory'],
    load: async () => {
      const { answersBench, answersMemoryBench } = await import('./answers.ts');
      return [answersBench, answersMemoryBench];
    },
  },
  {
    names: ['import', 'import-memory'],
    load: async () => (await import('./import.ts')).importBenches,
  },
  {
    names: ['prepare-memory'],
    load: async () => [(await import('./prepare-memory.ts')).prepareMemoryBench],
  },
  {
    names: ['batch-memory'],
    load: async () => [(await import('./batch-files.ts')).batchMemoryBench],
  },
  {
    names: ['collect-key'],
    load: async () => [(await import('./collect.ts')).collectKeyBench],
  },
  {
    names: ['review-filter', 'review-filter-large', 'review-sort-large'],
    load: async () => (await import('./review.ts')).reviewBenches,
  },
  {
    names: ['scan', 'rescan'],
    load: async () => (await import('./scan.ts')).scanBenches,
  },
  {
    names: ['embed', 'embed-floor'],
    load: async () => (await import('./embed.ts')).embedBenches,
  },
  { names: ['copies'], load: async () => [(await import('./copies.ts')).copiesBench] },
  {
    names: ['sidecars'],
    load: async () => [(await import('./sidecars.ts')).sidecarsBench],
  },
  {
    names: ['outlets', 'outlets-memory'],
    load: async () => (await import('./outlets.ts')).outletBenches,
  },
  {
    names: ['transport-sftp', 'transport-ftps'],
    load: async () => (await import('./transports.ts')).transportBenches,
  },
  {
    names: [
      ...['ui-key', 'ui-bytes', 'ui-chip-bytes', 'ui-start', 'ui-memory'],
      ...['ui-key-large', 'ui-start-large', 'ui-memory-large'],
    ],
    load: async () => (await import('./ui.ts')).uiBenches,
  },
];

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
  },
});

if (values.list) {
  for (const suite of suites) for (const name of suite.names) console.log(name);
} else {
  await runAll();
}

async function runAll(): Promise<void> {
  const wanted = suites.filter(
    (suite) => values.only === undefined || suite.names.includes(values.only),
  );
  if (wanted.length === 0) {
    console.error(`There is no benchmark ${values.only}; --list prints their names.`);
    process.exitCode = 2;
    return;
  }
  const results: Record<string, unknown> = {};
  for (const suite of wanted) {
    for (const bench of await suite.load()) {
      const isMeant = bench.isLarge === true ? values.large : !values.large;
      if (values.only === undefined ? !isMeant : bench.name !== values.only) continue;
      console.error(`${bench.name}: ${bench.about}`);
      const measured = await bench.measure();
      results[bench.name] = rowOf(bench, measured);
      print(bench, measured);
    }
  }
  if (values.json) console.log(JSON.stringify(results, null, 2));
}

function met(bench: Bench, value: number): boolean {
  return bench.target.kind === 'at least'
    ? value >= bench.target.value
    : value <= bench.target.value;
}

function rowOf(bench: Bench, measured: Measured): object {
  const target = `${bench.target.kind} ${bench.target.value}`;
  if ('skipped' in measured)
    return { value: null, unit: bench.unit, target, met: null, skipped: measured.skipped };
  return {
    value: Math.round(measured.value * 1000) / 1000,
    unit: bench.unit,
    target,
    met: met(bench, measured.value),
  };
}

function print(bench: Bench, measured: Measured): void {
  const say = values.json ? console.error : console.log;
  if ('skipped' in measured) {
    say(`  skipped: ${measured.skipped}`);
    return;
  }
  const verdict = met(bench, measured.value) ? 'met' : 'NOT MET';
  say(
    `  ${measured.value.toPrecision(4)} ${bench.unit}, target ${bench.target.kind} ${bench.target.value}: ${verdict}`,
  );
  for (const note of measured.notes) say(`  ${note}`);
}
