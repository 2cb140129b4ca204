/** Whether one photo is asked live before the others are sent: once for each of the settings that requests depend on. */
import { getMeta, setMeta } from '../../catalog/meta.ts';
import type { Archive } from '../archive/archive.ts';
import { settingsFingerprint } from './request-profile.ts';

/** Remembers the settings that one photo has been asked with, so that the others may follow. */
const probedKey = 'asking.probed';

/** Whether one photo is to be asked live before batches are sent. */
export function isProbeDue(archive: Archive): boolean {
  return (
    archive.settings.probe && getMeta(archive.catalog, probedKey) !== settingsFingerprint(archive)
  );
}

/** One photo has been asked with the settings as they are. */
export function setProbed(archive: Archive): void {
  setMeta(archive.catalog, probedKey, settingsFingerprint(archive));
}
