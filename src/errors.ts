/**
 * The errors that stop a run. Everything that concerns one photo is an `Issue` instead.
 * The command line prints these as one sentence and a piece of advice; any other error is a fault of ours
 * and is shown with its stack.
 */

export type StopCode =
  | 'archive-missing'
  | 'archive-empty'
  | 'archive-not-writable'
  | 'archive-locked'
  | 'catalog-damaged'
  | 'catalog-newer'
  | 'catalog-older'
  | 'settings-invalid'
  | 'no-key'
  | 'key-refused'
  | 'no-quota'
  | 'model-unknown'
  | 'request-refused'
  | 'service-unreachable'
  | 'budget-exceeded'
  | 'bill-unexpected'
  | 'disk-full'
  | 'exiftool-missing'
  | 'exiftool-failed'
  | 'dictionary-missing'
  | 'nothing-to-do'
  | 'needs-confirmation'
  | 'needs-terminal'
  | 'rehearsal-only'
  | 'usage';

/** Stops a run: what happened, and what the user can do about it. */
export class StopError extends Error {
  override readonly name = 'StopError';
  readonly code: StopCode;
  /** One imperative sentence. */
  readonly advice: string;

  constructor(code: StopCode, message: string, advice: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.advice = advice;
  }
}

/** Thrown when the user interrupts; ends a command with exit code 130. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  constructor() {
    super('Interrupted');
  }
}

/** The system's error code (`ENOENT`, `ENOSPC`, ...) of anything thrown, if it has one. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Turns a full disk or exhausted quota into the error that stops a run; returns anything else unchanged. */
export function asStop(error: unknown, where: string): unknown {
  const code = systemCode(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new StopError(
    'disk-full',
    `There is no space left for ${where}.`,
    'Free some space and run the same command again; everything done so far is kept.',
    { cause: error },
  );
}
