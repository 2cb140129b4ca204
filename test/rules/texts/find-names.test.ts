import { expect, test } from 'vitest';
import { findNames, lexicon } from '../../../src/rules/texts/find-names.ts';

const names = lexicon(
  ['Tokyo', 'New York', 'The Hague', 'Stratford-upon-Avon', "L'Aquila", 'São Paulo'].map(
    (name) => [name, name] as const,
  ),
);

test.each([
  ['in a Tokyo street', ['Tokyo']],
  ['the new york skyline', ['New York']],
  ['a New-York minute', ['New York']],
  ['The Hague and the Hague', ['The Hague', 'The Hague']],
  ['Hague', ['The Hague']],
  ['Stratford upon Avon at dawn', ['Stratford-upon-Avon']],
  ["Tokyo's towers, L’Aquila's walls", ['Tokyo', "L'Aquila"]],
  ['SAO PAULO, Brazil', ['São Paulo']],
  ['New ferries to York', []],
  ['', []],
])('%s', (text, found) => {
  expect(findNames(text, names).map(({ value }) => value)).toEqual(found);
});
