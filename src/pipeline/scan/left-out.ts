/** What a scan passed over, and what it met twice, in sentences for its notes. */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { count, counted, listed, quoted } from '../../amounts.ts';
import { samePictures } from '../../catalog/scan-totals.ts';
import { catalogFolder, type LeftOut, type LeftOutKind } from '../../files/walk.ts';
import { fileName } from '../../photo.ts';
import { type Archive, fileOf } from '../archive/archive.ts';

type Named = Exclude<LeftOutKind, 'picture'>;
const sentences: Readonly<Record<Named, (paths: readonly string[]) => string>> = {
  'linked-folder': (paths) =>
    `${counted(paths.length, 'linked folder was', 'linked folders were')} not followed: ${quoted(paths)}. Open what they lead to as an archive, or move it here.`,
  'dead-link': (paths) =>
    `${counted(paths.length, 'link leads', 'links lead')} to nothing: ${quoted(paths)}.`,
  'in-cloud': (paths) =>
    `${counted(paths.length, 'photo is', 'photos are')} in iCloud and not on this disk: ${quoted(paths)}. Download them in the Finder, then scan again.`,
  'foreign-folder': (paths) =>
    `${counted(paths.length, 'folder')} of other programs passed over: ${quoted([...new Set(paths.map(fileName))])}.`,
  catalog: (paths) =>
    `There ${paths.length === 1 ? 'is another catalog' : 'are other catalogs'} further down: ${quoted(paths)}. What was done there is not known here; work in one of them only.`,
};

/** Counts what a walk passes over. */
export class LeftOutTally {
  readonly #paths = new Map<Named, string[]>();
  readonly #pictures = new Map<string, number>();

  add({ kind, path }: LeftOut): void {
    if (kind === 'picture') {
      const format = extname(path).slice(1).toUpperCase();
      this.#pictures.set(format, (this.#pictures.get(format) ?? 0) + 1);
    } else this.#paths.set(kind, [...(this.#paths.get(kind) ?? []), path]);
  }

  /** A sentence for each kind. */
  notes(): string[] {
    const named = [...this.#paths].map(([kind, paths]) => sentences[kind](paths));
    const formats = [...this.#pictures].toSorted(([, some], [, others]) => others - some);
    if (formats.length === 0) return named;
    const kinds = listed(formats.map(([format, files]) => `${count(files)} ${format}`));
    return [...named, `Left out, because they are not JPEGs: ${kinds}.`];
  }
}

/** The nearest folder above this one that has a catalog, which may know the same photos. */
export function catalogAbove(folder: string): string | undefined {
  const above = dirname(folder);
  if (above === folder) return undefined;
  return existsSync(join(above, catalogFolder, 'catalog.sqlite')) ? above : catalogAbove(above);
}

/** The sentence about `catalogAbove`, if there is one. */
export function catalogAboveNote({ root }: Pick<Archive, 'root'>): string[] {
  const folder = catalogAbove(root);
  return folder === undefined
    ? []
    : [`There is a catalog in "${folder}" too, further up. Open that folder unless you want two.`];
}

/** Photos that are one file under several names (links of either kind, a disk that is mounted twice), and exact copies. */
export async function sameFileNotes(archive: Archive): Promise<string[]> {
  const linked: string[] = [];
  const copied: string[] = [];
  for (const paths of samePictures(archive.catalog)) {
    const files = await Promise.all(
      paths.map(async (path) => stat(fileOf(archive, { path })).catch(() => undefined)),
    );
    const seen = new Set<string>();
    for (const [index, path] of paths.entries()) {
      const file = files[index];
      const key = file === undefined ? path : `${file.dev} ${file.ino}`;
      if (seen.has(key)) linked.push(path);
      else if (seen.size > 0) copied.push(path);
      seen.add(key);
    }
  }
  const asked =
    archive.settings.copies === 'each' ? '' : ' The model is asked about one of them, for all.';
  return [
    ...(linked.length > 0
      ? [
          `${counted(linked.length, 'photo is', 'photos are')} the same file as another, under a second name: ${quoted(linked)}.`,
        ]
      : []),
    ...(copied.length > 0
      ? [
          `${counted(copied.length, 'photo has', 'photos have')} the same picture as another: ${quoted(copied)}.${asked}`,
        ]
      : []),
  ];
}
