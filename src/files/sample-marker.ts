/** How to distinguish a sample archive from a real one. */

import { join } from 'node:path';
import { systemCode } from '../errors.ts';
import { parsedJson } from '../parsed-json.ts';
import { readWhole } from './open-file.ts';
import { catalogFolder } from './walk.ts';

/** Where the marker lies in an archive. */
export function sampleMarkerPath(root: string): string {
  return join(root, catalogFolder, 'sample.json');
}

const largest = 64 * 1024;

export type SampleMarker = {
  readonly sample: true;
  /** How many photos it has when it is complete. */
  readonly photos: number;
  /** False while it is being drawn, so that an interrupted drawing is finished next time. */
  readonly complete: boolean;
};

/**
 * The marker of an archive, or undefined if it has none.
 * @throws the file system's error if the marker is there but cannot be read
 */
export async function readSampleMarker(root: string): Promise<SampleMarker | undefined> {
  let text: string;
  try {
    text = (await readWhole(sampleMarkerPath(root), largest)).toString('utf8');
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
  const marker = parsedJson(text);
  return isMarker(marker) ? marker : undefined;
}

/** Whether the folder is an archive drawn by proofsheet itself, whose photos may contain rehearsal text. */
export async function isSampleArchive(root: string): Promise<boolean> {
  return (await readSampleMarker(root)) !== undefined;
}

function isMarker(value: unknown): value is SampleMarker {
  return (
    typeof value === 'object' &&
    value !== null &&
    'sample' in value &&
    value.sample === true &&
    'photos' in value &&
    typeof value.photos === 'number' &&
    'complete' in value &&
    typeof value.complete === 'boolean'
  );
}
