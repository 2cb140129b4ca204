/** Deleting what batches needed, here and at the service, when they are over. */
import { rm } from 'node:fs/promises';
import { batchesIn, isBatchTag, type StoredBatch, updateBatch } from '../../catalog/batches.ts';
import { ServiceError } from '../../openai/failures.ts';
import type { Asking } from './asking.ts';
import { patiently } from './patience.ts';
import { batchFile } from './places.ts';

/** Deletes the input of a finished batch, here and at the service. What fails is tried again next time. */
export async function cleanUp(asking: Asking, batch: StoredBatch): Promise<void> {
  const { archive, service, settings, context } = asking;
  await rm(batchFile(archive, batch.tag), { force: true });
  const { inputFile } = batch;
  if (!settings['batch.deleteInputs'] || inputFile === null || batch.inputsDeleted === 1) return;
  try {
    await patiently(() => service.deleteFile(inputFile, context.signal), { ...context, tries: 2 });
  } catch (error) {
    if (!(error instanceof ServiceError) || error.failure.kind !== 'gone') return;
  }
  updateBatch(archive.catalog, batch.id, { inputsDeleted: 1 });
}

/**
 * Deletes files of this archive at the service that no batch is about any more: uploads whose reply was lost and that
 * were made again. What fails is tried again next time.
 */
export async function deleteLeftovers(asking: Asking): Promise<void> {
  const { archive, service, settings, context } = asking;
  if (!settings['batch.deleteInputs'] || settings.engine === 'live') return;
  const needed = new Set(
    batchesIn(archive.catalog, 'written', 'uploaded', 'creating', 'open').map(
      ({ inputFile }) => inputFile,
    ),
  );
  try {
    const leftovers: string[] = [];
    for await (const file of service.listFiles(context.signal))
      if (isBatchTag(archive.catalog, file.name.replace(/\.jsonl$/, '')) && !needed.has(file.id))
        leftovers.push(file.id);
    for (const id of leftovers) await service.deleteFile(id, context.signal);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}
