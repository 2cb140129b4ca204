/** Issues that no longer hold. */
import { describe, expect, it } from 'vitest';
import { listIssues, recordIssue } from '../../src/catalog/issues.ts';
import { applyTo, decide, setPlace } from '../pipeline/review/actions.ts';
import { addPhoto, newCatalog, reviewPhoto } from '../pipeline/review/desk.ts';

const codes = (catalog: ReturnType<typeof newCatalog>) =>
  listIssues(catalog).map(({ code }) => code);

describe('an issue', () => {
  it.each(['open', 'rejected'] as const)(
    'of a stage is gone when the photo leaves it by being %s',
    (decision) => {
      const catalog = newCatalog();
      const id = reviewPhoto(catalog, { path: 'a.jpg' });
      decide(catalog, [id], 'accepted');
      recordIssue(catalog, id, { stage: 'sidecars', code: 'sidecar-conflict', message: 'm' });
      decide(catalog, [id], decision);
      expect(codes(catalog)).toEqual([]);
    },
  );

  it('of embedding is gone when the text is changed, and so is written again', () => {
    const catalog = newCatalog();
    const id = reviewPhoto(catalog, { path: 'a.jpg' });
    decide(catalog, [id], 'accepted');
    catalog.run("UPDATE photo SET status = 'embed' WHERE id = ?", id);
    recordIssue(catalog, id, { stage: 'embed', code: 'read-only', message: 'm' });
    applyTo(catalog, [id], { kind: 'addKeyword', keyword: 'quay', position: 'last' });
    expect(codes(catalog)).toEqual([]);
  });

  it('stays while the photo is held back at its stage', () => {
    const catalog = newCatalog();
    const id = reviewPhoto(catalog, { path: 'a.jpg' });
    decide(catalog, [id], 'accepted');
    recordIssue(catalog, id, { stage: 'sidecars', code: 'sidecar-conflict', message: 'm' });
    expect(codes(catalog)).toEqual(['sidecar-conflict']);
  });

  it('of a missing place is gone when somebody sets it', () => {
    const catalog = newCatalog();
    const id = addPhoto(catalog, { path: 'a.jpg', city: null, country: null });
    recordIssue(
      catalog,
      id,
      { stage: 'scan', code: 'no-place', message: 'm' },
      { blocking: false },
    );
    setPlace(catalog, [id], { city: 'Porto', country: 'Portugal' });
    expect(codes(catalog)).toEqual([]);
  });

  it('of asking again in vain is gone when the text is accepted as it is', () => {
    const catalog = newCatalog();
    const id = reviewPhoto(catalog, { path: 'a.jpg' });
    const refused = { stage: 'collect', code: 'refused', message: 'm' } as const;
    recordIssue(catalog, id, refused, { blocking: false });
    decide(catalog, [id], 'accepted');
    expect(codes(catalog)).toEqual([]);
  });
});
