/**
 * The catalog in which a way of asking keeps its answers, beside the archive's own: asking goes by the stages as ever, with
 * their batches and ledger, and a second comparison, or one after a crash, finds what has been paid for. Nothing of it
 * reaches the texts of the archive.
 */

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Catalog, openCatalog } from '../../catalog/catalog.ts';
import { copyNotes } from '../../catalog/compared.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { schemaVersion } from '../../catalog/schema.ts';
import { StopError } from '../../errors.ts';
import { namesIn } from '../../files/if-there.ts';
import { ownFolder } from '../../files/work-folder.ts';
import { type Archive, openArchive } from '../archive/archive.ts';
import { openPrompt } from '../archive/own-prompt.ts';
import { settingsFingerprint } from '../ask/request-profile.ts';
import type { Variant } from './variants.ts';

/** Beside the catalog of the archive. */
const folderName = 'compare';

/** What a way of asking is called, and the model that it asks. */
export type SideName = { readonly name: string; readonly model: string };

const nameKey = 'compare.name';

/** Opens it, and makes it where there is none. The caller closes it. */
export async function openSide(archive: Archive, variant: Variant): Promise<Archive> {
  const { settings, name } = variant;
  const asked = asAsked(settings);
  const prompt = await openPrompt(asked['prompt.file']);
  const folder = join(
    ownFolder(archive.folder, folderName),
    idOf({ ...archive, settings: asked, prompt }),
  );
  try {
    const side = await openArchive(archive.root, {
      settings: asked,
      service: archive.service,
      logins: archive.logins,
      rehearsal: archive.rehearsal,
      catalogFolder: folder,
      command: 'proofsheet compare',
    });
    setMeta(side.catalog, nameKey, { name, model: settings.model });
    copyNotes(archive.catalog, side.catalog);
    return side;
  } catch (error) {
    throw ofSide(error, folder);
  }
}

/** Each photo is asked about by itself, without a look at what the archive has by now. */
function asAsked(settings: Variant['settings']): Variant['settings'] {
  return {
    ...settings,
    copies: 'each',
    probe: false,
    'keywords.existing': 'leave-out',
    'prompt.examples': 0,
    'ask.fields': 'all',
    'ask.categories': 'no',
  };
}

/** The same for the same way of asking; tables of another version are another folder. */
function idOf(asked: Archive): string {
  const of = JSON.stringify([schemaVersion, asked.rehearsal, settingsFingerprint(asked)]);
  return createHash('sha256').update(of).digest('hex').slice(0, 16);
}

/** A damaged catalog of a comparison is not the archive's, and made again at the cost of asking again. */
function ofSide(error: unknown, folder: string): unknown {
  if (!(error instanceof StopError) || !error.code.startsWith('catalog-')) return error;
  return new StopError(
    error.code,
    error.message,
    `It only holds answers of a comparison: delete ${folder}, and they will be asked for, and paid, again.`,
    { cause: error },
  );
}

/** The ways of asking that were compared before, with their answers, to be read. The caller closes the catalogs. */
export async function storedSides(
  archive: Archive,
): Promise<readonly (SideName & { readonly catalog: Catalog })[]> {
  const above = join(archive.folder, folderName);
  const found = [];
  for (const id of (await foldersIn(above)).sort()) {
    const catalog = opened(join(above, id));
    if (catalog === undefined) continue;
    const name = getMeta<SideName>(catalog, nameKey);
    if (name === undefined) catalog.close();
    else found.push({ ...name, catalog });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function foldersIn(folder: string): Promise<string[]> {
  return (await namesIn(folder)).filter((name) => /^[0-9a-f]{16}$/.test(name));
}

/** One of another version, or one that cannot be read, is passed over: nothing depends on it. */
function opened(folder: string): Catalog | undefined {
  try {
    return openCatalog(folder, { readOnly: true });
  } catch (error) {
    if (error instanceof StopError) return undefined;
    throw error;
  }
}
