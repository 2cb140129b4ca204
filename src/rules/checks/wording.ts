/** Checks of how title and short title are worded; the same rules repair answers. */
import { mentions } from '../keywords/terms.ts';
import { hasForbiddenCharacters } from '../texts/clean.ts';
import { type WordingCode, wordings } from '../texts/wording.ts';
import { type Check, type CheckFunction, changed, type Fix, titles } from './check.ts';

const says: Readonly<
  Record<WordingCode, Pick<Check, 'severity' | 'message'> & Pick<Fix, 'label'>>
> = {
  'self-reference': {
    severity: 'hint',
    message: 'It speaks of the photo instead of what the photo shows.',
    label: 'say what it shows',
  },
  guess: {
    severity: 'hint',
    message:
      'It is not sure of what it says, or says what nobody can see (an age, descent, thoughts); agencies want what is so.',
    label: 'leave out what is not sure',
  },
  'web-address': {
    severity: 'problem',
    message:
      'It contains contact data (an address, a name on a network, a telephone number, a number plate); agencies reject that.',
    label: 'take it out',
  },
  'camera-setting': {
    severity: 'problem',
    message: 'It says how the picture was taken, not what it shows.',
    label: 'take the setting out',
  },
  'sales-talk': {
    severity: 'problem',
    message: 'It speaks to buyers; agencies want what the picture shows.',
    label: 'take that out',
  },
  praise: {
    severity: 'hint',
    message: 'It praises the picture; nobody searches for that.',
    label: 'take the praise out',
  },
  'doubled-words': {
    severity: 'problem',
    message: 'It has a word or phrase twice in a row.',
    label: 'write it once',
  },
  grammar: {
    severity: 'hint',
    message: 'It seems to have a fault of grammar.',
    label: 'write the right article',
  },
  unfinished: {
    severity: 'problem',
    message: 'It breaks off in the middle of a sentence.',
    label: 'end it before that',
  },
};

function saysUnsure(text: string, names: readonly string[] = []): boolean {
  return names.some((name) => mentions(text, name));
}

export const titleWording: CheckFunction = ({ text, facts }) =>
  titles.flatMap(({ field, property, prefix, name }) =>
    wordings
      // What controls belong to is told apart once they are gone.
      .filter(({ found }) => !hasForbiddenCharacters(text[property]) && found(text[property]))
      // What is said of a name that is not sure is that name's own check.
      .filter(({ code }) => code !== 'guess' || !saysUnsure(text[property], facts.unsure))
      .map(({ code, repair, mend = repair }): Check => {
        const { severity, message, label } = says[code];
        const isCertain = mend(text[property]) !== text[property];
        return {
          code: `${prefix}-${code}`,
          field,
          severity,
          message,
          fix: isCertain
            ? {
                label,
                done: `mended the wording of the ${name}`,
                apply: changed((now) => ({ [property]: mend(now[property]) })),
              }
            : undefined,
        };
      }),
  );
