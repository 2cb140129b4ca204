/** Getting the answer files of a batch onto the disk. */
import { existsSync } from 'node:fs';
import type { StoredBatch } from '../../catalog/batches.ts';
import { asStop } from '../../errors.ts';
import { ServiceError } from '../../openai/failures.ts';
import type { Asking } from './asking.ts';
import { patiently } from './patience.ts';
import { answerFile } from './places.ts';

export type AnswerFile = { readonly kind: 'output' | 'error'; readonly path: string };

/**
 * The answer files of a batch on disk, without those that the service does not have.
 * @param anew downloads also what is here already
 */
export async function download(
  asking: Asking,
  batch: StoredBatch,
  anew = false,
): Promise<AnswerFile[]> {
  const parts = [
    ['output', batch.outputFile],
    ['error', batch.errorFile],
  ] as const;
  const files: AnswerFile[] = [];
  for (const [kind, id] of parts) {
    const path = answerFile(asking.archive, batch.tag, kind);
    const here = existsSync(path) && !anew;
    const note = `downloading ${kind} of batch ${batch.id}`;
    if (here || (id !== null && (await downloadOne(asking, id, path, note))))
      files.push({ kind, path });
  }
  return files;
}

/** Downloads a result file; false when the service does not have it. */
export async function downloadOne(
  { service, context }: Asking,
  id: string,
  path: string,
  note: string,
): Promise<boolean> {
  context.report({ stage: 'collect', done: 0, unit: 'bytes', note });
  try {
    await patiently(() => service.download(id, path, context.signal), context);
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.failure.kind === 'gone') return false;
    throw asStop(error, 'answers');
  }
}
