/** What the requests of an archive ask for beside title and keywords. */
import { type Asked, furtherField } from '../../rules/answers/further.ts';
import type { Archive } from '../archive/archive.ts';
import { knownInUse } from '../archive/outlets-in-use.ts';

export type Asking = Pick<Archive, 'catalog' | 'settings'> & Partial<Pick<Archive, 'knownOutlets'>>;

/** Undefined where it is just a title and keywords, so that such requests stay what they are, byte for byte. */
export function askedOf(archive: Asking): Asked | undefined {
  const fields = archive.settings['ask.fields'];
  const only = fields === 'all' ? {} : ({ only: fields } as const);
  const further = furtherWanted(archive).filter((name) => {
    const { part } = furtherField(name) ?? {};
    // What belongs to a part that is left alone could never be accepted.
    return fields === 'all' || part === undefined || part === fields;
  });
  const asked = { ...only, ...(further.length === 0 ? {} : { further }) };
  return Object.keys(asked).length === 0 ? undefined : asked;
}

function furtherWanted(archive: Asking): readonly string[] {
  const { settings } = archive;
  return [
    ...(wantsCategories(archive) ? ['categories'] : []),
    ...(settings['ask.altText'] ? ['altText'] : []),
    ...(settings['ask.extendedDescription'] ? ['extendedDescription'] : []),
    ...inLanguage('title', settings['title.language']),
    ...inLanguage('terms', settings['keywords.language']),
  ];
}

function inLanguage(name: string, language: string): readonly string[] {
  return language === '' ? [] : [`${name}_${language}`];
}

function wantsCategories(archive: Asking): boolean {
  const wish = archive.settings['ask.categories'];
  if (wish !== 'auto') return wish === 'yes';
  return knownInUse(archive).some(({ categories }) => categories !== undefined);
}
