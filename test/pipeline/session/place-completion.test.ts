import { expect, it } from 'vitest';
import { completePlace, onlyPlaceCalled } from '../../../src/pipeline/session/place-completion.ts';

const places = [
  { city: 'Lisbon', country: 'Portugal' },
  { city: 'São Paulo', country: 'Brazil' },
  { city: 'Paris', region: 'Texas', country: 'United States' },
  { city: 'Paris', country: 'France' },
  { city: 'Lisbon', country: 'Portugal' },
];

it('completes places of the archive, whatever their accents and capitals', () => {
  expect(completePlace('lis', places)).toEqual(['Lisbon, Portugal']);
  expect(completePlace('sao', places)).toEqual(['São Paulo, Brazil']);
  expect(completePlace('Par', places)).toEqual(['Paris, France', 'Paris, Texas, United States']);
  expect(completePlace('Lisbon, Portugal', places)).toEqual([]);
  expect(completePlace(' ', places)).toEqual([]);
});

it.each([
  ['Lisbon', 'Lisbon, Portugal'],
  ['lisbon ', 'Lisbon, Portugal'],
  ['Lis', undefined],
  ['Paris', undefined],
  ['Rome', undefined],
])('takes %j for %j', (typed, place) => {
  expect(onlyPlaceCalled(typed, completePlace(typed, places))).toBe(place);
});
