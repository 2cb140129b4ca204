import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortTitleFrom } from '../../../src/rules/answers/suggest.ts';
import { countBytes } from '../../../src/rules/texts/limits.ts';
import { closedSentence, withoutOpenEnd } from '../../../src/rules/texts/phrases.ts';
import { titleOf } from '../../../src/rules/texts/title.ts';

describe('a title that is cut', () => {
  it.each([
    [
      'Ferries and fishing boats cross the Bosphorus at sunset in front of domes and minarets',
      'Ferries and fishing boats cross the Bosphorus at sunset',
    ],
    [
      'A street vendor in a red apron sells roasted chestnuts before the start of the parade',
      'A street vendor in a red apron sells roasted chestnuts',
    ],
    [
      'Commuters wait for a tram on a narrow street while snow falls on the roofs of the old town',
      'Commuters wait for a tram on a narrow street while snow falls',
    ],
    [
      'Two elderly men play backgammon under the vines as a tram passes by the tea garden',
      'Two elderly men play backgammon under the vines as a tram passes',
    ],
    [
      'A pair of storks on a nest between the church tower and the town hall of a small village',
      'A pair of storks on a nest',
    ],
    [
      'Young musicians with drums and brass instruments perform (and dance) during the carnival',
      'Young musicians with drums and brass instruments perform',
    ],
    [
      'Freshly baked loaves are stacked next to baskets of red tomatoes in the covered market',
      'Freshly baked loaves are stacked next to baskets of red tomatoes',
    ],
    [
      'The snow-covered roofs of wooden houses on a hillside below the medieval castle of the town',
      'The snow-covered roofs of wooden houses on a hillside',
    ],
    [
      'Ferries cross the Bosphorus at dusk, with gulls following and commuters waiting on the quay',
      'Ferries cross the Bosphorus at dusk',
    ],
    [
      'A sign at the entrance says "Welcome to the oldest covered market of the whole country"',
      'A sign at the entrance',
    ],
    [
      'Fishing boats return to a small harbor at sunrise, perhaps from the islands beyond',
      'Fishing boats return to a small harbor at sunrise',
    ],
  ])('ends with a phrase: %s', (description, wanted) => {
    expect(shortTitleFrom(description)).toBe(wanted);
  });

  const subjects = fc.constantFrom(
    'Passenger ferries and fishing boats',
    'A grey tabby cat',
    'The old wooden houses of the quarter',
    'Commuters',
    'A group of schoolchildren',
  );
  const verbs = fc.constantFrom(
    'wait in front of a tiled doorway',
    'rest below the walls of a medieval castle',
    'stand out against a bright blue sky',
    'are stacked next to baskets of ripe tomatoes',
  );
  const phrases = fc.constantFrom(
    'at sunset',
    'during the annual summer festival',
    'with a large red umbrella',
    'before the start of the parade',
    'near the entrance to the covered market',
    'along the shore of the sea',
    'on the way to school',
    '(seen from the tower)',
    'in front of domes and minarets',
    'between the mountains and the sea',
    'because of the heavy rain',
    'and a boy with an old "Welcome" sign',
    'while gulls follow the wake,',
  );
  const sentence = fc
    .tuple(subjects, verbs, fc.array(phrases, { minLength: 2, maxLength: 9 }))
    .map(([subject, verb, rest]) => [subject, verb, ...rest].join(' '));
  const open =
    /(?:[,;:(–-]|\s(?:an?|the|and|or|of|with|from|for|at|to|in|on|by|near|over|under|below|before|during|while|as|along|around|between|behind|front|next|because|large|covered|medieval))$/iu;

  it('never ends in the air, whatever the sentence', () => {
    const place = { city: 'Istanbul', country: 'Turkey' };
    fc.assert(
      fc.property(sentence, (description) => {
        const { text } = titleOf({ usage: 'editorial', place, takenOn: '2019-05-14', description });
        const short = shortTitleFrom(description);
        for (const cut of [text, short]) {
          expect(description.startsWith(cut)).toBe(true);
          if (cut !== description) expect(cut).not.toMatch(open);
        }
        expect(countBytes(short)).toBeGreaterThan(10);
      }),
    );
  });
});

describe('a sentence that ends in the air', () => {
  it.each([
    ['Ferries cross the Bosphorus with a', 'Ferries cross the Bosphorus'],
    ['Ferries cross the Bosphorus, and the', 'Ferries cross the Bosphorus'],
    ['Ferries cross the Bosphorus,', 'Ferries cross the Bosphorus'],
    ['Ferries cross the Bosphorus ...', 'Ferries cross the Bosphorus'],
    ['Ferries cross the Bosphorus…', 'Ferries cross the Bosphorus'],
    ['Ferries cross the Bosphorus –', 'Ferries cross the Bosphorus'],
    ['Ferries cross the Bosphorus (', 'Ferries cross the Bosphorus'],
    ['Ferries cross the Bosphorus during', 'Ferries cross the Bosphorus'],
    ['Ferries Cross The Bosphorus With The', 'Ferries Cross The Bosphorus'],
    ['A dog sleeps while people walk past, with', 'A dog sleeps while people walk past'],
  ])('is closed for certain: %s', (text, closed) => {
    expect(withoutOpenEnd(text)).toBe(closed);
  });

  it.each([
    ['Ferries cross the Bosphorus near', 'Ferries cross the Bosphorus'],
    ['Ferries cross the Bosphorus before', 'Ferries cross the Bosphorus'],
    ['Ferries cross the Bosphorus (the', 'Ferries cross the Bosphorus'],
    ['A ferry with the sign "Welcome to', 'A ferry with the sign'],
  ])('is closed where a person agrees: %s', (text, closed) => {
    expect(withoutOpenEnd(text.replace(/ (?:near|before|\(the|"Welcome to)$/u, ''))).toBe(closed);
    expect(closedSentence(text)).toBe(closed);
  });

  it.each([
    'People stand on a bridge and watch the boats go by',
    'A crowd looks on as a street artist performs',
    'Horses passing by',
    'A guard at a gate as lorries drive past',
    'Ferry pulling in',
    'Dancers warming up with their coats still on',
    'The valley seen from above',
    'A street with its lights on',
    'A quiet street as the first lamps come on',
    'Waiting passengers look around',
    'Interior of the Blue Mosque.',
    'Plan B',
    'Passengers at Gate A',
    'A bakery in Portland, OR',
    'Who is the baker?',
    'A sign that says "Closed"',
    'Pipes of 5" in a yard',
    'Mother with a child next to her',
    'The view from the tower (detail)',
    'A sign "Open" on the door left open',
  ])('is not seen in %s', (text) => {
    expect(closedSentence(text)).toBe(text);
  });
});
