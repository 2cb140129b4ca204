/** Which file is the sidecar of a photo. */
import { readdir } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { caseless } from '../caseless.ts';
import { endingOf, isPicture } from '../files/picture-kinds.ts';
import { XmpError } from './xmp-error.ts';

/** How a new sidecar is named: the whole name with `.xmp` behind it, or `.xmp` in place of the extension. */
export type Naming = 'photo.jpg.xmp' | 'photo.xmp';

/** What the names in a folder say about the sidecar of one photo, before any file is opened. */
type Candidates = {
  /** `IMG_1.jpg.xmp`, in any case. More than one only where the disk tells capitals apart. */
  readonly whole: readonly string[];
  /** `IMG_1.xmp`, in any case. */
  readonly short: readonly string[];
  /** Other pictures of the same name without extension, such as `IMG_1.CR3`, which could own the short ones. */
  readonly rivals: readonly string[];
};

/** The names in a folder by what they would be sidecars of; made once per folder. */
export type FolderNames = {
  readonly sidecars: ReadonlyMap<string, readonly string[]>;
  readonly pictures: ReadonlyMap<string, readonly string[]>;
};

/** Sorts the names of a folder. */
export function sortNames(names: Iterable<string>): FolderNames {
  const shown = [...names].filter((name) => !name.startsWith('.'));
  const byStem = (isMeant: (name: string) => boolean) =>
    Map.groupBy(shown.filter(isMeant), (name) => caseless(parse(name).name));
  return { sidecars: byStem((name) => endingOf(name) === 'xmp'), pictures: byStem(isPicture) };
}

/** Reads and sorts the names of a folder. @throws the file system's error */
export async function readFolder(folder: string): Promise<FolderNames> {
  return sortNames(await readdir(folder));
}

/**
 * The names that matter for one photo alone, which takes a fraction of the time in a large folder.
 * @param namesIn lists a folder @throws the file system's error
 */
export async function readFolderAbout(
  photo: string,
  namesIn: (folder: string) => Promise<readonly string[]> = readdir,
): Promise<FolderNames> {
  const stem = caseless(parse(photo).name);
  const names = await namesIn(dirname(photo));
  return sortNames(names.filter((name) => caseless(name).startsWith(stem)));
}

/** What the names say about one photo of the folder. */
export function candidatesFor(photo: string, names: FolderNames): Candidates {
  const stem = caseless(parse(photo).name);
  const rivals = (names.pictures.get(stem) ?? []).filter((name) => name !== photo);
  const mine = (key: string) =>
    (names.sidecars.get(key) ?? []).filter((name) => !isOfAnother(name));
  /** Where the disk tells capitals apart, `img.jpg.xmp` is not for `IMG.JPG` when `img.jpg` is there too. */
  const isOfAnother = (sidecar: string) => {
    const owner = parse(sidecar).name;
    return owner !== photo && caseless(owner) === caseless(photo) && rivals.includes(owner);
  };
  return { whole: mine(caseless(photo)), short: names.sidecars.get(stem) ?? [], rivals };
}

/**
 * The sidecar of a photo among its candidates, or undefined. A short one is the photo's when
 * photoshop:SidecarForExtension names its extension, or names none and no other picture could own it.
 * @param sidecarForExtension reads that property of a short one
 * @throws XmpError `two-sidecars`
 */
async function chooseSidecar(
  photo: string,
  candidates: Candidates,
  sidecarForExtension: (name: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const claims = [...candidates.whole];
  for (const name of candidates.short)
    if (await isOwnedBy(photo, name, candidates, sidecarForExtension)) claims.push(name);
  if (claims.length > 1) throw twoSidecars(claims);
  return claims[0];
}

export function twoSidecars(names: readonly string[]): XmpError {
  return new XmpError(
    'two-sidecars',
    `There are two sidecars, ${names.join(' and ')}. Keep the one you trust and move the other away.`,
  );
}

async function isOwnedBy(
  photo: string,
  name: string,
  { rivals }: Candidates,
  sidecarForExtension: (name: string) => Promise<string | undefined>,
): Promise<boolean> {
  try {
    const extension = await sidecarForExtension(name);
    if (extension === undefined) return rivals.length === 0;
    return sameExtension(extension, endingOf(photo));
  } catch (error) {
    // One that cannot be read is somebody else's worry where somebody else could own it.
    if (error instanceof XmpError && rivals.length > 0) return false;
    throw error;
  }
}

/**
 * The name for a new sidecar. The short form is used only where no other picture has the name: beside a raw file
 * Lightroom would take it for the raw file's own.
 */
function nameForNew(photo: string, candidates: Candidates, naming: Naming): string {
  const isFree = candidates.rivals.length === 0 && candidates.short.length === 0;
  return naming === 'photo.xmp' && isFree ? `${parse(photo).name}.xmp` : `${photo}.xmp`;
}

/** Where the sidecar of a photo stands or would stand, given the names of its folder. */
export type SidecarLocation = {
  readonly path: string;
  readonly exists: boolean;
  readonly candidates: Candidates;
};

/** The place for a photo by its path. @throws XmpError `two-sidecars`, or what `sidecarForExtension` throws */
export async function placeOf(
  photo: string,
  names: FolderNames,
  naming: Naming,
  sidecarForExtension: (path: string) => Promise<string | undefined>,
): Promise<SidecarLocation> {
  const folder = dirname(photo);
  const { base } = parse(photo);
  const candidates = candidatesFor(base, names);
  const chosen = await chooseSidecar(base, candidates, (name) =>
    sidecarForExtension(join(folder, name)),
  );
  const name = chosen ?? nameForNew(base, candidates, naming);
  return { path: join(folder, name), exists: chosen !== undefined, candidates };
}

export function sameExtension(one: string, other: string): boolean {
  const plain = (extension: string) =>
    extension
      .trim()
      .replace(/^\./, '')
      .toLowerCase()
      .replace(/^(?:jpeg|jpe)$/, 'jpg');
  return plain(one) === plain(other);
}
