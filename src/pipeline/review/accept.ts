/** The review without a person: accepting suggestions whose checks are clean, or all of them. */
import { findPhotos } from '../../catalog/find.ts';
import { InterruptedError } from '../../errors.ts';
import type { StageContext, StageSummary } from '../stage.ts';
import { decide } from './decide.ts';
import { parseFilter } from './filter.ts';

/** Photos accepted in one step of the undo journal. */
const stepSize = 500;

const filters = { clean: 'state:open -has:problem -has:unsure', all: 'state:open' } as const;

/**
 * Accepts what stands open. `clean` leaves photos with a problem or an unsure name to a person. Each step can be
 * undone in the review.
 */
export async function acceptSuggestions(
  { archive, signal, report }: StageContext,
  which: keyof typeof filters,
): Promise<StageSummary> {
  const { catalog } = archive;
  const parsed = parseFilter(filters[which]);
  const ids = 'conditions' in parsed ? [...findPhotos(catalog, parsed.conditions, 'path')] : [];
  let done = 0;
  for (let start = 0; start < ids.length; start += stepSize) {
    if (signal.aborted) throw new InterruptedError();
    const step = ids.slice(start, start + stepSize);
    done += decide(catalog, step, 'accepted').photoIds.length;
    report({
      stage: 'review',
      done: Math.min(start + stepSize, ids.length),
      total: ids.length,
      unit: 'photos',
    });
  }
  const left = catalog.count(
    `SELECT count(*) FROM review JOIN photo ON photo.id = photo_id
     WHERE missing = 0 AND verdict = 'open'`,
  );
  return {
    stage: 'review',
    done,
    issues: 0,
    notes: [
      ...(done > 0 ? [`${done} suggestions accepted.`] : []),
      ...(left > 0 ? [`${left} wait for a person: run \`proofsheet\` and look at them.`] : []),
    ],
  };
}
