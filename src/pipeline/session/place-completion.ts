/** Places as a person types them, completed with those of the archive. */
import type { Place } from '../../photo.ts';
import { fold } from '../../rules/texts/fold.ts';

/** `Lisbon, Portugal`; with its region in between. */
export function placeAsTyped(place: Place): string {
  return [place.city, place.region, place.country].filter((name) => name !== undefined).join(', ');
}

/** The places of the archive that begin with what is typed, in order; none for nothing. */
export function completePlace(text: string, places: readonly Place[]): string[] {
  const typed = fold(text.trim());
  if (typed === '') return [];
  return [...new Set(places.map(placeAsTyped))]
    .filter((place) => fold(place).startsWith(typed) && place !== text)
    .sort();
}

/** The one place that a city alone can mean; undefined where there is none, or where there are two. */
export function onlyPlaceCalled(city: string, completed: readonly string[]): string | undefined {
  const called = completed.filter((place) => fold(place.split(',')[0] ?? '') === fold(city.trim()));
  return called.length === 1 ? called[0] : undefined;
}
