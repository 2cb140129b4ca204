/**
 * What countries are called in other languages, out of Unicode's CLDR, which comes with Node: in the larger languages of
 * Europe and Asia all countries, in the others their own (data/country-names.json).
 */
import countries from 'i18n-iso-countries/index.js';
import data from '../data/country-names.json' with { type: 'json' };

/** Every name with its country's alpha-3 code. */
export function* localCountryNames(): Generator<readonly [name: string, code: string]> {
  const { everywhere, own } = data.languages;
  const all = Object.keys(countries.getAlpha2Codes());
  for (const language of everywhere) yield* namesIn(language, all);
  for (const [language, codes] of Object.entries(own)) yield* namesIn(language, codes.split(' '));
}

function* namesIn(
  language: string,
  codes: readonly string[],
): Generator<readonly [name: string, code: string]> {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  for (const alpha2 of codes) {
    const [name, code] = [names.of(alpha2), countries.alpha2ToAlpha3(alpha2)];
    if (name !== undefined && code !== undefined) yield [name, code];
  }
}
