/** Checks of where a place is from: guessed from a position, contradicted by another source, or not called as in English. */
import type { Place, PlaceSource, RivalPlace } from '../../photo.ts';
import { placeInWords } from '../datelines/dateline.ts';
import { countryCodeOf, englishCountry } from '../places/countries.ts';
import { withPlaceExchanged } from '../places/exchange-place.ts';
import { exonymOf } from '../places/exonyms.ts';
import { type Check, type CheckFunction, changed, type Fix } from './check.ts';

/** What it does about a place, for keys and messages: the keywords follow. */
function placing(old: Place, now: Place, label: string, done: string): Fix {
  return {
    label,
    done,
    apply: changed(({ keywords }) => ({
      place: now,
      keywords: withPlaceExchanged(keywords, old, now),
    })),
  };
}

/** A place that nobody named: the town nearest to a position is not always the right one. */
export const placeGuessed: CheckFunction = ({ facts: { place, placeSource, placeDistance } }) => {
  if (place === undefined || placeSource !== 'gps') return undefined;
  const words = placeInWords(place);
  const message =
    place.city === ''
      ? `Only "${words}" is known, from the position: no town is near enough.`
      : `"${words}" is guessed from the position${awayInWords(placeDistance)}.`;
  return {
    code: 'place-guessed',
    field: 'place',
    severity: 'hint',
    message,
    fix: placing(place, place, `keep "${words}"`, `kept ${words}`),
  };
};

function awayInWords(distance: number | undefined): string {
  if (distance === undefined) return '';
  return distance < 1 ? ', less than 1 km away' : `, ${Math.round(distance)} km away`;
}

const says: Readonly<Record<PlaceSource | RivalPlace['source'], string>> = {
  folder: 'The folder says',
  embedded: 'The file says',
  sidecar: 'The sidecar says',
  gps: 'The position is in',
  person: 'You said',
  kept: 'You kept',
};

/** A place that another source contradicts, until a person says which is right. What is written is all from one of them. */
export const placeContradictions: CheckFunction = ({ facts }) => {
  const { place, placeSource = 'folder', rivals = [] } = facts;
  if (place === undefined || placeSource === 'person' || placeSource === 'kept') return [];
  return rivals.map((rival): Check => {
    const [here, there] = [placeInWords(place), placeInWords(rival.place)];
    const { source, distance, isCertain } = rival;
    const apart = distance === undefined ? '' : `, ${Math.round(distance)} km away`;
    const [beginning, other] = [says[placeSource], says[source].replace('The', 'the')];
    const doubt = isCertain ? '.' : '. It may be the same place.';
    return {
      code: 'place-contradiction',
      field: 'place',
      severity: isCertain ? 'problem' : 'hint',
      message: `${beginning} ${here}, ${other} ${there}${apart}${doubt}`,
      fix: placing(place, rival.place, `take "${there}"`, `set ${there}`),
    };
  });
};

/** Cities and countries that English calls otherwise. */
export const placeExonyms: CheckFunction = ({ facts: { place } }) => {
  if (place === undefined) return [];
  const code = place.countryCode ?? countryCodeOf(place.country);
  const city = code === undefined ? undefined : exonymOf(place.city, code);
  const names = [
    ['city', city ?? place.city],
    ['country', englishCountry(place.country)],
  ] as const;
  return names
    .filter(([part, english]) => place[part] !== english)
    .map(([part, english]): Check => {
      const name = place[part];
      const now = { ...place, [part]: english };
      return {
        code: 'place-exonym',
        field: 'place',
        word: name,
        severity: 'hint',
        message: `"${name}" is ${english} in English.`,
        fix: placing(place, now, `write "${english}"`, `wrote "${english}" for "${name}"`),
      };
    });
};
