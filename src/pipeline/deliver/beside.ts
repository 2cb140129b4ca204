/** A photo with what each outlet would get of it, side by side, and what speaks against that. */
import { counted } from '../../amounts.ts';
import { atOutlets } from '../../catalog/at-outlet.ts';
import { deliveriesOf } from '../../catalog/deliveries.ts';
import { photoName } from '../../catalog/photo-names.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { Archive } from '../archive/archive.ts';
import type { Beside, Fact } from '../archive/stage-view.ts';
import { variantFor } from '../archive/variant-for.ts';
import type { Candidate } from './outlook.ts';

/** Outlets that refuse it come first: there is something to mend. */
export function besideOf(
  { catalog }: Archive,
  outlets: readonly Outlet[],
  { id, master, path }: Candidate,
): Beside {
  const deliveries = deliveriesOf(catalog, id);
  const said = atOutlets(catalog, [id]).get(id);
  const told = outlets.map((outlet) => {
    const { description, done, keywords, notes, refusals, title } = variantFor(
      outlet,
      master,
      said?.get(outlet.id),
      path,
    );
    const became = deliveries.get(outlet.id);
    const state = became === undefined ? [] : [`${became.state} as ${became.name}`];
    const texts = [...new Set([title, description])].filter((text) => text !== '');
    const isRefused = refusals.length > 0;
    const isKept = said?.get(outlet.id)?.choice === 'keep';
    const fact: Fact = {
      name: outlet.name,
      note: (isRefused
        ? ['refuses it']
        : isKept
          ? ['kept from it']
          : [...state, counted(keywords.length, 'keyword')]
      ).join(', '),
      inFull: true,
      lines: [
        ...refusals.map((text) => ({ sign: '-', text }) as const),
        ...(isRefused ? [] : texts).map((text) => ({ sign: '+', text }) as const),
        ...(isRefused || done.length === 0 ? [] : [{ sign: ' ', text: done.join(', ') } as const]),
        ...notes.map((text) => ({ sign: '?', text }) as const),
      ],
    };
    return { fact, isRefused };
  });
  const facts = [...told].sort((a, b) => Number(b.isRefused) - Number(a.isRefused));
  return {
    photoIds: [id],
    facts: [[{ text: photoName(catalog, path), tone: 'strong' }, ...facts.map(({ fact }) => fact)]],
  };
}
