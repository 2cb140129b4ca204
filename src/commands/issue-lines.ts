/** Issues as lines to print: a reason that many photos share is said once. */
import type { Issue } from '../photo.ts';

/** Up to so many photos are named one by one, however alike their reasons. */
const namedApart = 3;

/** `! a.jpg (sidecars): reason`, or `! a.jpg and 40 more (sidecars): reason`. */
export function issueLines(issues: readonly (Issue & { readonly path: string })[]): string[] {
  const alike = Map.groupBy(issues, ({ stage, message }) => `${stage}): ${message}`);
  const lines = [...alike].flatMap(([reason, same]) => {
    const named = same.length > namedApart ? same.slice(0, 1) : same;
    const more = same.length - named.length;
    return named.map(({ path }) => `! ${path}${more > 0 ? ` and ${more} more` : ''} (${reason}`);
  });
  return lines.length < issues.length
    ? [...lines, '`proofsheet status --issues` names every photo.']
    : lines;
}
