/** What folders and embedded text say about place and usage, in the order in which they are believed. */
import { StopError } from '../../errors.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import type { Place, PlaceSource, Usage } from '../../photo.ts';
import { toCountryCode } from '../../rules/countries.ts';
import { folderPatternProblem, placeFromFolders } from '../../rules/folders.ts';
import type { Settings } from '../../settings.ts';

type Placed = {
  readonly place?: Place | undefined;
  readonly placeSource?: PlaceSource | undefined;
  readonly usage: Usage;
  readonly usageGiven: boolean;
};

/** @throws StopError when the setting `folders` is no pattern */
export function assertFolderPattern(settings: Settings): void {
  const problem = folderPatternProblem(settings.folders);
  if (problem === undefined) return;
  throw new StopError(
    'settings-invalid',
    `The setting folders cannot be ${JSON.stringify(settings.folders)}: ${problem}`,
    'Write it like {country}/{city}/{usage}, with {} for a level without meaning.',
  );
}

/** Place and usage of the photo at `path` (relative to the archive). */
export function placeAndUsage(path: string, text: Metadata, settings: Settings): Placed {
  const folders = path.split('/').slice(0, -1);
  const meaning = placeFromFolders(folders, settings.folders);
  const usage =
    meaning.usage === undefined
      ? { usage: settings['usage.default'], usageGiven: false }
      : { usage: meaning.usage, usageGiven: true };
  if (meaning.place !== undefined) return { ...usage, place: meaning.place, placeSource: 'folder' };
  const embedded = embeddedPlace(text);
  return embedded === undefined ? usage : { ...usage, place: embedded, placeSource: 'embedded' };
}

function embeddedPlace({ city, country, region, countryCode }: Metadata): Place | undefined {
  if (city === undefined || country === undefined) return undefined;
  const code = toCountryCode(countryCode ?? '') ?? toCountryCode(country);
  return { city, country, region, countryCode: code };
}
