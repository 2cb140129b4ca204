/** What a person says of where a photo was taken, as functions from one document to another. */
import type { PlacedSidecar } from '../../catalog/sidecars.ts';
import type { Photo, Place, PlaceNames, RivalPlace } from '../../photo.ts';
import { countryCodeOf } from '../../rules/places/countries.ts';
import { withPlaceExchanged } from '../../rules/places/exchange-place.ts';
import { completed, differenceOf } from '../../rules/places/same-place.ts';
import { oneLine } from '../../rules/texts/clean.ts';
import type { PhotoDoc } from './doc.ts';

/** Whether another source speaks of another place, and no person has decided between them. */
export function isContradicted({ placeSource, rivals = [] }: Photo): boolean {
  return rivals.length > 0 && !isPersons(placeSource);
}

function isPersons(source: Photo['placeSource']): boolean {
  return source === 'person' || source === 'kept';
}

/**
 * Sets where a photo was taken (a clean place). Keywords that named the place before name the new one. The same place
 * under another name is kept, not corrected: its text was written for it.
 */
export function withPlace(doc: PhotoDoc, place: Place): PhotoDoc {
  const { photo, review } = doc;
  const { city, country, region, countryCode } = photo.place ?? {};
  const isSame =
    JSON.stringify([city, country, region, countryCode]) ===
    JSON.stringify([place.city, place.country, place.region, place.countryCode]);
  if (isSame) return withPlaceKept(doc);
  const keywords = withPlaceExchanged(review.keywords, photo.place, place);
  const isOther = photo.place === undefined || differenceOf(photo.place, place) !== undefined;
  const placeSource = isOther || photo.placeSource === 'person' ? 'person' : 'kept';
  return {
    ...doc,
    photo: { ...photo, place, placeSource },
    ...(keywords === review.keywords ? {} : { review: { ...review, keywords } }),
  };
}

/** A place that was found, in a position or against other sources, is right. */
export function withPlaceKept(doc: PhotoDoc): PhotoDoc {
  const { photo } = doc;
  const isOpen = photo.placeSource === 'gps' || isContradicted(photo);
  if (photo.place === undefined || !isOpen) return doc;
  return { ...doc, photo: { ...photo, placeSource: 'kept' } };
}

/** A place without stray spaces, with the country's code where we know it. */
export function cleanPlace({ city, country, region, countryCode }: Place): Place {
  return {
    city: oneLine(city),
    country: oneLine(country),
    region: region === undefined ? undefined : oneLine(region),
    countryCode: countryCode ?? countryCodeOf(country),
  };
}

/**
 * Where the sidecar says that a photo was taken, if that is somewhere else. What we wrote there ourselves says nothing, and
 * what the file says as well was compared when it was scanned.
 */
export function rivalsInSidecar(
  { place, placeSource, filePlace }: Photo,
  sidecar: PlacedSidecar | undefined,
): readonly RivalPlace[] {
  if (place === undefined || isPersons(placeSource)) return [];
  const said = sidecar && placeSaidIn(sidecar);
  const difference = said && differenceOf(said, place);
  if (said === undefined || difference === undefined) return [];
  const other = completed(said, place);
  if (filePlace !== undefined && differenceOf(filePlace, other) === undefined) return [];
  return [{ source: 'sidecar', place: other, isCertain: difference === 'country' }];
}

/** What a sidecar says of the place, but for what we wrote there. */
function placeSaidIn({ content, base }: PlacedSidecar): PlaceNames {
  const parts = ['city', 'country', 'region', 'countryCode'] as const;
  const said = parts
    .map((part) => [part, content[part]] as const)
    .filter(([part, name]) => name !== undefined && name !== base?.ours?.[part]);
  return Object.fromEntries(said);
}
