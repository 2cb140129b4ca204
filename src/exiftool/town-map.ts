/**
 * The towns of the world (GeoNames, those of more than 2000 people) out of the file that ExifTool finds places with. Its
 * format, version 1.03, is described in lib/Image/ExifTool/Geolocation.pm. Read directly: ExifTool's own search returns
 * the nearest town, or several with gaps between them, and takes a hundred times as long.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exiftoolPath } from 'exiftool-vendored';
import type { Position } from '../photo.ts';
import type { Town } from '../rules/places/choose-town.ts';
import { kilometresBetween, kilometresOfDegree } from '../rules/places/distance.ts';
import { fold } from '../rules/texts/fold.ts';

/** Bytes of an entry before its name. */
const headLength = 13;
const newline = 10;
/** Coordinates are whole numbers of 20 bits. */
const steps = 0x100000;

/** A town and where its middle is. */
export type MappedTown = Omit<Town, 'distance'> & Position;

export class TownMap {
  /** From south to north. */
  readonly #entries: readonly MappedTown[];
  /** By country, then by name. */
  readonly #byName = new Map<string, ReadonlyMap<string, readonly MappedTown[]>>();

  constructor(entries: readonly MappedTown[]) {
    this.#entries = entries;
  }

  /** Towns and quarters within `distance` kilometres. */
  around(position: Position, distance: number): Town[] {
    const reach = distance / kilometresOfDegree;
    const from = this.#firstNorthOf(position.latitude - reach);
    const found: Town[] = [];
    for (let at = from; ; at++) {
      const entry = this.#entries[at];
      if (entry === undefined || entry.latitude > position.latitude + reach) return found;
      const away = kilometresBetween(entry, position);
      if (away <= distance) found.push({ ...entry, distance: away });
    }
  }

  /** Where towns of one of these names are, accents and case apart. @param country alpha-2 */
  named(names: readonly string[], country: string): readonly MappedTown[] {
    const towns =
      this.#byName.get(country) ??
      Map.groupBy(
        this.#entries.filter((entry) => entry.country === country),
        ({ name }) => nameKey(name),
      );
    this.#byName.set(country, towns);
    return names.flatMap((name) => towns.get(nameKey(name)) ?? []);
  }

  #firstNorthOf(latitude: number): number {
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle]?.latitude ?? 90) < latitude) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const nameKey = (name: string): string =>
  fold(name)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replace(/^st /u, 'saint ')
    .trim();

/** Read before, while the memory is not wanted for something else. */
let kept: WeakRef<TownMap> | undefined;

/** Reads the map; an empty one where this ExifTool has none that we know how to read. */
export async function openTownMap(): Promise<TownMap> {
  const map = kept?.deref() ?? (await readTownMap());
  kept = new WeakRef(map);
  return map;
}

async function readTownMap(): Promise<TownMap> {
  const bin = dirname(await exiftoolPath());
  const inPackage = join('lib', 'Image', 'ExifTool', 'Geolocation.dat');
  for (const file of [join(bin, inPackage), join(bin, 'exiftool_files', inPackage)]) {
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes?.subarray(0, 15).toString() === 'Geolocation1.03')
      return new TownMap(entriesIn(bytes));
  }
  return new TownMap([]);
}

function entriesIn(bytes: Buffer): MappedTown[] {
  const first = bytes.indexOf(newline, bytes.indexOf(newline) + 1) + 1;
  const starts: number[] = [];
  let at = first;
  for (; !isMark(bytes, at); at = bytes.indexOf(newline, at + headLength) + 1) starts.push(at);
  const lists: string[][] = [];
  while (lists.length < 5) {
    const list: string[] = [];
    for (at += markLength; !isMark(bytes, at); ) {
      const end = bytes.indexOf(newline, at);
      list.push(bytes.toString('utf8', at, end));
      at = end + 1;
    }
    lists.push(list);
  }
  const [countries = [], regions = [], districts = [], , kinds = []] = lists;
  return starts.map((start) => {
    const low = bytes.readUInt8(start + 2);
    const latitude = (bytes.readUInt16BE(start) << 4) | (low >> 4);
    const longitude = (bytes.readUInt16BE(start + 3) << 4) | (low & 15);
    const code = bytes.readUInt32BE(start + 5);
    return {
      latitude: (latitude * 180) / steps - 90,
      longitude: (longitude * 360) / steps - 180,
      name: bytes.toString('utf8', start + headLength, bytes.indexOf(newline, start + headLength)),
      country: countries[code >>> 24]?.slice(0, 2) ?? '',
      region: regions[code & 0xfff] ?? '',
      district: districts[bytes.readUInt16BE(start + 9)] ?? '',
      kind: kinds[bytes.readUInt8(start + 12) & 0x3f]?.split(' ', 1)[0] ?? '',
      population: populationIn(code),
    };
  });
}

/** Two digits and a power of ten: `8.8e6`. */
function populationIn(code: number): number {
  return Number(`${(code >>> 16) & 15}.${(code >>> 12) & 15}e${(code >>> 20) & 15}`);
}

/** Lists end with four zeros, the number of the next one, and a line break. */
const markLength = 6;

function isMark(bytes: Buffer, at: number): boolean {
  return bytes.readUInt32BE(at) === 0 && bytes[at + markLength - 1] === newline;
}
