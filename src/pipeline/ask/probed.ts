/** Whether one photo has been asked with the settings of now, so that the others may follow. */
import { getMeta, setMeta } from '../../catalog/meta.ts';
import type { Archive } from '../archive/archive.ts';
import { recipeOf } from './asking.ts';

const key = 'asking.probed';

/** Whether one photo is to be asked live before batches are sent. */
export function isProbeDue(archive: Archive): boolean {
  return archive.settings.probe && getMeta(archive.catalog, key) !== recipeOf(archive);
}

/** Remembers that the service understands requests made with the settings of now. */
export function noteProbed(archive: Archive): void {
  setMeta(archive.catalog, key, recipeOf(archive));
}
