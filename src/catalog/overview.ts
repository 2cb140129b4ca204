/** Where an archive stands, in numbers: one query set for the rail of the screen and for `status`. */
import { type Stage, type Standing, stages } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { countByStanding } from './photos.ts';

export type StageOverview = {
  readonly stage: Stage;
  /** Photos that have passed this stage. */
  readonly passed: number;
  /** Photos that wait for this stage, without those an issue holds back. */
  readonly waiting: number;
  /** Photos that an issue holds back here. */
  readonly held: number;
};

export type Overview = {
  readonly photos: number;
  readonly done: number;
  readonly missing: number;
  readonly stages: readonly StageOverview[];
};

/** Counts of every stage, in the order of the road. */
export function overviewOf(catalog: Catalog): Overview {
  const counts = new Map(countByStanding(catalog).map((count) => [count.standing, count]));
  const at = (standing: Standing) => counts.get(standing)?.photos ?? 0;
  const photos = [...counts.values()].reduce((sum, count) => sum + count.photos, 0);
  let before = 0;
  const rows = stages.map((stage) => {
    before += at(stage);
    const held = counts.get(stage)?.held ?? 0;
    const waiting = at(stage) - held - (stage === 'review' ? countRejected(catalog) : 0);
    return { stage, passed: photos - before, waiting, held };
  });
  return {
    photos,
    done: at('done'),
    missing: catalog.count('SELECT count(*) FROM photo WHERE missing = 1'),
    stages: rows,
  };
}

/** Rejected photos stay at the review, but nobody has to look at them; they are few among those that stand there. */
function countRejected(catalog: Catalog): number {
  return catalog.count(
    `SELECT count(*) FROM review CROSS JOIN photo ON photo.id = photo_id
     WHERE verdict = 'rejected' AND standing = 'review' AND missing = 0`,
  );
}
