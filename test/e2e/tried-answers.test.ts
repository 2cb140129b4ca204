/** A few of each class of `npm run fuzz-answers`, in one process and as far as accepting, judged the same way. */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeArchive, pathOf } from '../../scripts/fuzz-answers/archive.ts';
import { type Tried, tryAnswers } from '../../scripts/fuzz-answers/cases.ts';
import { classes } from '../../scripts/fuzz-answers/classes.ts';
import { judge, type Outcome } from '../../scripts/fuzz-answers/oracle.ts';
import { writeTasks } from '../../scripts/fuzz-answers/results.ts';
import { listIssues } from '../../src/catalog/issues.ts';
import { photoAt } from '../../src/catalog/photos.ts';
import type { Archive } from '../../src/pipeline/archive/archive.ts';
import { importResults } from '../../src/pipeline/ask/import-results.ts';
import { acceptSuggestions } from '../../src/pipeline/review/accept.ts';
import { exportTexts } from '../../src/pipeline/review/texts.ts';
import { scan } from '../../src/pipeline/scan/scan.ts';
import { contextOf, openAgain } from '../pipeline/embed/ready-archive.ts';

const answers = 300;

test('no wrong text is accepted without a person, and no honest one is held', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'tried-answers-')));
  try {
    const tried = tryAnswers(classes, 'fixed', answers);
    const root = join(folder, 'archive');
    await makeArchive(
      root,
      tried.map(({ scene }) => scene),
    );
    const archive = await openAgain(root, { 'keywords.count': 20 });
    try {
      await scan(contextOf(archive));
      await importResults(contextOf(archive), await writeTasks(folder, tried));
      await acceptSuggestions(contextOf(archive), 'clean');
      const issues = new Set(listIssues(archive.catalog).map(({ path }) => path));
      const faults = tried.flatMap((one) => {
        const { verdict, why } = judge(one.made, one.scene, outcomeOf(archive, issues, one));
        const isFault = verdict === 'wrong' || verdict === 'held without need';
        return isFault && one.of.undecidable === undefined
          ? [`${one.of.name}: ${verdict} (${why}): ${JSON.stringify(one.made.planted)}`]
          : [];
      });
      expect(faults).toEqual([]);
    } finally {
      archive.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

function outcomeOf(
  { catalog }: Archive,
  issues: ReadonlySet<string>,
  { scene }: Pick<Tried, 'scene'>,
): Outcome {
  const path = pathOf(scene);
  const id = photoAt(catalog, path)?.id;
  const [text] = id === undefined ? [] : exportTexts(catalog, [id]);
  if (text?.verdict === 'accepted') return { kind: 'written', text };
  return text !== undefined || issues.has(path) ? { kind: 'held' } : { kind: 'lost' };
}
