/** One photo asked live before thousands are sent: a bad schema, key or model, or an unexpected bill, shows here. */
import { dollarText } from '../../amounts.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { setRequestState, withdrawReleased } from '../../catalog/request-moves.ts';
import { waitingRequests } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import type { Failure } from '../../openai/failures.ts';
import type { Archive } from '../archive/archive.ts';
import { askOne, RateGate } from './live.ts';
import { billOf, estimateOf, settingsFingerprint } from './request-profile.ts';
import { stopOf } from './retry.ts';
import type { ServiceContext } from './service-context.ts';

/** Remembers the settings that one photo has been asked with, so that the others may follow. */
const probedKey = 'asking.probed';

/** Whether one photo is to be asked live before batches are sent. */
export function isProbeDue(archive: Archive): boolean {
  return (
    archive.settings.probe && getMeta(archive.catalog, probedKey) !== settingsFingerprint(archive)
  );
}

/** Photos that are tried when the first ones fail for reasons of their own. */
const mostPhotos = 3;
/** A bill over the estimate by more than this factor stops the run, or is mentioned. */
const stopAbove = 1.5;
const sayAbove = 1.2;

/**
 * Asks the first released photo live, with the body that its batch line would have, unless that has been done with
 * the same settings. Its answer counts. Returns sentences for the user.
 * @throws StopError `bill-unexpected`, `request-refused`, `key-refused`, ...; nothing stays released then
 */
export async function probe(serviceContext: ServiceContext): Promise<string[]> {
  const { catalog } = serviceContext.archive;
  if (!isProbeDue(serviceContext.archive)) return [];
  const candidates = waitingRequests(catalog, 'released').take(mostPhotos).toArray();
  const gate = new RateGate(serviceContext);
  let last: Failure | undefined;
  for (const request of candidates) {
    setRequestState(catalog, request.id, 'asking');
    const { applied, outcome } = await askOne(serviceContext, request, gate);
    if (applied.kind === 'stop') throw stopped(serviceContext, applied.failure);
    if (outcome === undefined) continue;
    if (outcome.kind === 'failure') last = outcome.failure;
    if (outcome.tokens !== undefined) checkBill(serviceContext, request, outcome.tokens.input);
    if (outcome.kind !== 'answer') continue;
    setMeta(catalog, probedKey, settingsFingerprint(serviceContext.archive));
    return probeNotes(serviceContext, request, outcome.tokens);
  }
  if (last === undefined) return [];
  throw stopped(serviceContext, { ...last, kind: 'request' });
}

function stopped(serviceContext: ServiceContext, failure: Failure): StopError {
  withdrawReleased(serviceContext.archive.catalog);
  return (
    stopOf(failure) ??
    new StopError('request-refused', failure.message, 'Nothing more was sent; check the settings.')
  );
}

type Estimated = { textTokens: number; imageTokens: number; answerTokens: number };

function checkBill(serviceContext: ServiceContext, request: Estimated, billed: number): void {
  const estimated = request.textTokens + request.imageTokens;
  if (billed <= estimated * stopAbove) return;
  withdrawReleased(serviceContext.archive.catalog);
  throw new StopError(
    'bill-unexpected',
    `One photo was billed at ${billed} input tokens where ${estimated} were estimated, so the whole run would cost ${(billed / estimated).toFixed(1)} times as much.`,
    'Nothing more was sent. Lower preview.edge or choose another model; to go on regardless, run it with `--set probe=no`.',
  );
}

function probeNotes(
  serviceContext: ServiceContext,
  request: Estimated,
  tokens: Parameters<typeof billOf>[0],
): string[] {
  const bill = billOf(tokens, serviceContext.price, 'live');
  const estimate = estimateOf(request, serviceContext.price, 'live');
  if (bill === undefined || estimate === undefined || tokens === undefined) return [];
  const ratio = estimate === 0 ? 1 : bill / estimate;
  const over =
    ratio > sayAbove ? ` That is ${Math.round((ratio - 1) * 100)}% over the estimate.` : '';
  return [
    `One photo was sent live first and was answered for ${dollarText(bill)}: the service understands the requests.${over}`,
  ];
}
