/** A run in words: the page that is kept, and the examples for whoever mends what failed. */
import { pathOf } from './archive.ts';
import type { Tried } from './cases.ts';
import type { Judged, Outcome } from './oracle.ts';
import { reasonsFor } from './reasons.ts';
import type { Stage, Standing } from './road.ts';
import { countOf, fails, type Row, tableOf, undecidableNotes } from './table.ts';

export function pageOf(
  rows: readonly Row[],
  { seed, seconds, stages }: { seed: string; seconds: number; stages: readonly Stage[] },
): string {
  const undecidable = undecidableNotes(rows);
  return `# Tried answers

\`npm run fuzz-answers\` gives every class of answers to photos of their own, most with one planted fault among honest text,
and takes them through \`scan\`, \`prepare\`, \`batch export\`, \`batch import\`, \`review --accept-clean\`, \`sidecars\` and
\`embed\`. The files are then read by ExifTool and judged by what was planted, apart from the program's own checks.
"Right in the file" is honest text as it was, or a fault put right; "left to a person" is open in the review or an issue.
Nothing may be WRONG in a file, and no text with one right reading may be HELD WITHOUT NEED.

Seed ${seed}, ${Math.round(seconds)} seconds (${stages.map(({ words, seconds }) => `${words} ${Math.round(seconds)}`).join(', ')}).

${tableOf(rows)}
${undecidable === '' ? '' : `\n## What cannot be decided\n\n${undecidable}\n`}`;
}

type Run = {
  readonly root: string;
  readonly tried: readonly Tried[];
  readonly judged: ReadonlyMap<string, Judged>;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly standings: ReadonlyMap<string, Standing>;
  readonly rows: readonly Row[];
  readonly most: number;
};

export async function examplesOf(run: Run): Promise<string> {
  const { tried, judged, rows, most } = run;
  const failing = rows.filter(fails).map((row) => {
    const wrong = tried.filter(
      ({ of, scene }) => of === row.of && isWrong(judged.get(pathOf(scene))),
    );
    return { row, examples: spread(wrong, most) };
  });
  const reasons = await reasonsFor(
    run.root,
    failing.flatMap(({ examples }) => examples.map(({ scene }) => pathOf(scene))),
  );
  return failing
    .map(({ row, examples }) => {
      const counts = `${countOf(row, 'wrong')} wrong, ${countOf(row, 'held without need')} held without need, of ${row.judged.length}`;
      const lines = examples.map((one) => exampleOf(one, run, reasons));
      return `## ${row.of.name} (${row.of.kind}): ${counts}\n${lines.join('\n')}`;
    })
    .join('\n\n');
}

function isWrong(judged: Judged | undefined): boolean {
  return judged?.verdict === 'wrong' || judged?.verdict === 'held without need';
}

/** Some from all over the list, so that they differ. */
function spread<T>(list: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, list.length / most);
  return Array.from(
    { length: Math.min(most, list.length) },
    (_, at) => list[Math.floor(at * step)],
  ).flatMap((one) => (one === undefined ? [] : [one]));
}

function exampleOf(
  { made, scene }: Tried,
  { judged, outcomes, standings }: Run,
  reasons: ReadonlyMap<string, readonly string[]>,
): string {
  const path = pathOf(scene);
  const { why = '' } = judged.get(path) ?? {};
  const outcome = outcomes.get(path);
  const standing = standings.get(path);
  const lines = [
    `- ${path} (${scene.takenOn}): ${why}`,
    `  planted: ${JSON.stringify(made.planted)}`,
  ];
  if (outcome?.kind === 'written') {
    const { title, shortTitle, keywords } = outcome.text;
    lines.push(
      `  in the file: ${JSON.stringify(title)} | ${JSON.stringify(shortTitle)}`,
      `  keywords: ${keywords.join(' ; ')}`,
    );
  } else {
    lines.push(
      `  stands: ${standing?.decision ?? 'no text'}; issues ${standing?.issues.join(' ') ?? ''}; answers ${standing?.outcomes.join(' ') ?? ''}`,
      ...(reasons.get(path) ?? []).map((reason) => `  ${reason}`),
    );
  }
  return lines.join('\n');
}
