/** Whether accepted text also goes into the sidecars of the raw files beside photos: asked once of each archive. */
import { counted } from '../../amounts.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { countAcceptedWithRaw, waitForRawSidecars } from '../../catalog/raw-files.ts';
import type { Archive } from '../archive/archive.ts';

/** `pair`: into both; `never`: into that of the JPEG alone. */
export type RawAnswer = 'pair' | 'never';

const answerKey = 'sidecars.raw';
const appliedKey = 'sidecars.raw.applied';

/** What holds for an archive: the setting, or what was answered; undefined while nobody has said. */
export function rawAnswer({ catalog, settings }: Archive): RawAnswer | undefined {
  const setting = settings['sidecars.raw'];
  if (setting !== 'ask') return setting;
  const answer = getMeta<unknown>(catalog, answerKey);
  return answer === 'pair' || answer === 'never' ? answer : undefined;
}

/** Remembers the answer for this archive. */
export function answerForRaw(archive: Archive, answer: RawAnswer): void {
  setMeta(archive.catalog, answerKey, answer);
  followRawAnswer(archive);
}

/** Has photos that were written before the answer was given written again. @param again as for raw files that are new */
export function followRawAnswer(archive: Archive, { again = false } = {}): void {
  const { catalog } = archive;
  const answer = rawAnswer(archive);
  const applied = getMeta<unknown>(catalog, appliedKey);
  if (answer === 'pair' && (again || applied !== 'pair')) waitForRawSidecars(catalog);
  if (answer !== undefined && applied !== answer) setMeta(catalog, appliedKey, answer);
}

/** How many accepted photos wait for the answer. */
export function photosToAskFor(archive: Archive): number {
  return rawAnswer(archive) === undefined ? countAcceptedWithRaw(archive.catalog) : 0;
}

/** The sentence of a run that nobody has answered for. */
export function unansweredNote(archive: Archive): string[] {
  const photos = photosToAskFor(archive);
  if (photos === 0) return [];
  const have = counted(photos, 'accepted photo has', 'accepted photos have');
  return [
    `${have} a raw file beside ${photos === 1 ? 'it' : 'them'}, whose sidecar was not touched. Say once for this archive: \`proofsheet sidecars --raw pair\` writes both, \`--raw never\` leaves them.`,
  ];
}
