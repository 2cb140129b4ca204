/** Values that are entries of a vocabulary, or of one form: what a person may write, and what files get. */
import type { TemplateField } from '../../metadata/fields.ts';
import { plusVocabulary } from '../../metadata/rights-fields.ts';

/** What a value becomes; undefined where it is none that the field can have. */
type Reader = {
  readonly read: (text: string) => string | undefined;
  /** What it must be, as the end of a sentence. */
  readonly must: string;
};

/** What tells names apart: their letters and digits, in any case. */
export const lettersOf = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** One of `codes`, with or without the address in front, or a word that stands for one. */
function oneOf(
  address: string,
  codes: readonly string[],
  words: Readonly<Record<string, string>> = {},
): Reader {
  const known = new Map([
    ...codes.map((code) => [lettersOf(code), code] as const),
    ...Object.entries(words).map(([word, code]) => [lettersOf(word), code] as const),
  ]);
  const spoken = [...Object.keys(words), ...codes];
  return {
    read(text) {
      const bare = text.replace(/^https?:\/\//i, 'http://');
      const code = bare.startsWith(address) ? bare.slice(address.length) : text;
      const found = known.get(lettersOf(code));
      return found === undefined ? undefined : address + found;
    },
    must: `one of ${spoken.join(', ')}`,
  };
}

const address: Reader = {
  read(text) {
    // A variable in it has no value yet.
    const url = URL.parse(text.replace(/\{\w+\}/g, 'x'));
    return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' ? text : undefined;
  },
  must: 'a web address, as in https://example.com/license',
};

const status: Reader = {
  read(text) {
    const word = lettersOf(text);
    if (['true', 'yes', 'copyrighted'].includes(word)) return 'True';
    return ['false', 'no', 'publicdomain'].includes(word) ? 'False' : undefined;
  },
  must: '`copyrighted` or `public domain`',
};

const release = (letter: 'M' | 'P') =>
  oneOf(
    plusVocabulary,
    ['NON', 'NAP', `U${letter}R`, `L${letter}R`].map((code) => `${letter}R-${code}`),
    {
      none: `${letter}R-NON`,
      'not applicable': `${letter}R-NAP`,
      unlimited: `${letter}R-U${letter}R`,
      limited: `${letter}R-L${letter}R`,
    },
  );

/** The fields whose values are not any text (PLUS LDF 2.0; IPTC NewsCodes, digitalsourcetype). */
export const readers: Readonly<Partial<Record<TemplateField, Reader>>> = {
  copyrightStatus: status,
  webStatement: address,
  licensorUrl: address,
  contactUrl: address,
  dataMining: oneOf(
    plusVocabulary,
    [
      'DMI-UNSPECIFIED',
      'DMI-ALLOWED',
      'DMI-PROHIBITED-AIMLTRAINING',
      'DMI-PROHIBITED-GENAIMLTRAINING',
      'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING',
      'DMI-PROHIBITED',
      'DMI-PROHIBITED-SEECONSTRAINT',
      'DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR',
      'DMI-PROHIBITED-SEELINKEDRIGHTSEXPR',
    ],
    { allowed: 'DMI-ALLOWED', prohibited: 'DMI-PROHIBITED' },
  ),
  digitalSourceType: oneOf('http://cv.iptc.org/newscodes/digitalsourcetype/', [
    ...['digitalCapture', 'computationalCapture', 'negativeFilm', 'positiveFilm', 'print'],
    ...['humanEdits', 'compositeCapture', 'composite', 'compositeSynthetic'],
    ...['algorithmicallyEnhanced', 'dataDrivenMedia', 'digitalCreation', 'screenCapture'],
    ...['virtualRecording', 'compositeWithTrainedAlgorithmicMedia', 'trainedAlgorithmicMedia'],
    'algorithmicMedia',
  ]),
  modelReleaseStatus: release('M'),
  propertyReleaseStatus: release('P'),
};
