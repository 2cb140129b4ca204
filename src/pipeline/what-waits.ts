/** What is left to do in an archive, in one sentence: for whoever leaves the program, or interrupts it. */
import { count, counted, listed } from '../amounts.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { overviewOf } from '../catalog/overview.ts';
import { rejectedWithSidecar } from '../catalog/sidecars.ts';
import type { Stage } from '../photo.ts';

/** How photos wait for a stage: `12 to be prepared`. */
const words: Readonly<Record<Stage, string>> = {
  scan: 'to be scanned',
  prepare: 'to be prepared',
  submit: 'to be sent',
  collect: 'with the service',
  review: 'to be reviewed',
  sidecars: 'accepted and without their sidecar',
  embed: 'accepted and not embedded',
  deliver: 'to be delivered',
};

/** `Waiting: 3 photos to be reviewed and 12 accepted and not embedded; 2 held back.`; undefined where nothing is left. */
export function whatWaits(catalog: Catalog): string | undefined {
  const { stages } = overviewOf(catalog);
  const held = stages.reduce((sum, stage) => sum + stage.held, 0);
  const rejected = rejectedWithSidecar(catalog, { chosen: false }).length;
  const parts = stages
    .map(
      ({ stage, waiting }) =>
        [waiting - (stage === 'sidecars' ? rejected : 0), words[stage]] as const,
    )
    .concat([[rejected, 'rejected with our text in their sidecar']])
    .filter(([photos]) => photos > 0)
    .map(
      ([photos, how], index) => `${index === 0 ? counted(photos, 'photo') : count(photos)} ${how}`,
    );
  if (parts.length === 0 && held === 0) return undefined;
  const isHeld = `${held > 0 && parts.length === 0 ? counted(held, 'photo') : count(held)} held back by issues`;
  return `Waiting: ${[listed(parts), held > 0 && isHeld].filter(Boolean).join('; ')}.`;
}
