/** What became of photos at outlets, as a person says. */
import { counted } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { type DeliveryState, markDeliveries } from '../../catalog/deliveries.ts';
import { type Outcome, setOutcomes } from '../../catalog/delivery-outcomes.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { StageContext } from '../archive/stage.ts';

/** What became of the chosen photos at each outlet, as a person says. @returns sentences */
export function markAs(
  { archive, clock }: StageContext,
  outlets: readonly Outlet[],
  state: DeliveryState,
  reason: string | undefined,
): readonly string[] {
  return outlets.map(({ id, name }) => {
    const photos = markDeliveries(archive.catalog, id, { state, reason }, clock.now());
    return `${name}: ${counted(photos, 'photo')} ${state}.`;
  });
}

/** What became of some photos at one outlet. Nothing in the archive is another for it, so that it is no step. */
export function markPhotos(
  catalog: Catalog,
  { id, name }: Outlet,
  photoIds: readonly number[],
  said: Pick<Outcome, 'state' | 'reason'>,
): string {
  const outcomes = photoIds.map((photoId) => ({ photoId, ...said }));
  const changed = setOutcomes(catalog, id, outcomes, new Date());
  return changed === 0
    ? `Nothing changed: it was known, or no copy was made for ${name}.`
    : `${name}: ${counted(changed, 'photo')} ${said.state}.`;
}
