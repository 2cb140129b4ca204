/** An error of ExifTool's processes. It is here so that whoever knows it need not load them. */

/** The process that had the command died or was killed because it hung; the command may be half done. */
export class ProcessLostError extends Error {
  override readonly name = 'ProcessLostError';
}
