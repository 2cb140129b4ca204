import { expect, it } from 'vitest';
import { fitToIptc } from '../../../src/pipeline/embed/fit-text.ts';

it('cuts what IPTC has no room for at a word', () => {
  const shortTitle = 'Domes and slender minarets of a mosque rise from the morning mist';
  expect(fitToIptc({ shortTitle, keywords: ['ü'.repeat(40)] })).toEqual({
    shortTitle: 'Domes and slender minarets of a mosque rise from the morning',
    keywords: ['ü'.repeat(32)],
  });
});
