/**
 * A new catalog from what is there: what can be read of the old one, the photos, the answers that were kept, the
 * sidecars. The old one stays as it is until the new one is whole, and is kept then.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { counted } from '../../amounts.ts';
import { openCatalog } from '../../catalog/catalog.ts';
import { type Contents, contentsOf } from '../../catalog/contents.ts';
import { putInPlace } from '../../catalog/exchange.ts';
import { catalogFile } from '../../catalog/faults.ts';
import { photosWithoutText } from '../../catalog/review-counts.ts';
import { type Salvaged, salvage } from '../../catalog/salvage.ts';
import { messageOf, StopError } from '../../errors.ts';
import { OnDemandPool } from '../../exiftool/on-demand-pool.ts';
import { makeFolder } from '../../files/make-folder.ts';
import type { Archive } from '../archive/archive.ts';
import { readOutlets } from '../archive/own-outlets.ts';
import type { StageContext } from '../archive/stage.ts';
import { recallAnswers } from '../ask/recall-answers.ts';
import { scan } from '../scan/scan.ts';
import { importSidecars } from '../sidecars/import.ts';

/** What the archive is opened with, but for the catalog that is made. */
type Ground = Omit<Archive, 'catalog' | 'outlets' | 'knownOutlets' | 'exifTool' | 'close'>;

export type Rebuilt = {
  readonly before: Contents;
  readonly after: Contents;
  /** Tables of which something could not be read. */
  readonly damaged: readonly string[];
  /** Where the old catalog is kept; undefined when there was none. */
  readonly kept: string | undefined;
  readonly notes: readonly string[];
};

/** The folder that the new catalog is made in. */
const workshop = 'rebuilding';

/**
 * Makes the catalog of an archive anew. The lock must be held. Stopped before its end it changes nothing; done again on its
 * own result it changes nothing either.
 * @param stages makes the context that stages run in
 */
export async function rebuildCatalog(
  ground: Ground,
  stages: (archive: Archive) => StageContext,
): Promise<Rebuilt> {
  const old = join(ground.folder, catalogFile);
  const place = join(ground.folder, workshop);
  rmSync(place, { recursive: true, force: true });
  makeFolder(place, 0o700);
  try {
    const before = contentsOf(old);
    const catalog = openCatalog(place);
    const exifTool = new OnDemandPool();
    const notes: string[] = [];
    let salvaged: readonly Salvaged[] = [];
    try {
      if (existsSync(old)) salvaged = salvagedFrom(old, catalog, notes);
      const outlets = await readOutlets(undefined);
      const archive = {
        ...ground,
        catalog,
        outlets: () => Promise.resolve(outlets),
        knownOutlets: () => outlets,
        exifTool,
        close: () => catalog.close(),
      };
      notes.push(...(await complete(stages(archive))));
    } finally {
      await exifTool.end();
      catalog.close();
    }
    const made = join(place, catalogFile);
    const after = contentsOf(made);
    const { kept } = await putInPlace(ground.folder, made, new Date());
    const damaged = salvaged.filter((one) => one.damaged).map(({ table }) => table);
    return { before, after, damaged, kept, notes };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function salvagedFrom(
  old: string,
  catalog: Archive['catalog'],
  notes: string[],
): readonly Salvaged[] {
  try {
    return salvage(old, catalog);
  } catch (error) {
    if (!(error instanceof StopError) || error.code !== 'catalog-damaged') throw error;
    notes.push(`Nothing of the old catalog can be read: ${messageOf(error.cause)}.`);
    return [];
  }
}

/** What the photos, the answers and the sidecars say, of photos that have no text in what was salvaged. */
async function complete(context: StageContext): Promise<readonly string[]> {
  const { catalog } = context.archive;
  const scanned = await scan(context);
  const lost = photosWithoutText(catalog);
  const answered = await recallAnswers(context);
  const imported = await importSidecars(context, lost);
  return [
    ...scanned.notes,
    ...answered,
    ...(imported.done > 0
      ? [`${counted(imported.done, 'text')} came back from sidecars, as accepted.`]
      : []),
  ];
}
