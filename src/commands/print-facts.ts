/** Prints what stages tell about themselves. */
import type { FactGroups } from '../pipeline/archive/stage-view.ts';

/** Prints one row for each fact, however long. */
export async function printFacts(
  print: (line: string) => void,
  ...groups: FactGroups
): Promise<void> {
  const { printedFacts } = await import('../ui/stages/fact-lines.ts');
  for (const line of printedFacts(groups)) print(line);
}
