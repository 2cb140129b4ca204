/** Day and position from the sidecars of photos whose own files do not say them. */
import { setFromSidecar, sidecarsBesideGaps } from '../../catalog/sidecars.ts';
import { stored } from '../../catalog/stored.ts';
import { takenFrom } from '../../jpeg/capture-date.ts';
import type { XmpContent } from '../../xmp/index.ts';
import type { StageContext } from '../archive/stage.ts';
import { positionInXmp } from './when-and-where.ts';

/** To be called when the sidecars have been read. */
export function takeFromSidecars({ archive: { catalog }, clock }: StageContext): void {
  const now = clock.now();
  catalog.transaction(() => {
    for (const { id, content, isDateOurs, needsDate, needsPosition } of sidecarsBesideGaps(
      catalog,
    )) {
      const said = stored<XmpContent>('sidecar.content', content, { photo_id: id });
      const taken =
        takenFrom(said.dateTimeOriginal, now) ??
        (isDateOurs ? undefined : takenFrom(said.dateCreated, now));
      const position = positionInXmp(said);
      setFromSidecar(catalog, id, {
        taken: needsDate ? taken : undefined,
        position: needsPosition ? position : undefined,
      });
    }
  });
}
