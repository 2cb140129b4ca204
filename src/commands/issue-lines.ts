/** Issues as lines to print. */
import type { Issue } from '../photo.ts';
import { groupByReason } from '../pipeline/archive/group-by-reason.ts';

/** `! a.jpg (sidecars): reason`, or `! a.jpg and 40 more (sidecars): reason`. */
export function issueLines(issues: readonly (Issue & { readonly path: string })[]): string[] {
  const lines = groupByReason(
    issues.map(({ path, stage, message }) => ({ path, reason: ` (${stage}): ${message}` })),
  );
  const marked = lines.map((line) => `! ${line}`);
  return lines.length < issues.length
    ? [...marked, '`proofsheet status --issues` names every photo.']
    : marked;
}
