/** What stages tell a person. */
import type { Archive } from '../../src/pipeline/archive/archive.ts';
import type { FactGroups } from '../../src/pipeline/archive/stage-view.ts';
import { countsOf, type Described, viewOf } from '../../src/pipeline/stages.ts';
import { printedFacts } from '../../src/ui/stages/fact-lines.ts';

/** The facts on the screen of a stage and beside them, a row each. */
export async function toldBy(archive: Archive, stage: Described): Promise<string> {
  const { facts, besides = [] } = await viewOf(stage, {
    archive,
    counts: countsOf(archive),
    now: new Date(),
    key: (id) => id,
    hasRun: false,
    chosen: () => ({ photoIds: [], words: '' }),
    signal: new AbortController().signal,
  });
  return told(...facts, ...besides.flatMap((beside) => beside.facts));
}

export function told(...facts: FactGroups): string {
  return printedFacts(facts).join('\n');
}
