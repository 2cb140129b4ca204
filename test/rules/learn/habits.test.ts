import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EditedText, type Habit, habitsIn } from '../../../src/rules/learn/habits.ts';
import { respelled, respellingsIn } from '../../../src/rules/texts/respell.ts';

type Shape = {
  readonly answered?: readonly string[];
  readonly accepted?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly given?: readonly string[];
};

const photo = ({
  answered = [],
  accepted = answered,
  from = '',
  to = from,
  given = [],
}: Shape): EditedText => ({
  answered: { keywords: answered, title: from },
  accepted: { keywords: accepted, title: to },
  given,
});
const times = (count: number, shape: Shape) => Array.from({ length: count }, () => photo(shape));
const said = (habits: readonly Habit[]) =>
  habits.map(({ kind, word, by, times: done, of }) => [
    kind,
    by === undefined ? word : `${word}=${by}`,
    done,
    of,
  ]);

const removed = { answered: ['ferry', 'haze'], accepted: ['ferry'] };
const added = { answered: ['ferry'], accepted: ['ferry', 'travel'] };

describe('habits', () => {
  it('are removals, in five photos at least and nine of ten', () => {
    expect(said(habitsIn(times(5, removed)))).toEqual([['banned', 'haze', 5, 5]]);
    expect(habitsIn(times(4, removed))).toEqual([]);
    const kept = photo({ answered: ['haze'] });
    expect(said(habitsIn([...times(9, removed), kept]))).toEqual([['banned', 'haze', 9, 10]]);
    expect(habitsIn([...times(8, removed), kept])).toEqual([]);
  });

  it('are additions that nearly all photos have, and that nothing else put there', () => {
    expect(said(habitsIn(times(6, added)))).toEqual([['required', 'travel', 6, 6]]);
    expect(habitsIn([...times(6, added), ...times(2, { answered: ['ferry'] })])).toEqual([]);
    expect(habitsIn(times(6, { ...added, given: ['Travel'] }))).toEqual([]);
  });

  it('are one word for another that looks like it, and then neither removal nor addition', () => {
    const grey = { answered: ['gray', 'ferry'], accepted: ['grey', 'ferry'] };
    expect(said(habitsIn(times(5, grey)))).toEqual([['spelling', 'gray=grey', 5, 5]]);
    const boat = { answered: ['ferryboat'], accepted: ['ferry boat'] };
    expect(said(habitsIn(times(7, boat)))).toEqual([['spelling', 'ferryboat=ferry boat', 7, 7]]);
    const other = { answered: ['haze'], accepted: ['travel'] };
    expect(said(habitsIn(times(5, other)))).toEqual([
      ['banned', 'haze', 5, 5],
      ['required', 'travel', 5, 5],
    ]);
  });

  it('are words of a title, where the sentence stayed', () => {
    const harbour = { from: 'Boats in the harbor at dusk', to: 'Boats in the harbour at dusk' };
    expect(said(habitsIn(times(5, harbour)))).toEqual([['spelling', 'harbor=harbour', 5, 5]]);
    expect(habitsIn(times(9, { from: 'Boats in the harbor', to: 'Men mend their nets' }))).toEqual(
      [],
    );
    const kept = { from: 'Dogs in the harbor at dusk' };
    expect(habitsIn([...times(5, harbour), ...times(3, kept)])).toEqual([]);
  });

  it('are none in texts that nobody has changed, whatever they say', () => {
    const words = fc.array(fc.constantFrom('ferry', 'boats', 'dusk', 'gray', 'sea'), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(words, { maxLength: 20 }), (all) => {
        expect(
          habitsIn(all.map((answered) => photo({ answered, from: answered.join(' ') }))),
        ).toEqual([]);
      }),
    );
  });
});

describe('words written otherwise', () => {
  const rules = respellingsIn(['gray=grey', 'ferryboat=ferry boat', 'no rule', 'a=b=c', '=x']);

  it('are whole words in any case, and keep their capital', () => {
    expect(rules).toHaveLength(2);
    expect(respelled('Gray sky above a ferryboat; grayling', rules)).toBe(
      'Grey sky above a ferry boat; grayling',
    );
    expect(respelled('(a+b) c', respellingsIn(['(a+b)=x']))).toBe('x c');
  });

  it('leave a text without them as it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/gray|ferryboat/i.test(text));
        expect(respelled(text, rules)).toBe(text);
      }),
    );
  });
});
