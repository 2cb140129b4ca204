/**
 * Which files are the sidecars of raw files. For Adobe's programs, Capture One and Photo Mechanic, `IMG_1.xmp` belongs to
 * the raw file, whatever else has its name; darktable and digiKam write `IMG_1.NEF.xmp`. A raw file may have both.
 */
import { basename, dirname, join, parse } from 'node:path';
import { caseless } from '../caseless.ts';
import { endingOf, isRaw, pictureKind } from '../files/picture-kinds.ts';
import {
  candidatesFor,
  type FolderNames,
  type SidecarLocation,
  sameExtension,
  twoSidecars,
} from './find.ts';

/** A sidecar of a raw file, that of Adobe's programs before others. */
export type RawSidecar = SidecarLocation & {
  /** File name of the raw file. */
  readonly raw: string;
};

/**
 * The raw files that were taken with a JPEG: the same name in the same folder, another ending; DNGs last. Where several
 * JPEGs could have them, in other capitals or with another ending, they are those of the one that is spelled alike.
 */
export function rawsBeside(photo: string, names: FolderNames): readonly string[] {
  const { base, name: stem } = parse(photo);
  const all = names.pictures.get(caseless(stem)) ?? [];
  return rawsIn(all).filter((raw) => ownerOf(raw, all) === base);
}

/** The JPEG of a folder that a raw file was taken with; undefined for one that stands alone. */
export function jpegBeside(raw: string, names: FolderNames): string | undefined {
  return ownerOf(raw, names.pictures.get(caseless(parse(raw).name)) ?? []);
}

function ownerOf(raw: string, all: readonly string[]): string | undefined {
  const jpegs = all.filter((name) => pictureKind(name) === 'jpeg').toSorted();
  return jpegs.find((name) => parse(name).name === parse(raw).name) ?? jpegs[0];
}

function rawsIn(names: readonly string[]): readonly string[] {
  // Adobe's programs write into DNGs, so what lies beside one of them is for the other.
  const isLast = (name: string) => Number(endingOf(name) === 'dng');
  return names
    .filter(isRaw)
    .toSorted((one, other) => isLast(one) - isLast(other) || (one < other ? -1 : 1));
}

/**
 * The sidecars of raw files of one name, where they are or where a new one would be: at least one. `IMG_1.xmp` belongs to
 * the raw file that photoshop:SidecarForExtension names, or where no file of the name has such an ending, to the first.
 * @param photo the path of one of them, or of the JPEG beside them
 * @param raws file names, as `rawsBeside` gives them
 * @param sidecarForExtension reads that property of a sidecar
 * @throws XmpError `two-sidecars`, or what `sidecarForExtension` throws
 */
export async function rawSidecars(
  photo: string,
  [first, ...others]: readonly [string, ...string[]],
  names: FolderNames,
  sidecarForExtension: (path: string) => Promise<string | undefined>,
): Promise<readonly [RawSidecar, ...RawSidecar[]]> {
  const folder = dirname(photo);
  const raws = [first, ...others];
  const stem = caseless(parse(first).name);
  const pictures = names.pictures.get(stem) ?? [];
  const found = (raw: string, name: string, exists: boolean): RawSidecar => ({
    ...{ path: join(folder, name), exists, raw },
    candidates: candidatesFor(raw, names),
  });
  const sidecars: RawSidecar[] = [];
  const shorts = names.sidecars.get(stem) ?? [];
  for (const name of shorts) {
    const ending = await sidecarForExtension(join(folder, name));
    const named = pictures.filter((one) => sameExtension(ending ?? '', endingOf(one)));
    const owner = named.length === 0 ? rawsIn(pictures)[0] : named.find(isRaw);
    if (owner !== undefined && raws.includes(owner)) sidecars.push(found(owner, name, true));
  }
  if (sidecars.length > 1)
    throw twoSidecars(sidecars.slice(0, 2).map(({ path }) => basename(path)));
  for (const raw of raws)
    for (const name of names.sidecars.get(caseless(raw)) ?? [])
      sidecars.push(found(raw, name, true));
  const isFree = shorts.length === 0 && rawsIn(pictures)[0] === first;
  const [known, ...more] = sidecars;
  return known === undefined
    ? [found(first, isFree ? `${parse(first).name}.xmp` : `${first}.xmp`, false)]
    : [known, ...more];
}
