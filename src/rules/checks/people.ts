/**
 * Checks for names of people that the photographer has not given. A model that is sure of a face is wrong often enough, and
 * agencies take no names in commercial photos.
 */
import { ownKeywords } from '../keywords/join-keywords.ts';
import { mentions, termKey } from '../keywords/terms.ts';
import { placeNames } from '../places/place-names.ts';
import { isAboutPeople, isPerson, peopleIn } from '../texts/people.ts';
import {
  type Check,
  type CheckFunction,
  ofKeyword,
  removeKeywordFix,
  type Subject,
  titles,
} from './check.ts';
import { firstOfEach, isKept, isOwnWord } from './own-words.ts';
import { dropName } from './person.ts';

const message = (name: string) => `"${name}" is somebody's name, and nobody has given it.`;

export const namesOfPeople: CheckFunction = (subject) => {
  const { text, facts } = subject;
  const inTitles = titles.flatMap(({ property, field }) =>
    peopleIn(text[property])
      .filter((name) => !isExplained(name, subject) && !isOwnWord(subject, name))
      .map((word) => ({ word, field })),
  );
  const isOfThing = isAboutPeople(`${text.description} ${text.shortTitle}`);
  return [
    ...firstOfEach(inTitles).map(
      ({ word, field }): Check => ({
        ...{ code: 'title-person', field, word, severity: 'hint', message: message(word) },
        fix: dropName(text, word),
      }),
    ),
    ...text.keywords.flatMap((keyword, index) => {
      if (!isPerson(keyword) || isOfThing) return [];
      if (ownKeywords([keyword], facts.offered?.keywords).length > 0) return [];
      if (isExplained(keyword, subject) || mentions(text.description, keyword)) return [];
      return ofKeyword(keyword, index, {
        code: 'keyword-person',
        severity: 'hint',
        message: message(keyword),
        fix: removeKeywordFix(index, keyword, "is somebody's name"),
      });
    }),
  ];
};

/** Whether a name is that of a place or was given by the photographer, or another check asks about it. */
function isExplained(name: string, subject: Subject): boolean {
  const { people = [], unsure = [], place } = subject.facts;
  const places = [place?.city, place?.region, place?.country].filter((one) => one !== undefined);
  return (
    isKept(subject, name) ||
    placeNames().entries.has(termKey(name)) ||
    [...people, ...unsure, ...places].some((one) => mentions(one, name) || mentions(name, one))
  );
}
