/**
 * What was answered live, word for word, for good: it was paid for, and is on the disk before anything is made of it.
 * Lines of the form that result files of batches have, so that `proofsheet batch import` reads them.
 */
import { closeSync, constants, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StopError } from '../../errors.ts';
import { freeBytes } from '../../files/space.ts';
import { ownFolder, privateModeIn } from '../../files/work-folder.ts';
import type { ServiceReply } from '../../openai/service.ts';
import type { Archive } from '../archive/archive.ts';

const { O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_WRONLY } = constants;

/** Free bytes that answers under way, and what the catalog notes of them, are sure to find room in. */
const roomForReplies = 4 * 1024 * 1024;

/** To be called before a call that is paid for. @throws StopError `disk-full` when its answer might not be kept */
export async function assertRoomForReplies({ folder }: Archive): Promise<void> {
  if ((await freeBytes(folder)) >= roomForReplies) return;
  throw new StopError(
    'disk-full',
    'There is no space left for answers, which are paid for when they come.',
    'Free some space and run the same command again; everything done so far is kept.',
  );
}

/** Keeps a reply. Where it cannot be written, the catalog, which comes next, says why. */
export function keepReply(archive: Archive, customId: string, reply: ServiceReply): void {
  if (reply.failure !== undefined) return;
  const response = { status_code: reply.status, body: reply.body };
  const line = JSON.stringify({ custom_id: customId, response, error: null });
  try {
    append(ownFolder(archive.folder, 'answers'), `${line}\n`);
  } catch {
    return;
  }
}

function append(folder: string, text: string): void {
  const file = openSync(
    join(folder, 'live.jsonl'),
    O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW,
    privateModeIn(folder),
  );
  try {
    writeSync(file, text);
    fdatasyncSync(file);
  } finally {
    closeSync(file);
  }
}
