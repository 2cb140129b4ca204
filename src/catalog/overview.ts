/** Where an archive stands, in numbers: one query set for the rail of the screen and for `status`. */
import { type PhotoStatus, type Stage, stages } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { countExcluded, isChosen } from './choice.ts';
import { countUndelivered, outletsInUse } from './outlets-in-use.ts';
import { countByStatus } from './photos.ts';
import { rejectedWithSidecar } from './sidecars.ts';
import { countAskedAgain } from './unsent.ts';

export type StageOverview = {
  readonly stage: Stage;
  /** Photos that have passed this stage. */
  readonly passed: number;
  /** Photos that wait for this stage, without those an issue holds back. */
  readonly waiting: number;
  /** How many of them have been here before, stand elsewhere and are asked again. */
  readonly again: number;
  /** Photos that an issue holds back here. */
  readonly held: number;
  /** Photos that a person has rejected here; they go no further. */
  readonly rejected: number;
  /** Photos have come through or ended here, and none waits, is held back or is on its way here. */
  readonly finished: boolean;
};

export type Overview = {
  readonly photos: number;
  readonly done: number;
  readonly missing: number;
  /** Photos that a person left out; in none of the stages. */
  readonly excluded: number;
  readonly stages: readonly StageOverview[];
};

/** Counts of every stage, in order. `chosen`: of the photos chosen alone. */
export function overviewOf(catalog: Catalog, { chosen = false } = {}): Overview {
  const byStatus = countByStatus(catalog, { chosen });
  const counts = new Map(byStatus.map((count) => [count.status, count]));
  const at = (status: PhotoStatus) => counts.get(status)?.photos ?? 0;
  const photos = [...counts.values()].reduce((sum, count) => sum + count.photos, 0);
  const again: Partial<Record<Stage, number>> = countAskedAgain(catalog, { chosen });
  const rejections: Partial<Record<Stage, number>> = { review: countRejected(catalog, chosen) };
  const more: Partial<Record<Stage, number>> = {
    ...again,
    sidecars: rejectedWithSidecar(catalog, { chosen }).length,
  };
  let before = 0;
  let coming = 0;
  const rows = stages.map((stage) => {
    if (stage === 'deliver') return delivering(catalog, at('done'), { coming, chosen });
    before += at(stage);
    const passed = photos - before;
    const held = counts.get(stage)?.held ?? 0;
    const rejected = rejections[stage] ?? 0;
    const onTheWay = at(stage) - held - rejected;
    const waiting = onTheWay + (more[stage] ?? 0);
    const askedBefore = stage === 'collect' ? (again.submit ?? 0) : 0;
    const finished = passed + rejected > 0 && waiting + held + coming + askedBefore === 0;
    coming += onTheWay;
    return { stage, passed, waiting, again: again[stage] ?? 0, held, rejected, finished };
  });
  const excluded = countExcluded(catalog, { chosen });
  return {
    photos: photos + excluded,
    excluded,
    done: at('done'),
    missing: catalog.count`SELECT count(*) FROM photo WHERE missing = 1`,
    stages: rows,
  };
}

/** Photos that every outlet in use has got, or would refuse, have passed. Without such outlets there is nothing to do. */
function delivering(
  catalog: Catalog,
  embedded: number,
  { coming, chosen }: { readonly coming: number; readonly chosen: boolean },
): StageOverview {
  const waiting = countUndelivered(catalog, { chosen });
  const passed = outletsInUse(catalog).length === 0 ? 0 : embedded - waiting;
  const finished = embedded > 0 && waiting + coming === 0;
  return { stage: 'deliver', passed, waiting, again: 0, held: 0, rejected: 0, finished };
}

/** Rejected photos stay at the review, but nobody has to look at them; they are few among those that stand there. */
function countRejected(catalog: Catalog, chosen: boolean): number {
  return catalog.count`
    SELECT count(*) FROM review CROSS JOIN photo ON photo.id = photo_id
    WHERE decision = 'rejected' AND status = 'review' AND missing = 0 AND excluded = 0
      AND ${chosen ? isChosen('photo.id') : 1}`;
}
