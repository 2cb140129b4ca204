/** Fields of templates that photos do not get, because a variable or code in them has no value there: counted. */
import { setImmediate } from 'node:timers/promises';
import { counted } from '../../amounts.ts';
import { InterruptedError } from '../../errors.ts';
import { fieldTable } from '../../metadata/fields.ts';
import { fileName, type Photo } from '../../photo.ts';
import type { TemplateEntry } from '../../rules/template/parse.ts';
import type { Archive } from './archive.ts';
import { allEntries, entriesOf, layersFor } from './folder-templates.ts';
import { filledTemplate } from './rights.ts';
import type { Fact } from './stage-view.ts';

/** Photos looked at before the screen may take its turn. */
const yieldEvery = 500;

/** `12 photos: {city} in Event has no value, first for IMG_1.jpg`; undefined where every field has one. */
export async function leftAloneText(
  archive: Archive,
  photos: Iterable<Photo>,
  signal: AbortSignal,
  entriesFor = (photo: Photo): readonly TemplateEntry[] =>
    entriesOf(layersFor(archive, photo.path)),
): Promise<string | undefined> {
  let looked = 0;
  let found = 0;
  let first: string | undefined;
  for (const photo of photos) {
    if (signal.aborted) throw new InterruptedError();
    if (++looked % yieldEvery === 0) await setImmediate();
    const [left] = filledTemplate(archive, photo, entriesFor(photo)).left;
    if (left === undefined) continue;
    found++;
    first ??= `${left.missing} in ${fieldTable[left.field].label} has no value, first for ${fileName(photo.path)}`;
  }
  return first && `${counted(found, 'photo')}: ${first}`;
}

/** The same among the facts of a stage. Nothing is looked at where no template has anything to be filled in. */
export async function leftAloneFacts(
  archive: Archive,
  photos: Iterable<Photo>,
  signal: AbortSignal,
): Promise<readonly Fact[]> {
  if (!allEntries(archive).some(({ value }) => /[{\\]/.test(value))) return [];
  const value = await leftAloneText(archive, photos, signal);
  return value === undefined ? [] : [{ label: 'Left alone', value, tone: 'warn' }];
}
