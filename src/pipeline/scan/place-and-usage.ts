/** What folders and embedded text say about place and usage, in the order in which they are believed. */
import { homedir } from 'node:os';
import { isAbsolute, relative, sep } from 'node:path';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { StopError } from '../../errors.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import type { Place, PlaceNames, PlaceSource, Usage } from '../../photo.ts';
import { englishCountry, toCountryCode } from '../../rules/places/countries.ts';
import {
  folderPatternProblem,
  foldersAbove,
  placeFromFolders,
} from '../../rules/places/folders.ts';
import type { Settings } from '../../settings.ts';
import type { Archive } from '../archive/archive.ts';

type Placed = {
  readonly place?: Place | undefined;
  readonly placeSource?: PlaceSource | undefined;
  readonly filePlace?: PlaceNames | undefined;
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

const known = new WeakMap<Archive, readonly string[]>();

/** The names above the archive that say something of every photo in it; found once, as all photos ask for them. */
export function namesAbove(archive: Archive): readonly string[] {
  const names = known.get(archive) ?? findNamesAbove(archive);
  known.set(archive, names);
  return names;
}

const aboveKey = 'scan.namesAbove';
/** Of the rules for them: another makes what was found by earlier ones count for nothing. */
const version = 1;

/** The user's own folder and all above it say nothing. Kept, as the names of all countries take long to load. */
function findNamesAbove({ catalog, root, settings }: Archive): readonly string[] {
  const fromHome = relative(homedir(), root);
  const isInHome = fromHome !== '' && !fromHome.startsWith('..') && !isAbsolute(fromHome);
  const names = (isInHome ? fromHome : root).split(sep).filter((name) => name !== '');
  const asked = JSON.stringify([version, names, settings.folders]);
  const before = getMeta<{ asked: string; names: string[] }>(catalog, aboveKey);
  if (before?.asked === asked) return before.names;
  const found = foldersAbove(names, settings.folders);
  setMeta(catalog, aboveKey, { asked, names: found });
  return found;
}

/** Place and usage of the photo at `path` (relative to the archive). @param above what `namesAbove` gave */
export function placeAndUsage(
  path: string,
  text: Metadata,
  settings: Settings,
  above: readonly string[],
): Placed {
  const folders = [...above, ...path.split('/').slice(0, -1)];
  const meaning = placeFromFolders(folders, settings.folders);
  const usage =
    meaning.usage === undefined
      ? { usage: settings['usage.default'], usageGiven: false }
      : { usage: meaning.usage, usageGiven: true };
  const said = { ...usage, filePlace: placeFieldsIn(text) };
  if (meaning.place !== undefined) return { ...said, place: meaning.place, placeSource: 'folder' };
  const embedded = embeddedPlace(text);
  return embedded === undefined ? said : { ...said, place: embedded, placeSource: 'embedded' };
}

/** What the file says of the place, as it is; absent where it says nothing. */
function placeFieldsIn({ city, country, region, countryCode }: Metadata): PlaceNames | undefined {
  const isThere = [city, country, region, countryCode].some((value) => value !== undefined);
  return isThere ? { city, country, region, countryCode } : undefined;
}

function embeddedPlace({ city, country, region, countryCode }: Metadata): Place | undefined {
  if (city === undefined || country === undefined) return undefined;
  const code = toCountryCode(countryCode ?? '') ?? toCountryCode(country);
  return { city, country: englishCountry(country), region, countryCode: code };
}
