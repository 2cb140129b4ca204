/** The look at all outlets, kept while nothing changes: deriving every variant of a large archive takes seconds. */
import { stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Catalog } from '../../catalog/catalog.ts';
import { deliveryFolder } from '../../catalog/outlets-in-use.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { Archive } from '../archive/archive.ts';
import { type Looking, lookAtOutlets, type Outlook } from './outlook.ts';

type Kept = {
  readonly outlook: Outlook;
  readonly outlets: readonly Outlet[];
  /** What else it depends on. */
  readonly state: readonly unknown[];
};

const kept = new WeakMap<Catalog, Kept>();

/** As `lookAtOutlets`; what it was when nothing has been written since, here or in the folders of the copies. */
export async function outlookOf(context: Looking, outlets: readonly Outlet[]): Promise<Outlook> {
  const { archive } = context;
  const { catalog } = archive;
  const known = kept.get(catalog);
  const isSame = known?.outlets.every((one, at) => one === outlets[at]) === true;
  if (isSame && known.outlets.length === outlets.length)
    if (isDeepStrictEqual(await stateOf(archive, known.outlook), known.state)) return known.outlook;
  const before = catalog.changes();
  const outlook = await lookAtOutlets(context, outlets);
  // A look that wrote something down, or beside which something was written, is taken once more.
  if (catalog.changes() === before)
    kept.set(catalog, { outlook, outlets, state: await stateOf(archive, outlook) });
  else kept.delete(catalog);
  return outlook;
}

async function stateOf(
  { catalog, logins }: Archive,
  { plan: { blocked, outlets } }: Outlook,
): Promise<readonly unknown[]> {
  const folders = await Promise.all(
    outlets.map(({ folder }) =>
      stat(folder).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  const allowed = outlets.map(({ outlet }) => logins?.unprotected.isAllowed(outlet.id));
  return [catalog.changes(), deliveryFolder(catalog), folders, allowed, blocked.length];
}
