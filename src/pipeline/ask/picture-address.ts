/**
 * Which photo the address of a picture means. Scripts write addresses in many ways: spaces as `+`, signs encoded twice or
 * not at all, paths of Windows, names of reduced copies. Every reading is tried; where two photos fit, none is taken.
 */
import { countryCodeOf } from '../../rules/places/countries.ts';
import { usageOfFolder } from '../../rules/places/folders.ts';

export type NamedPhoto = { readonly id: number; readonly path: string };

/** One photo, or several of which each could be meant; undefined where none fits. */
export type PhotoMatch = { readonly photo: NamedPhoto } | { readonly several: readonly string[] };

/** What an address may say, each reading as the parts of a path; nothing for pictures that are part of their request. */
export function readingsOf(address: string): readonly (readonly string[])[] {
  if (/^\s*data:/i.test(address)) return [];
  const path = address
    .slice(0, longestAddress)
    .trim()
    .replace(/^[a-z][a-z\d+.-]*:\/\/[^/\\]*/i, '')
    .replace(/^[a-z]:(?=[\\/])/i, '');
  const decodings = [
    (text: string) => text,
    decoded,
    (text: string) => decoded(decoded(text)),
    (text: string) => decoded(text.replaceAll('+', ' ')),
    (text: string) => decoded(decoded(text)).replaceAll('+', ' '),
  ];
  const readings = wholeAndCut(path).flatMap((text) => decodings.map((decode) => decode(text)));
  return [...new Set(readings)]
    .flatMap((text) => [text, text.replaceAll('\\', '/')].map((path) => path.normalize('NFC')))
    .map((text) => text.split('/'))
    .map((parts) => parts.filter((part) => part !== '' && part !== '.' && part !== '..'));
}

const longestAddress = 4000;

/** A `?` or `#` may belong to the name, or begin what is no part of it; a picture may be named behind it, too. */
function wholeAndCut(path: string): string[] {
  const ends = [...path.matchAll(/[?#]/g)].slice(0, 8).map(({ index }) => path.slice(0, index));
  const values = path
    .slice(path.indexOf('?') + 1)
    .split('&')
    .map((pair) => pair.slice(pair.indexOf('=') + 1));
  return [path, ...ends, ...(path.includes('?') ? values.filter((text) => isPicture(text)) : [])];
}

/** Percent signs undone, where they stand for UTF-8. */
function decoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      // A percent sign that encodes nothing stands for itself.
      return encoded;
    }
  });
}

const pictureEnding = /(?:\.(?:jpe?g|jpe|jfif|png|webp|avif|gif|heic)){1,9}$/i;

/** Whether a text ends as the name of a picture does. */
export function isPicture(text: string): boolean {
  return pictureEnding.test(text);
}

const copyWord =
  '(?:small|thumb|thumbnail|preview|resized?|reduced|scaled|web|lowres|low|lo|sm|medium|med|mini|copy|compressed|optimi[sz]ed|\\d{2,5}x\\d{2,5}|\\d{2,5}px|w\\d{2,5}|h\\d{2,5}|[1-4]x)';
const copyMark = new RegExp(
  `^${copyWord}[-_. ]+(?=.)|(?<=^[-_.@ ]|[^-_.@ \\n\\r\\u2028\\u2029])[-_.@ ]+${copyWord}$|(?<=.)\\(${copyWord}\\)$`,
  'i',
);

/** A name without its ending, in one case. */
const stemOf = (name: string) => name.normalize('NFC').replace(pictureEnding, '').toLowerCase();

/** The stem of the photo that a reduced copy was made from: `boat_small`, `boat-1024x683-preview` are `boat`. */
function originalStem(stem: string): string {
  return stem.replace(copyMark, '').replace(copyMark, '').trim();
}

/** `boat_1024`: a width, or a number of the photo's own; the folders have to agree. */
function stemWithoutWidth(stem: string): string {
  return stem.replace(/(?<=.)[-_](?:[2-9]\d{2}|[1-4]\d{3})$/, '');
}

/** Finds photos by the addresses of their pictures. */
export class AddressBook {
  readonly #photos: ReadonlyMap<string, readonly NamedPhoto[]>;

  constructor(photos: readonly NamedPhoto[]) {
    this.#photos = Map.groupBy(photos, ({ path }) => stemOf(path.slice(path.lastIndexOf('/') + 1)));
  }

  find(address: string): PhotoMatch | undefined {
    const readings = readingsOf(address);
    const isAbout = (stem: (name: string) => string) =>
      readings.flatMap((parts) =>
        (this.#photos.get(stem(parts.at(-1) ?? '')) ?? []).map((photo) => fitOf(photo, parts)),
      );
    const named = isAbout(stemOf);
    if (named.length > 0) return bestOf(named);
    const copies = isAbout((name) => originalStem(stemOf(name)));
    if (copies.length > 0) return bestOf(copies);
    return bestOf(
      isAbout((name) => stemWithoutWidth(stemOf(name))).filter(({ places }) => places > 0),
    );
  }
}

/** How well a photo fits a reading. */
type Fit = {
  readonly photo: NamedPhoto;
  /** Folders of both that agree, counted from the name; those that state a usage say little. */
  readonly places: number;
  readonly folders: number;
  /** 2 for the very name, 1 for another case, 0 for another ending or a reduced copy. */
  readonly name: number;
  /** Their folders speak of different places. */
  readonly isElsewhere: boolean;
};

function fitOf(photo: NamedPhoto, address: readonly string[]): Fit {
  const path = photo.path.normalize('NFC').split('/');
  let folders = 0;
  let places = 0;
  for (;;) {
    const [ours, theirs] = [path.at(-2 - folders), address.at(-2 - folders)];
    if (ours === undefined || ours.toLowerCase() !== theirs?.toLowerCase()) break;
    if (usageOfFolder(ours) === undefined) places++;
    folders++;
  }
  const [ours = '', theirs = ''] = [path.at(-1), address.at(-1)];
  const sameCase = Number(ours.toLowerCase() === theirs.toLowerCase());
  return {
    photo,
    places,
    folders,
    name: ours === theirs ? 2 : sameCase,
    isElsewhere: places === 0 && speakOfDifferentPlaces(path.slice(0, -1), address.slice(0, -1)),
  };
}

function speakOfDifferentPlaces(ours: readonly string[], theirs: readonly string[]): boolean {
  const cities = [ours, theirs].map((folders) => {
    const at = folders.findLastIndex((folder) => usageOfFolder(folder) !== undefined);
    return folders[at - 1]?.toLowerCase();
  });
  const [countries = [], others = []] = [ours, theirs].map((folders) =>
    folders.map(countryCodeOf).filter((code) => code !== undefined),
  );
  if (cities[0] !== undefined && cities[1] !== undefined && cities[0] !== cities[1]) return true;
  return (
    countries.length > 0 && others.length > 0 && !others.some((code) => countries.includes(code))
  );
}

function bestOf(fits: readonly Fit[]): PhotoMatch | undefined {
  const possible = fits.filter(({ isElsewhere }) => !isElsewhere);
  const rank = ({ places, folders, name }: Fit) => places * 1e6 + folders * 10 + name;
  const [best] = possible.toSorted((a, b) => rank(b) - rank(a));
  if (best === undefined) return undefined;
  // Where no folder names a place, a name that several photos have decides nothing.
  const rivals = possible.filter(
    (fit) =>
      fit.photo.id !== best.photo.id &&
      (rank(fit) === rank(best) || (best.places === 0 && !areNeighbours(fit, best))),
  );
  if (rivals.length === 0) return { photo: best.photo };
  const paths = [best, ...rivals].map(({ photo }) => photo.path);
  return { several: [...new Set(paths)] };
}

const folderOf = ({ path }: NamedPhoto) => path.slice(0, path.lastIndexOf('/') + 1);

/** In one folder, where the exact name tells `boat.jpg` from `Boat.jpg`. */
function areNeighbours(one: Fit, other: Fit): boolean {
  return folderOf(one.photo) === folderOf(other.photo);
}
