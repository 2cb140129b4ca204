/** What became of photos at outlets, as a person says. */
import { counted } from '../../amounts.ts';
import { type DeliveryState, markDeliveries } from '../../catalog/deliveries.ts';
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
