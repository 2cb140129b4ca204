/** What delivering to the outlets in use would come to: counted, with the reasons for refusals and some photos to look at. */
import { type RefusalReason, refusalReasons } from '../../catalog/delivery-outcomes.ts';
import {
  deliveryFolder,
  keepServers,
  outletsInUse,
  saveUnfit,
  type Unfit,
} from '../../catalog/outlets-in-use.ts';
import type { MasterText } from '../../rules/outlets/master-text.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { StageContext } from '../archive/stage.ts';
import { type DeliveryPlan, planDelivery } from './delivery.ts';
import { proposedFolder } from './folder.ts';

/** Photos that an outlet would refuse for the same reason. */
export type RefusedGroup = {
  readonly outlet: Outlet;
  readonly reason: string;
  readonly photos: number;
  /** Of the first of them. */
  readonly paths: readonly string[];
};

/** Photos that an outlet has refused at its portal for the same reason, '' where none is known. */
type PortalGroup = Omit<RefusalReason, 'outlet'> & { readonly outlet: Outlet };

/** A photo that may go to outlets, with the text that it is accepted with. */
export type Candidate = {
  readonly id: number;
  readonly path: string;
  readonly master: MasterText;
};

export type Outlook = {
  readonly plan: DeliveryPlan;
  /** The largest first. */
  readonly refused: readonly RefusedGroup[];
  /** What outlets have refused after it was delivered, by reason. */
  readonly portals: readonly PortalGroup[];
  /** Refused ones first: there a person may do something. */
  readonly candidates: readonly Candidate[];
  /** Sums over all outlets: copies to make, copies to upload, photos that have left with another text. */
  readonly copies: number;
  readonly uploads: number;
  readonly changed: number;
};

export type Looking = Pick<StageContext, 'archive' | 'signal'>;

const pathsShown = 2;
const candidatesShown = 20;

/** The outlets in use that there are, in the order of their table. */
export async function usedOutlets({
  archive,
}: Pick<Looking, 'archive'>): Promise<readonly Outlet[]> {
  const used = new Set(outletsInUse(archive.catalog));
  if (used.size === 0) return [];
  const { all } = await archive.outlets();
  return all.filter(({ id }) => used.has(id));
}

/**
 * Looks through every embedded photo, and writes down which are refused. What a rehearsal made up is never uploaded.
 * @param again counts what has left with another text among what is to be made
 * @throws InterruptedError
 */
export async function lookAtOutlets(
  context: Looking,
  outlets: readonly Outlet[],
  { again = false } = {},
): Promise<Outlook> {
  const { catalog, rehearsal, root } = context.archive;
  const groups = new Map<string, RefusedGroup>();
  const refusedOnes = new Map<number, Candidate>();
  const others = new Map<number, Candidate>();
  const unfit = new Map(outlets.map(({ id }) => [id, [] as Unfit[]]));
  const plan = await planDelivery(context, {
    outlets,
    into: deliveryFolder(catalog) ?? (rehearsal ? proposedFolder(root) : undefined),
    again,
    seen({ id, master, outlet, path, variant }, standing) {
      const isRefused = standing === 'refused';
      keepFirst(isRefused ? refusedOnes : others, { id, path, master });
      // Nothing is wrong with it; it is no longer waited for.
      if (standing === 'not-chosen') unfit.get(outlet.id)?.push({ photoId: id, reason: '' });
      if (!isRefused) return;
      const reason = variant.refusals.join(' ');
      unfit.get(outlet.id)?.push({ photoId: id, reason });
      addTo(groups, outlet, reason, path);
    },
  });
  for (const { outlet } of plan.outlets)
    await saveUnfit(catalog, outlet.id, unfit.get(outlet.id) ?? []);
  keepServers(
    catalog,
    plan.outlets.flatMap(({ outlet, remote }) => (remote === undefined ? [] : [outlet.id])),
  );
  const sum = (amount: (one: DeliveryPlan['outlets'][number]) => number) =>
    plan.outlets.reduce((all, one) => all + amount(one), 0);
  return {
    plan,
    refused: [...groups.values()].sort((a, b) => b.photos - a.photos),
    portals: refusalReasons(catalog).flatMap(({ outlet: id, ...group }) =>
      outlets.filter((outlet) => outlet.id === id).map((outlet) => ({ ...group, outlet })),
    ),
    candidates: [...new Map([...refusedOnes, ...others]).values()].slice(0, candidatesShown),
    copies: sum(({ copies }) => copies),
    uploads: sum(({ uploads }) => uploads),
    changed: sum(({ counts }) => counts['sent-changed']),
  };
}

function keepFirst(among: Map<number, Candidate>, candidate: Candidate): void {
  if (among.size < candidatesShown) among.set(candidate.id, candidate);
}

function addTo(
  groups: Map<string, RefusedGroup>,
  outlet: Outlet,
  reason: string,
  path: string,
): void {
  const key = `${outlet.id} ${reason}`;
  const { photos = 0, paths = [] } = groups.get(key) ?? {};
  const named = paths.length < pathsShown ? [...paths, path] : paths;
  groups.set(key, { outlet, reason, photos: photos + 1, paths: named });
}
