import { describe, expect, it } from 'vitest';
import { approvedText, markWritten } from '../../../src/catalog/approved.ts';
import { readyPhotos } from '../../../src/catalog/photos.ts';
import { getReview } from '../../../src/catalog/reviews.ts';
import { runAction, undoStep } from '../../../src/catalog/undo-log.ts';
import { applyTo, choose, decide, editText, setPlace, setUsage } from './actions.ts';
import { addPhoto, newCatalog, reviewPhoto, statusOf } from './desk.ts';

function one() {
  const catalog = newCatalog();
  return { catalog, id: reviewPhoto(catalog, { path: 'Turkey/Istanbul/editorial/a.jpg' }) };
}

describe('accepting', () => {
  it('makes a photo ready for its sidecar, with the title behind its dateline', () => {
    const { catalog, id } = one();
    expect(decide(catalog, [id], 'accepted').message).toBe('Accepted a.jpg');
    expect(readyPhotos(catalog, 'sidecars', '', 10).map((photo) => photo.id)).toEqual([id]);
    expect(approvedText(catalog, id)).toMatchObject({
      title:
        'Istanbul, Turkey - May 14 2019: Ferries cross the Bosphorus at dusk below the Galata Tower',
      shortTitle: 'Ferries on the Bosphorus at dusk',
      usage: 'editorial',
      source: 'batch',
    });
    expect(approvedText(catalog, id)?.keywords?.slice(0, 3)).toEqual([
      'Istanbul',
      'Turkey',
      'Bosphorus',
    ]);
  });

  it('of the title alone leaves the photo open until the keywords are decided, too', () => {
    const { catalog, id } = one();
    decide(catalog, [id], 'accepted', 'title');
    expect(statusOf(catalog, id)).toBe('review');
    expect(approvedText(catalog, id)).toBeUndefined();
    decide(catalog, [id], 'rejected', 'keywords');
    expect(statusOf(catalog, id)).toBe('sidecars');
    expect(approvedText(catalog, id)).toMatchObject({ title: expect.stringContaining('Ferries') });
    expect(approvedText(catalog, id)).not.toHaveProperty('keywords');
  });

  it('of the keywords without the title writes no title', () => {
    const { catalog, id } = one();
    decide(catalog, [id], 'accepted', 'keywords');
    decide(catalog, [id], 'rejected', 'title');
    expect(approvedText(catalog, id)?.keywords).toHaveLength(8);
    expect(approvedText(catalog, id)).not.toHaveProperty('title');
    expect(approvedText(catalog, id)).not.toHaveProperty('shortTitle');
  });

  it.each([
    ['title', { description: '' }],
    ['title', { description: ' \t' }],
    ['keywords', { keywords: [] }],
  ] as const)('is taken back when the %s is emptied, and given back by undo', (part, text) => {
    const { catalog, id } = one();
    decide(catalog, [id], 'accepted');
    editText(catalog, id, text);
    expect(getReview(catalog, id)).toMatchObject({
      decision: 'open',
      titleDecision: part === 'title' ? 'open' : 'accepted',
      keywordsDecision: part === 'keywords' ? 'open' : 'accepted',
    });
    expect(statusOf(catalog, id)).toBe('review');
    expect(approvedText(catalog, id)).toBeUndefined();
    undoStep(catalog);
    expect(statusOf(catalog, id)).toBe('sidecars');
  });

  it('is taken back when words are replaced by nothing until no title is left', () => {
    const { catalog, id } = one();
    editText(catalog, id, { description: 'Ferries' });
    decide(catalog, [id], 'accepted');
    applyTo(catalog, [id], { kind: 'replaceInTitle', words: 'ferries', by: '' });
    expect(getReview(catalog, id)).toMatchObject({ description: '', decision: 'open' });
  });

  it('is asked for again when a part gets text that was passed over for having none', () => {
    const { catalog, id } = one();
    editText(catalog, id, { keywords: [] });
    decide(catalog, [id], 'accepted');
    editText(catalog, id, { keywords: ['boat'] });
    expect(getReview(catalog, id)).toMatchObject({ decision: 'open', keywordsDecision: 'open' });
    expect(approvedText(catalog, id)).toBeUndefined();
  });

  it('never lets an empty part through that would wipe what the file has', () => {
    const { catalog, id } = one();
    editText(catalog, id, { keywords: [] });
    decide(catalog, [id], 'accepted');
    expect(getReview(catalog, id)).toMatchObject({
      decision: 'accepted',
      keywordsDecision: 'rejected',
    });
    expect(approvedText(catalog, id)).not.toHaveProperty('keywords');
  });

  it('is refused where there is nothing to accept', () => {
    const { catalog, id } = one();
    editText(catalog, id, { keywords: [], description: '' });
    expect(decide(catalog, [id], 'accepted')).toEqual({
      message: 'a.jpg has no text to accept',
      photoIds: [],
    });
    expect(decide(catalog, [id], 'accepted', 'keywords').message).toBe(
      'a.jpg has no keywords to accept',
    );
    const waiting = addPhoto(catalog, { path: 'b.jpg' });
    expect(decide(catalog, [waiting], 'accepted').message).toBe('b.jpg has no text to accept');
    expect(statusOf(catalog, waiting)).toBe('collect');
  });
});

describe("changing one's mind", () => {
  it('takes a photo back from every later stage', () => {
    const { catalog, id } = one();
    for (const decision of ['open', 'rejected'] as const) {
      decide(catalog, [id], 'accepted');
      markWritten(catalog, id, getReview(catalog, id)?.version ?? 0, 'embed');
      expect(statusOf(catalog, id)).toBe('embed');
      decide(catalog, [id], decision);
      expect(statusOf(catalog, id)).toBe('review');
    }
  });

  it.each([
    ['the title', (c, id) => editText(c, id, { description: 'A ferry' })],
    ['a keyword', (c, id) => editText(c, id, { keywords: ['ferry'] })],
    ['the usage', (c, id) => setUsage(c, [id], 'commercial')],
    ['the place', (c, id) => setPlace(c, [id], { city: 'Izmir', country: 'Turkey' })],
    ['what is accepted of it', (c, id) => decide(c, [id], 'rejected', 'keywords')],
  ] satisfies [string, (catalog: ReturnType<typeof newCatalog>, id: number) => unknown][])(
    'about %s of an embedded photo has it written again',
    (_what, change) => {
      const { catalog, id } = one();
      decide(catalog, [id], 'accepted');
      const version = getReview(catalog, id)?.version ?? 0;
      markWritten(catalog, id, version, 'embed');
      markWritten(catalog, id, version, 'done');
      change(catalog, id);
      expect(statusOf(catalog, id)).toBe('sidecars');
    },
  );

  it.each([
    ['the usage', (c, id) => setUsage(c, [id], 'commercial')],
    ['the place', (c, id) => setPlace(c, [id], { city: 'Izmir', country: 'Turkey' })],
    ['the date', (c, id) => applyTo(c, [id], { kind: 'date', taken: { takenOn: '2018-05-03' } })],
    ['the title', (c, id) => editText(c, id, { description: 'A ferry' })],
    ['whether it is accepted', (c, id) => decide(c, [id], 'rejected')],
  ] satisfies [string, (catalog: ReturnType<typeof newCatalog>, id: number) => unknown][])(
    'about %s and undoing that leaves an embedded photo as it stood, since nothing differs from what was written',
    (_what, change) => {
      const { catalog, id } = one();
      decide(catalog, [id], 'accepted');
      const version = getReview(catalog, id)?.version ?? 0;
      markWritten(catalog, id, version, 'embed');
      markWritten(catalog, id, version, 'done');
      change(catalog, id);
      expect(statusOf(catalog, id)).not.toBe('done');
      undoStep(catalog);
      expect(statusOf(catalog, id)).toBe('done');
    },
  );

  it('against an embedded photo tells that its file keeps what was embedded', () => {
    const { catalog, id } = one();
    const other = reviewPhoto(catalog, { path: 'b.jpg' });
    decide(catalog, [id], 'accepted');
    const version = getReview(catalog, id)?.version ?? 0;
    markWritten(catalog, id, version, 'embed');
    markWritten(catalog, id, version, 'done');
    expect(decide(catalog, [id], 'rejected').message).toBe(
      'Rejected a.jpg; what was embedded stays in it until that is undone',
    );
    undoStep(catalog);
    expect(decide(catalog, [id, other], 'rejected').message).toBe(
      'Rejected 2 photos; what was embedded stays in 1 of them until that is undone',
    );
    undoStep(catalog);
    expect(decide(catalog, [other], 'rejected').message).toBe('Rejected b.jpg');
  });

  it('twice, by hand, comes to the same as undoing, unless something else was written meanwhile', () => {
    const { catalog, id } = one();
    const written = (stage: 'embed' | 'done') =>
      markWritten(catalog, id, getReview(catalog, id)?.version ?? 0, stage);
    decide(catalog, [id], 'accepted');
    written('embed');
    written('done');
    setUsage(catalog, [id], 'commercial');
    setUsage(catalog, [id], 'editorial');
    expect(statusOf(catalog, id)).toBe('done');
    setUsage(catalog, [id], 'commercial');
    written('embed');
    undoStep(catalog);
    expect(statusOf(catalog, id)).toBe('sidecars');
  });

  it('while a sidecar is being written keeps the photo waiting for the new text', () => {
    const { catalog, id } = one();
    decide(catalog, [id], 'accepted');
    const reading = approvedText(catalog, id);
    editText(catalog, id, { description: 'A ferry at dusk' });
    expect(markWritten(catalog, id, reading?.version ?? 0, 'embed')).toBe(false);
    expect(statusOf(catalog, id)).toBe('sidecars');
    expect(markWritten(catalog, id, approvedText(catalog, id)?.version ?? 0, 'embed')).toBe(true);
  });
});

describe('choosing one of several', () => {
  const several = () => {
    const catalog = newCatalog();
    const [chosen = 0, ...others] = ['a', 'b', 'c'].map((name) =>
      reviewPhoto(catalog, { path: `${name}.jpg` }),
    );
    const decisions = () =>
      [chosen, ...others].map((id) => getReview(catalog, id)?.decision).join(' ');
    return { catalog, chosen, others, decisions };
  };

  it('accepts it and rejects the others in one step', () => {
    const { catalog, chosen, others, decisions } = several();
    expect(runAction(catalog, choose(catalog, chosen, others)).message).toBe(
      'Accepted a.jpg; rejected 2 photos',
    );
    expect(decisions()).toBe('accepted rejected rejected');
    undoStep(catalog);
    expect(decisions()).toBe('open open open');
  });

  it('says what was so before', () => {
    const { catalog, chosen, others } = several();
    decide(catalog, [chosen], 'accepted');
    expect(runAction(catalog, choose(catalog, chosen, others)).message).toBe(
      'a.jpg was accepted already; rejected 2 photos',
    );
    expect(runAction(catalog, choose(catalog, chosen, others)).photoIds).toEqual([]);
  });

  it('rejects nothing where there is no text to accept', () => {
    const { catalog, chosen, others, decisions } = several();
    editText(catalog, chosen, { keywords: [], description: '' });
    expect(runAction(catalog, choose(catalog, chosen, others)).message).toBe(
      'a.jpg has no text to accept',
    );
    expect(decisions()).toBe('open open open');
  });
});
