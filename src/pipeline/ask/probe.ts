/** One photo asked live before thousands are sent: a bad schema, key or model, or an unexpected bill, shows here. */
import { counted, dollarText } from '../../amounts.ts';
import { setRequestState, withdrawReleased } from '../../catalog/request-moves.ts';
import { waitingRequests } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import { type Failure, reasonIn } from '../../openai/failures.ts';
import { dollarsFor, type Tokens } from '../../openai/prices.ts';
import type { Asker } from './asker.ts';
import { askOne, RateGate } from './live.ts';
import { isProbeDue, setProbed } from './probe-due.ts';
import { estimateOf } from './request-profile.ts';
import { stopOf } from './retry.ts';

/** Photos that are tried, because the first may get no answer for a reason of its own. */
const mostPhotos = 3;
/** A bill over the estimate by more than this factor stops the run, or is mentioned. */
const stopAbove = 1.5;
const sayAbove = 1.2;

/**
 * Asks the first released photo live, with the body that its batch line would have, unless that has been done with
 * the same settings. Its answer counts. A photo that gets none (the model declines, the picture cannot be read) says
 * nothing about the form of requests: the next is tried, and it goes out again with the others. Each is asked once here.
 * Returns sentences for the user.
 * @throws StopError `bill-unexpected`, `request-refused`, `key-refused`, ..., and `no-answers` where several photos
 *   got none and more wait; nothing stays released then
 */
export async function probe(asker: Asker): Promise<string[]> {
  const { archive } = asker;
  if (!isProbeDue(archive)) return [];
  const gate = new RateGate(asker);
  const failures: Failure[] = [];
  for (const request of waitingRequests(archive.catalog, 'released')) {
    if (failures.length >= mostPhotos) throw withoutAnswers(asker, failures);
    setRequestState(archive.catalog, request.id, 'asking');
    const { applied, outcome } = await askOne(asker, request, gate);
    if (applied.kind === 'stop') throw stopped(asker, applied.failure);
    if (outcome?.kind === 'failure') failures.push(outcome.failure);
    if (outcome?.tokens !== undefined) checkBill(asker, request, outcome.tokens.input);
    if (outcome?.kind !== 'answer') continue;
    setProbed(archive);
    return [
      ...failureNotes(failures),
      ...probeNotes(asker, request, failures.length, outcome.tokens),
    ];
  }
  return failureNotes(failures);
}

function failureNotes(failures: readonly Failure[]): string[] {
  const last = failures.at(-1);
  return last === undefined
    ? []
    : [
        `${counted(failures.length, 'photo')} sent live as a test got no answer (${quoted(last)}); what can be asked again goes out with the others.`,
      ];
}

/** Several photos without an answer are no accident: thousands more would be paid for as little. */
function withoutAnswers(asker: Asker, failures: readonly Failure[]): StopError {
  withdrawReleased(asker.archive.catalog);
  const last = failures.at(-1);
  const stop = last === undefined ? undefined : whatStops(last);
  return (
    stop ??
    new StopError(
      'no-answers',
      `The first ${failures.length} photos were sent live as a test, and none got an answer${last === undefined ? '' : ` (the last: ${quoted(last)})`}.`,
      'Nothing more was sent. Look at these photos or choose another model; submit again to ask them in other words, or go on regardless with `--set probe=no`.',
    )
  );
}

/** What stops a run for a failure that does not lie with the photo or its answer. */
function whatStops(failure: Failure): StopError | undefined {
  return failure.kind === 'not-understood' ? undefined : stopOf(failure);
}

/** What the service or the model said, short enough for a sentence. */
function quoted(failure: Failure): string {
  const plain = reasonIn(failure).replace(/\s+/gu, ' ');
  return plain.length <= 120 ? plain : `${plain.slice(0, 119)}…`;
}

function stopped(asker: Asker, failure: Failure): StopError {
  withdrawReleased(asker.archive.catalog);
  return (
    stopOf(failure) ??
    new StopError('request-refused', failure.message, 'Nothing more was sent; check the settings.')
  );
}

type Estimated = { textTokens: number; imageTokens: number; answerTokens: number };

function checkBill(asker: Asker, request: Estimated, billed: number): void {
  const estimated = request.textTokens + request.imageTokens;
  if (billed <= estimated * stopAbove) return;
  withdrawReleased(asker.archive.catalog);
  throw new StopError(
    'bill-unexpected',
    `One photo was billed at ${billed} input tokens where ${estimated} were estimated, so the whole run would cost ${(billed / estimated).toFixed(1)} times as much.`,
    'Nothing more was sent. Lower preview.edge or choose another model; to go on regardless, run it with `--set probe=no`.',
  );
}

function probeNotes(
  asker: Asker,
  request: Estimated,
  tried: number,
  tokens: Tokens | undefined,
): string[] {
  if (tokens === undefined) return [];
  const bill = dollarsFor(tokens, asker.price, 'live');
  const estimate = estimateOf(request, asker.price, 'live');
  if (bill === undefined || estimate === undefined) return [];
  const ratio = estimate === 0 ? 1 : bill / estimate;
  const over =
    ratio > sayAbove ? ` That is ${Math.round((ratio - 1) * 100)}% over the estimate.` : '';
  return [
    `${tried === 0 ? 'One photo' : 'Another'} was sent live first and was answered for ${dollarText(bill)}: the service understands the requests.${over}`,
  ];
}
