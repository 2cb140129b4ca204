/**
 * Files that other programs have open. On Windows they can then be neither opened nor replaced; most often that is over in
 * a moment, because a virus scanner or Explorer looks at whatever is new.
 */
import { access, constants, rename } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { systemCode } from '../errors.ts';
import { type Platform, platform } from './platform.ts';

/** A file that another program kept to itself for longer than we wait. Carries the system's code for it. */
export class InUseError extends Error {
  override readonly name = 'InUseError';
  readonly code = 'EBUSY';
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super('another program has it open', { cause });
    this.path = path;
  }
}

/** Milliseconds between tries: scanners take a tenth of a second, and a hundred photos that are open are not waited for long. */
const pauses = [20, 50, 100, 200, 400, 800, 1600];

/**
 * Renames a file, over another if there is one, and waits a little for whoever has one of them open.
 * @throws InUseError when that does not end, or the file system's error
 */
export async function moveOver(
  from: string,
  to: string,
  { saysInUse }: Pick<Platform, 'saysInUse'> = platform(),
): Promise<void> {
  await patiently(
    () => rename(from, to),
    to,
    async (error) => {
      if (!saysInUse.has(systemCode(error) ?? '')) return false;
      // What must not be written to will not change by waiting.
      return access(to, constants.W_OK).then(
        () => true,
        (refusal: unknown) => systemCode(refusal) === 'ENOENT',
      );
    },
  );
}

/** Does what opens a file, and waits a little for whoever keeps it to himself. @throws InUseError, or the file system's error */
export function openPatiently<T>(
  path: string,
  open: () => Promise<T>,
  { saysInUse }: Pick<Platform, 'saysInUse'> = platform(),
): Promise<T> {
  const isInUse = (error: unknown) => systemCode(error) === 'EBUSY' && saysInUse.has('EBUSY');
  return patiently(open, path, async (error) => isInUse(error));
}

async function patiently<T>(
  work: () => Promise<T>,
  path: string,
  isInUse: (error: unknown) => Promise<boolean>,
  [wait, ...later]: readonly number[] = pauses,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(await isInUse(error))) throw error;
    if (wait === undefined) throw new InUseError(path, error);
    await pause(wait);
    return patiently(work, path, isInUse, later);
  }
}
