import { describe, expect, it } from 'vitest';
import { overviewOf } from '../../src/catalog/overview.ts';
import { countReviews } from '../../src/catalog/review-totals.ts';
import { decide } from '../pipeline/review/actions.ts';
import { newCatalog, reviewPhoto } from '../pipeline/review/desk.ts';

describe('the counts of the review', () => {
  it('are of what is open, accepted and rejected, without the photos that are gone', () => {
    const catalog = newCatalog();
    const ids = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      reviewPhoto(catalog, { path: `${name}.jpg` }),
    );
    decide(catalog, ids.slice(0, 2), 'accepted');
    decide(catalog, ids.slice(2, 3), 'rejected');
    catalog.run('UPDATE photo SET missing = 1 WHERE id IN (?, ?)', ids[0], ids[4]);
    catalog.run('UPDATE review SET problems = 2, open_names = 1');
    expect(countReviews(catalog)).toEqual({
      photos: 3,
      open: 1,
      accepted: 1,
      rejected: 1,
      withProblems: 1,
      unsure: 1,
    });
  });

  it('leave rejected photos out of what waits for review', () => {
    const catalog = newCatalog();
    const ids = ['a', 'b', 'c'].map((name) => reviewPhoto(catalog, { path: `${name}.jpg` }));
    decide(catalog, ids.slice(0, 1), 'rejected');
    decide(catalog, ids.slice(1, 2), 'accepted');
    const review = overviewOf(catalog).stages.find(({ stage }) => stage === 'review');
    expect(review).toMatchObject({ passed: 1, waiting: 1, rejected: 1, finished: false });
  });
});
