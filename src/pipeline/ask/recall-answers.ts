/** Answers that were paid for and kept as files, for a catalog that has forgotten their requests. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { recallArchiveTag, requestByCustomId } from '../../catalog/requests.ts';
import { readLines } from '../../files/lines.ts';
import type { StageContext } from '../archive/stage.ts';
import { customIdIn } from './batch-file.ts';
import { importResults } from './import-results.ts';
import { prepare } from './prepare.ts';

/**
 * Takes in the answers of requests that the catalog does not know. The name of a request is made from what it asks and
 * from the name of the archive, so that preparing the photos again gives each the name that its answer bears, if its
 * file and the settings are the same.
 * @returns sentences for the user
 */
export async function recallAnswers(context: StageContext): Promise<readonly string[]> {
  const { catalog, folder } = context.archive;
  const place = join(folder, 'answers');
  const names = filesIn(place);
  recallArchiveTag(catalog, [...names, ...filesIn(join(folder, 'batches'))]);
  const forgotten: string[] = [];
  for (const name of names) {
    if (!/^(?:p[0-9a-f]{8}-[0-9a-f]{10}\.output|live)\.jsonl$/.test(name)) continue;
    if (await hasUnknown(context, join(place, name))) forgotten.push(join(place, name));
  }
  if (forgotten.length === 0) return [];
  await prepare(context);
  const { notes, issues } = await importResults(context, forgotten);
  return issues === 0
    ? notes
    : [
        ...notes,
        'Answers find their photos by the file and the settings they were asked with. If the model, the address of the service or others were changed since, set them as they were and do this again.',
      ];
}

async function hasUnknown({ archive: { catalog } }: StageContext, file: string): Promise<boolean> {
  for await (const line of readLines(file)) {
    const id = customIdIn(line);
    if (id !== undefined && requestByCustomId(catalog, id) === undefined) return true;
  }
  return false;
}

/** The names of the regular files in a folder, in order. */
function filesIn(folder: string): string[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}
