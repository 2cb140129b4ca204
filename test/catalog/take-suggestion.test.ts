import { describe, expect, it } from 'vitest';
import { approvedText } from '../../src/catalog/approved.ts';
import { getReview } from '../../src/catalog/reviews.ts';
import { decide, editText } from '../pipeline/review/actions.ts';
import { addPhoto, newCatalog, reviewPhoto, statusOf, suggest } from '../pipeline/review/desk.ts';

function one() {
  const catalog = newCatalog();
  return { catalog, id: reviewPhoto(catalog, { path: 'Turkey/Istanbul/editorial/a.jpg' }) };
}

describe('a suggestion that arrives', () => {
  it('is the text of the photo, which moves on to the review', () => {
    const { catalog, id } = one();
    expect(getReview(catalog, id)).toMatchObject({
      decision: 'open',
      unsure: ['Galata Tower'],
      stale: true,
    });
    expect(statusOf(catalog, id)).toBe('review');
  });

  it('replaces text nobody has touched', () => {
    const { catalog, id } = one();
    suggest(catalog, id, { description: 'Another', unsure: [] });
    expect(getReview(catalog, id)).toMatchObject({ description: 'Another', unsure: [] });
  });

  it.each([
    ['edited', (c, id) => editText(c, id, { keywords: ['mine'] })],
    ['accepted', (c, id) => decide(c, [id], 'accepted')],
    ['reset', (c, id) => [decide(c, [id], 'rejected'), decide(c, [id], 'open')]],
  ] satisfies [string, (catalog: ReturnType<typeof newCatalog>, id: number) => unknown][])(
    'leaves text alone that a person has %s',
    (_what, act) => {
      const { catalog, id } = one();
      act(catalog, id);
      const before = getReview(catalog, id);
      suggest(catalog, id, { description: 'Another' });
      expect(getReview(catalog, id)).toEqual(before);
    },
  );

  it('does not take a photo back that was accepted by hand before its answer came', () => {
    const catalog = newCatalog();
    const id = addPhoto(catalog, { path: 'a.jpg', status: 'submit' });
    editText(catalog, id, { description: 'By hand', keywords: ['hand'] });
    expect(statusOf(catalog, id)).toBe('submit');
    decide(catalog, [id], 'accepted');
    expect(statusOf(catalog, id)).toBe('sidecars');
    suggest(catalog, id);
    expect(statusOf(catalog, id)).toBe('sidecars');
    expect(approvedText(catalog, id)?.keywords).toEqual(['hand']);
    expect(approvedText(catalog, id)).not.toHaveProperty('source');
    decide(catalog, [id], 'open');
    expect(statusOf(catalog, id)).toBe('review');
  });

  it('finds another picture under an old name and has its text looked at again', () => {
    const { catalog, id } = one();
    catalog.run("UPDATE photo SET identity = 'one' WHERE id = ?", id);
    decide(catalog, [id], 'accepted');
    catalog.run("UPDATE photo SET identity = 'two', status = 'prepare' WHERE id = ?", id);
    expect(getReview(catalog, id)).toMatchObject({
      decision: 'open',
      description: expect.stringMatching(/^Ferries/),
    });
    suggest(catalog, id, { description: 'What it shows now' });
    expect(statusOf(catalog, id)).toBe('review');
  });
});
