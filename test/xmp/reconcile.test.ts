import { describe, expect, it } from 'vitest';
import { type Base, embeddedText, reconcile } from '../../src/xmp/index.ts';

const written = (text: Base['text']): Base => ({
  text,
  ours: text,
  wrote: Object.keys(text) as (keyof typeof text)[],
});

describe('a text that both sides may have changed', () => {
  it.each([
    ['only we did', { headline: 'old' }, 'new', 'old', 'new'],
    ['only they did', { headline: 'old' }, 'old', 'theirs', 'theirs'],
    ['they emptied it and we did not touch it', { headline: 'old' }, 'old', '', ''],
    ['both came to the same', { headline: 'old' }, 'same', 'same', 'same'],
    ['it was empty and still is', {}, 'new', '', 'new'],
  ])('is settled when %s', (_, base, ours, theirs, expected) => {
    const { text, conflicts } = reconcile(written(base), { headline: ours }, { headline: theirs });
    expect([text.headline, conflicts]).toEqual([expected, []]);
  });

  it.each([
    ['both changed it', written({ headline: 'old' })],
    ['nobody has ever seen theirs', undefined],
    ['they filled what was empty', written({})],
  ])('is a conflict when %s', (_, base) => {
    const { text, conflicts } = reconcile(base, { headline: 'ours' }, { headline: 'theirs' });
    expect(text).toEqual({});
    expect(conflicts).toMatchObject([{ field: 'headline', ours: 'ours', theirs: 'theirs' }]);
  });

  it('goes to the side that was chosen', () => {
    for (const side of ['ours', 'theirs'] as const)
      expect(
        reconcile(undefined, { headline: 'ours' }, { headline: 'theirs' }, { keep: () => side }),
      ).toMatchObject({ text: { headline: side }, conflicts: [] });
  });

  it('stays theirs once they had changed it, until we change it again', () => {
    const base = { text: { headline: 'theirs' }, ours: { headline: 'ours' }, wrote: [] };
    const settle = (ours: string) => reconcile(base, { headline: ours }, { headline: 'theirs' });
    expect(settle('ours')).toMatchObject({ text: { headline: 'theirs' }, fromThem: ['headline'] });
    expect(settle('newer')).toMatchObject({ text: { headline: 'newer' }, fromThem: [] });
  });

  it('is theirs where we only fill, unless it came from us', () => {
    const fill = new Set(['city'] as const);
    const settle = (base: Base | undefined) =>
      reconcile(base, { city: 'Istanbul' }, { city: 'Stambul' }, { fill }).text.city;
    expect(settle(undefined)).toBe('Stambul');
    expect(settle({ text: { city: 'Stambul' }, wrote: [] })).toBe('Stambul');
    const wrote = {
      text: { city: 'Stambul' },
      ours: { city: 'Stambul' },
      wrote: ['city'] as const,
    };
    expect(settle(wrote)).toBe('Istanbul');
    expect(reconcile(undefined, { city: 'Istanbul' }, {}, { fill }).text.city).toBe('Istanbul');
  });
});

describe('keywords', () => {
  const merge = (base: string[] | undefined, ours: string[], theirs: string[]) =>
    reconcile(base && written({ keywords: base }), { keywords: ours }, { keywords: theirs });

  it('come from both sides, without what either took away, in our order', () => {
    const { text, fromThem } = merge(
      ['boat', 'sea', 'sky'],
      ['sky', 'boat', 'new'],
      ['boat', 'sea', 'theirs'],
    );
    expect(text.keywords).toEqual(['boat', 'new', 'theirs']);
    expect(fromThem).toEqual(['keywords']);
  });

  it('keep our order when another program sorted them', () => {
    const { text, fromThem } = merge(['sky', 'boat'], ['sky', 'boat'], ['boat', 'sky']);
    expect(text.keywords).toEqual(['sky', 'boat']);
    expect(fromThem).toEqual([]);
  });

  it('are joined with those that were there before we first wrote', () => {
    expect(merge(undefined, ['sky', 'Boat'], ['boat', 'family']).text.keywords).toEqual([
      'sky',
      'Boat',
      'family',
    ]);
  });

  it('that are theirs stay from one writing to the next', () => {
    const base = { text: { keywords: ['sky', 'theirs'] }, ours: { keywords: ['sky'] }, wrote: [] };
    const merge = (theirs: string[]) =>
      reconcile(base, { keywords: ['sky', 'sea'] }, { keywords: theirs }).text.keywords;
    expect(merge(['sky', 'theirs'])).toEqual(['sky', 'sea', 'theirs']);
    expect(merge(['sky'])).toEqual(['sky', 'sea']);
    expect(merge(['theirs'])).toEqual(['sea', 'theirs']);
  });

  it('that a person saw and left out are not brought back', () => {
    const seen = { text: { keywords: ['old'] }, wrote: [] };
    expect(reconcile(seen, { keywords: ['new'] }, { keywords: ['old'] }).text.keywords).toEqual([
      'new',
    ]);
  });
});

describe('a photo whose XMP and IPTC disagree', () => {
  const xmp = { headline: 'from XMP', city: 'X', keywords: ['x'] };
  const iptc = { headline: 'from IPTC', caption: 'only IPTC', keywords: ['i'] };

  it('is read from its XMP, and from IPTC what XMP does not say', () => {
    const expected = { headline: 'from XMP', city: 'X', keywords: ['x'], caption: 'only IPTC' };
    expect(embeddedText(xmp, iptc, 'absent')).toEqual(expected);
    expect(embeddedText(xmp, iptc, 'matches')).toEqual(expected);
  });

  it('is read from its IPTC when the digest shows that IPTC was written last', () => {
    expect(embeddedText(xmp, iptc, 'stale')).toEqual({
      headline: 'from IPTC',
      city: 'X',
      keywords: ['i'],
      caption: 'only IPTC',
    });
  });

  it('is never read from IPTC that was cut at its limit', () => {
    const long = { headline: 'é'.repeat(200), keywords: ['k', 'w'.repeat(80)] };
    const cut = { headline: 'é'.repeat(128), keywords: ['k', 'w'.repeat(64)] };
    expect(embeddedText(long, cut, 'stale')).toEqual(long);
    const shortened = { headline: 'é', keywords: ['k'] };
    expect(embeddedText(long, shortened, 'stale')).toEqual(shortened);
  });

  it('says nothing where nothing is written', () => {
    expect(embeddedText(undefined, undefined, 'absent')).toEqual({});
    expect(embeddedText({ headline: '' }, { keywords: [] }, 'stale')).toEqual({});
  });
});
