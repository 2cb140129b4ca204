/** A check of datelines that speak of another photo. */
import { dayInWords, placeInWords } from '../datelines/dateline.ts';
import { otherDateline } from '../datelines/other-dateline.ts';
import { withoutAnyDateline } from '../texts/title.ts';
import { type Check, type CheckFunction, changed, type Subject, titles } from './check.ts';

/** A dateline of another place or day, which stays in the text until a person has seen it: the text may be of another photo. */
export const otherDatelines: CheckFunction = ({ text, facts }) => {
  const photo = { usage: text.usage, place: facts.place, takenOn: facts.takenOn };
  const own = [placeInWords(facts.place), dayInWords(facts.takenOn)].filter((part) => part !== '');
  if (own.length === 0) return [];
  return titles.flatMap(({ property, field, name }): Check | [] => {
    const other = otherDateline(text[property], photo);
    const isKnown = other?.place === undefined || facts.place !== undefined;
    if (other === undefined || !isKnown || (other.date !== undefined && !facts.takenOn)) return [];
    const says = [other.place, other.date].filter((part) => part !== undefined).join(' - ');
    return {
      code: 'title-other-dateline',
      field,
      word: says,
      severity: 'problem',
      message: `It has the dateline "${says}", but the photo's is "${own.join(' - ')}".`,
      fix: {
        label: 'remove the dateline',
        done: `removed the dateline "${says}" from the ${name}`,
        apply: changed((now) => ({ [property]: withoutAnyDateline(now[property], photo) })),
      },
    };
  });
};

type Titles = Pick<Subject['text'], 'description' | 'shortTitle'>;

/** What several checks of the same photo ask for. */
const read = new WeakMap<Subject, Titles>();

/** Title and short title without the datelines that `otherDatelines` speaks of. */
export function withoutDatelines(subject: Subject): Titles {
  const { text, facts } = subject;
  const photo = { usage: text.usage, place: facts.place, takenOn: facts.takenOn };
  const left = read.get(subject) ?? {
    description: withoutAnyDateline(text.description, photo),
    shortTitle: withoutAnyDateline(text.shortTitle, photo),
  };
  read.set(subject, left);
  return left;
}
