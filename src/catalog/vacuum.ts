/** A whole copy of a catalog, made in a thread of its own, so that nobody waits for it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

type Files = { readonly source: string; readonly copy: string };
/** What SQLite says went wrong. */
type Failure = { readonly message: string; readonly errcode: number | undefined };

/**
 * What the thread runs. It stands alone, because its text is all that the thread gets. VACUUM reads one moment of the
 * catalog whole, so that a damaged one is never copied.
 */
function copyInThread(): void {
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const { source, copy } = workerData as Files;
  let failure: Failure | undefined;
  try {
    const db = new DatabaseSync(source, { readOnly: true, timeout: 5000 });
    try {
      db.exec('PRAGMA trusted_schema = OFF');
      db.prepare('VACUUM INTO ?').run(copy);
    } finally {
      db.close();
    }
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number };
    failure = { message, errcode };
  }
  parentPort?.postMessage(failure);
}

/**
 * Writes what is in the catalog `source` into the empty file `copy`.
 * @throws what SQLite says, with its `errcode`; the signal's reason
 */
export async function vacuumInto(source: string, copy: string, signal: AbortSignal): Promise<void> {
  const worker = new Worker(`(${copyInThread})()`, {
    eval: true,
    // What Node says in there would reach the terminal as it is.
    stdout: true,
    stderr: true,
    // By default a thread reserves more address space for compiled code than a small machine may give.
    resourceLimits: {
      codeRangeSizeMb: 16,
      maxOldGenerationSizeMb: 64,
      maxYoungGenerationSizeMb: 8,
    },
    workerData: { source, copy } satisfies Files,
  });
  try {
    const [failure] = (await once(worker, 'message', { signal })) as [Failure | undefined];
    if (failure === undefined) return;
    const { message, errcode } = failure;
    throw Object.assign(new Error(message), { errcode });
  } finally {
    await worker.terminate();
  }
}
