/** What embedding changes in a photo, as lines to show. */
import { fieldTable } from '../../metadata/fields.ts';
import type { FieldChange } from './policy.ts';

/** `- Headline: what goes` and `+ Headline: what comes`. */
export function changeLines({ field, before, after, cutInIptc }: FieldChange): string[] {
  const { label } = fieldTable[field];
  return [
    `- ${label}: ${[before ?? '(none)'].flat().join(', ')}`,
    `+ ${label}: ${[after].flat().join(', ')}${cutInIptc ? ' (cut in IPTC)' : ''}`,
  ];
}
