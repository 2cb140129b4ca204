/** What a scan passed over, and what it met twice, in sentences for its notes. */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import pMap from 'p-map';
import { count, counted, listed, quoted } from '../../amounts.ts';
import { samePictures } from '../../catalog/scan-totals.ts';
import { conflictCopies } from '../../files/conflict-copies.ts';
import { isJpeg } from '../../files/file-type.ts';
import {
  catalogFolder,
  type FolderOfPhotos,
  type LeftOut,
  type LeftOutKind,
} from '../../files/walk.ts';
import { fileName } from '../../photo.ts';
import { type Archive, fileOf } from '../archive/archive.ts';

type Named = Exclude<LeftOutKind, 'picture' | 'pair'> | 'conflict-copy' | 'other-ending';
const sentences: Readonly<Record<Named, (paths: readonly string[]) => string>> = {
  'linked-folder': (paths) =>
    `${counted(paths.length, 'linked folder was', 'linked folders were')} not followed: ${quoted(paths)}. Open what they lead to as an archive, or move it here.`,
  'dead-link': (paths) =>
    `${counted(paths.length, 'link leads', 'links lead')} to nothing: ${quoted(paths)}.`,
  'in-cloud': (paths) =>
    `${counted(paths.length, 'photo is', 'photos are')} in iCloud and not on this disk: ${quoted(paths)}. Download them in the Finder, then scan again.`,
  'foreign-folder': (paths) =>
    `${counted(paths.length, 'folder')} of other programs passed over: ${quoted([...new Set(paths.map(fileName))])}.`,
  'conflict-copy': (paths) =>
    `${counted(paths.length, 'photo looks like a conflict copy', 'photos look like conflict copies')} of a sync program: ${quoted(paths)}. Delete those you do not need, or leave them out with \`proofsheet exclude\`.`,
  'conflict-sidecar': (paths) =>
    `${counted(paths.length, 'conflict copy of a sidecar is', 'conflict copies of sidecars are')} not read: ${quoted(paths)}. Take over what you need of them, then delete them.`,
  'kept-aside': (paths) =>
    `${counted(paths.length, 'file')} that other programs keep of photos passed over: ${quoted(paths)}.`,
  'other-ending': (paths) =>
    `${counted(paths.length, 'JPEG has', 'JPEGs have')} another ending: ${quoted(paths)}. Rename them to .jpg if they are to be taken.`,
  catalog: (paths) =>
    `There ${paths.length === 1 ? 'is another catalog' : 'are other catalogs'} further down: ${quoted(paths)}. What was done there is not known here; work in one of them only.`,
};

/** Endings under which JPEGs are met; pictures that cannot be are not looked into, as there may be many thousands. */
const maybeJpeg = /\.(?:jpe|jfif?|jif|png|gif|bmp|webp|hei[cf]|avif|jxl|jp2|tiff?)$/i;
const mostLookedInto = 500;

/** Counts what a walk passes over. */
export class LeftOutTally {
  readonly #paths = new Map<Named, string[]>();
  readonly #pictures: string[] = [];
  readonly #pairs: string[] = [];

  add({ kind, path }: LeftOut): void {
    if (kind === 'picture') this.#pictures.push(path);
    else if (kind === 'pair') this.#pairs.push(path);
    else this.#name(kind, [path]);
  }

  /** Notes the conflict copies among the photos of a folder. */
  addPhotos({ folder, names }: FolderOfPhotos): void {
    this.#name(
      'conflict-copy',
      conflictCopies(names).map((name) => (folder === '' ? name : `${folder}/${name}`)),
    );
  }

  #name(kind: Named, paths: readonly string[]): void {
    if (paths.length > 0) this.#paths.set(kind, [...(this.#paths.get(kind) ?? []), ...paths]);
  }

  /** A sentence for each kind. A few files are looked into. */
  async notes({ root, settings: { formats } }: Archive): Promise<string[]> {
    const looked = this.#pictures.filter((path) => maybeJpeg.test(path)).slice(0, mostLookedInto);
    const are = await pMap(looked, (path) => isJpeg(join(root, path)), { concurrency: 16 });
    const jpegs = new Set(looked.filter((_, index) => are[index]));
    this.#name('other-ending', [...jpegs]);
    const named = [...this.#paths].map(([kind, paths]) => sentences[kind](paths));
    const left = this.#pictures.filter((one) => !jpegs.has(one));
    const why = formats === 'jpeg' ? 'they are not JPEGs' : 'proofsheet takes no such files';
    const pairs = this.#pairs.length === 1 ? 'belongs to a JPEG' : 'belong to JPEGs';
    const own = this.#pairs.length === 1 ? 'is no photo of its own' : 'are no photos of their own';
    return [
      ...named,
      this.#pairs.length > 0 && `${byEnding(this.#pairs)} ${pairs} of the same name and ${own}.`,
      left.length > 0 && `Left out, because ${why}: ${byEnding(left)}.`,
    ].filter((note) => note !== false);
  }
}

/** `12 NEF and 1 PNG` */
function byEnding(paths: readonly string[]): string {
  const files = Map.groupBy(paths, (path) => extname(path).slice(1).toUpperCase());
  const most = [...files].toSorted(
    ([one, some], [other, others]) => others.length - some.length || (one < other ? -1 : 1),
  );
  return listed(most.map(([ending, { length }]) => `${count(length)} ${ending}`));
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
    linked.length > 0 &&
      `${counted(linked.length, 'photo is', 'photos are')} the same file as another, under a second name: ${quoted(linked)}.`,
    copied.length > 0 &&
      `${counted(copied.length, 'photo has', 'photos have')} the same picture as another: ${quoted(copied)}.${asked}`,
  ].filter((note) => note !== false);
}
