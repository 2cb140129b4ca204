/** Whether Perl and ExifTool start at all. */
import { startPool } from './pool.ts';

/** The version of ExifTool, for example `13.59`. @throws StopError `exiftool-missing`, `exiftool-failed` */
export async function exifToolVersion(signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const pool = await startPool({ processes: 1, timeout: 15_000 });
  try {
    const { stdout } = await pool.run(['-ver']);
    return stdout.trim();
  } finally {
    await pool.end();
  }
}
