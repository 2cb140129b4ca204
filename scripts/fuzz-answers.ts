/**
 * Tries answers that models must not give, and honest ones among them, through the whole program:
 * `npm run fuzz-answers`. Every answer has a photo of its own; the photos are scanned, asked for, answered, accepted
 * where no check speaks against it, and embedded, and then read again. Writes bench/fuzz-answers.md after a full run.
 * `--seed N`, `--count N` answers, `--only CLASS` (a beginning of its name, or its kind), `--examples N` of each
 * failing class, `--keep` the archive. Exit code 1 where a wrong text is in a file or an honest one is held.
 */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeArchive, pathOf } from './fuzz-answers/archive.ts';
import { tryAnswers } from './fuzz-answers/cases.ts';
import { classes } from './fuzz-answers/classes.ts';
import { type Judged, judge } from './fuzz-answers/oracle.ts';
import { outcomesOf } from './fuzz-answers/outcomes.ts';
import { examplesOf, pageOf } from './fuzz-answers/page.ts';
import { goThrough, type Stage } from './fuzz-answers/road.ts';
import { fails, type Row, tableOf } from './fuzz-answers/table.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '10000' },
    only: { type: 'string' },
    examples: { type: 'string', default: '3' },
    keep: { type: 'boolean', default: false },
  },
});

/** Fewer answers than this are not written down. */
const fullRun = 10_000;

const only = values.only;
const chosen = classes.filter(
  ({ name, kind }) => only === undefined || name.startsWith(only) || kind === only,
);
if (chosen.length === 0) {
  console.error(
    `There is no class ${only}. There are: ${classes.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

const folder = await realpath(await mkdtemp(join(tmpdir(), 'fuzz-answers-')));
const root = join(folder, 'archive');
try {
  const begun = performance.now();
  const stages: Stage[] = [];
  const tried = tryAnswers(chosen, values.seed, Number(values.count));
  await makeArchive(
    root,
    tried.map(({ scene }) => scene),
  );
  const standings = await goThrough(folder, root, tried, (stage) => {
    stages.push(stage);
    console.error(`${stage.words}: ${stage.seconds.toFixed(1)} s`);
    if (/^exit/.test(stage.said)) console.error(stage.said);
  });
  const outcomes = await outcomesOf(root, tried, standings);
  const judged = new Map<string, Judged>();
  for (const one of tried) {
    const path = pathOf(one.scene);
    judged.set(path, judge(one.made, one.scene, outcomes.get(path) ?? { kind: 'lost' }));
  }
  const rows = chosen.map(
    (of): Row => ({
      of,
      judged: tried
        .filter((one) => one.of === of)
        .map(({ scene }) => judged.get(pathOf(scene)) ?? { verdict: 'wrong', why: 'not tried' }),
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  console.log(tableOf(rows));
  console.log(
    `\n${await examplesOf({ root, tried, judged, outcomes, standings, rows, most: Number(values.examples) })}`,
  );
  if (only === undefined && tried.length >= fullRun)
    await writeFile(
      join(import.meta.dirname, '../bench/fuzz-answers.md'),
      pageOf(rows, { seed: values.seed, seconds, stages }),
    );
  process.exitCode = rows.some(fails) ? 1 : 0;
} finally {
  if (values.keep) console.error(`Kept: ${folder}`);
  else await rm(folder, { recursive: true, force: true });
}
