/** What became of delivered photos, out of the list that a portal gives back. */
import { counted } from '../../amounts.ts';
import { type DeliveredName, deliveriesTo, setOutcomes } from '../../catalog/delivery-outcomes.ts';
import { StopError } from '../../errors.ts';
import { readText } from '../../files/text-lines.ts';
import type { PortalRow, Verdict } from '../../rules/outlets/portal-list.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { StageContext } from '../archive/stage.ts';

export type PortalResults = Readonly<Record<Verdict, number>> & {
  /** Names in the list that are of no delivery to this outlet. */
  readonly unknown: readonly string[];
};

/** Characters of a list of a hundred thousand photos. */
const longestList = 32 * 1024 * 1024;

/** Writes down what a list says of photos that went to an outlet. @throws StopError `usage` for a file that is no such list */
export async function takePortalResults(
  { archive, clock }: StageContext,
  outlet: Outlet,
  file: string,
): Promise<PortalResults> {
  const { readPortalList } = await import('../../rules/outlets/portal-list.ts');
  const read = readPortalList(await readText(file, longestList));
  if ('complaint' in read)
    throw new StopError(
      'usage',
      `${file} is no list of results: ${read.complaint}`,
      'It needs one column with the names of files and one with what became of them, named in its first line.',
    );
  const counts = { accepted: 0, refused: 0, waiting: 0 };
  const unknown: string[] = [];
  const find = finder(deliveriesTo(archive.catalog, outlet.id));
  const outcomes = new Map<number, PortalRow>();
  for (const row of read.rows) {
    const photoId = find(row.name);
    if (photoId === undefined) unknown.push(row.name);
    // The last line about a photo holds.
    else outcomes.set(photoId, row);
  }
  for (const { verdict } of outcomes.values()) counts[verdict] += 1;
  const decided = [...outcomes].flatMap(([photoId, { reason, verdict }]) =>
    verdict === 'waiting'
      ? []
      : [{ photoId, state: verdict, reason: verdict === 'refused' ? reason : '' }],
  );
  setOutcomes(archive.catalog, outlet.id, decided, clock.now());
  return { ...counts, unknown };
}

/** By the name of a copy, however the portal writes it: `IMG_2041.jpg` also as `img-2041.JPEG`, where that is only one. */
function finder(delivered: readonly DeliveredName[]): (name: string) => number | undefined {
  const exact = new Map(delivered.map(({ name, photoId }) => [name.toLowerCase(), photoId]));
  const loose = Map.groupBy(delivered, ({ name }) => stemOf(name));
  return (name) => {
    const [like, another] = loose.get(stemOf(name)) ?? [];
    return exact.get(name.toLowerCase()) ?? (another === undefined ? like?.photoId : undefined);
  };
}

function stemOf(name: string): string {
  const stem = name.toLowerCase().replace(/\.(?:jpe?g|tiff?|png)$/, '');
  return stem.replace(/[^a-z0-9]+/g, '');
}

const namesTold = 5;

/** What was found, as a sentence: `Pond5: 12 accepted, 3 refused, 2 not decided`. */
export function resultsInWords({ name }: Outlet, results: PortalResults): string {
  const { accepted, refused, unknown, waiting } = results;
  const named = unknown.slice(0, namesTold).join(', ');
  const more = unknown.length > namesTold ? ', ...' : '';
  return [
    `${name}: ${accepted} accepted, ${refused} refused, ${waiting} not decided`,
    ...(unknown.length === 0
      ? []
      : [`${counted(unknown.length, 'name')} of no photo that went there: ${named}${more}`]),
  ].join('; ');
}
