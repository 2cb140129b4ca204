/**
 * The files of batches: where they lie beside the catalog, and deleting them, here and at the service, when they are over.
 * What cannot be deleted is tried again next time. Their names are made by us (`isBatchTag`).
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { batchesIn, isBatchTag, type StoredBatch, updateBatch } from '../../catalog/batches.ts';
import { pathInside } from '../../files/inside.ts';
import { assertNoLinks, ownFolder } from '../../files/work-folder.ts';
import { ServiceError } from '../../openai/failures.ts';
import type { Archive } from '../archive/archive.ts';
import type { Asker } from './asker.ts';
import { withRetries } from './retry.ts';

/** Where a batch file lies until its answers are here. */
export function batchFile(archive: Archive, tag: string): string {
  return pathInside(folder(archive, 'batches'), `${tag}.jsonl`);
}

/** Where the answers of a batch lie, for good: they were paid for. */
export function answerFile(archive: Archive, tag: string, kind: 'output' | 'error'): string {
  return pathInside(folder(archive, 'answers'), `${tag}.${kind}.jsonl`);
}

function folder(archive: Archive, name: 'batches' | 'answers'): string {
  const path = ownFolder(archive.folder, name);
  assertNoLinks(path);
  return path;
}

/** Deletes the input of a finished batch, here and at the service. */
export async function deleteInput(asker: Asker, batch: StoredBatch): Promise<StoredBatch> {
  const { archive, service, settings } = asker;
  await rm(batchFile(archive, batch.tag), { force: true });
  const { inputFile } = batch;
  if (!settings['batch.deleteInputs'] || inputFile === null || batch.inputsDeleted === 1)
    return batch;
  try {
    await withRetries(() => service.deleteFile(inputFile, asker.signal), {
      ...asker,
      tries: 2,
    });
  } catch (error) {
    if (!(error instanceof ServiceError) || error.failure.kind !== 'gone') return batch;
  }
  return updateBatch(archive.catalog, batch.id, { inputsDeleted: 1 });
}

/** Deletes files of this archive at the service that no batch is about: uploads whose reply was lost and that were made again. */
export async function deleteLeftovers(asker: Asker): Promise<void> {
  const { archive, service, settings } = asker;
  const { catalog } = archive;
  if (!settings['batch.deleteInputs'] || settings.engine !== 'batch') return;
  const unfinished = batchesIn(catalog, 'written', 'uploaded', 'creating', 'open');
  const needed = new Set(unfinished.map(({ inputFile }) => inputFile));
  try {
    const leftovers: string[] = [];
    for await (const file of service.listFiles(asker.signal))
      if (isBatchTag(catalog, file.name.replace(/\.jsonl$/, '')) && !needed.has(file.id))
        leftovers.push(file.id);
    for (const id of leftovers) await service.deleteFile(id, asker.signal);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}

/** Removes files that a crash left in the folder of batch files: no batch in the catalog is about them. */
export async function removeOrphanFiles(archive: Archive): Promise<void> {
  const place = folder(archive, 'batches');
  const states = ['written', 'uploaded', 'creating', 'open', 'exported'] as const;
  const known = new Set(batchesIn(archive.catalog, ...states).map(({ tag }) => `${tag}.jsonl`));
  for (const name of await readdir(place))
    if (!known.has(name)) await rm(join(place, name), { force: true });
}
