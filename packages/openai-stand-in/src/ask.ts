/** One request under the faults that meet it, live or as a line of a batch, and its bill. */
import { complete } from './complete.ts';
import { faultsOfLine } from './faults.ts';
import { type LineEnd, lineEnd } from './result-line.ts';
import type { Service } from './service.ts';
import type { CompletionUsage } from './wire.ts';

export type Request = {
  /** The `custom_id`; of a live request a digest of its picture. */
  readonly id: string;
  readonly body: unknown;
  /** Line in its batch, from 1; of a live request the number of the call. */
  readonly nth: number;
  /** The number of its batch; undefined for live requests. */
  readonly batch?: number | undefined;
};

export type Asked = LineEnd & {
  /** What was billed, whether the answer says so or not. */
  readonly usage?: CompletionUsage | undefined;
  /** Whether its line stands twice in the file. */
  readonly isDouble?: boolean | undefined;
};

/** @param end what the whole batch does to this line, if anything */
export async function ask(request: Request, service: Service, end?: LineEnd): Promise<Asked> {
  const { id, body, batch } = request;
  const before = service.ledger.asked.get(id) ?? 0;
  const faults = faultsOfLine(service.faults, { ...request, before });
  const early = end ?? lineEnd(faults);
  // Only a reply with a status can be sent to a live request.
  if (
    early !== undefined &&
    (batch !== undefined || (early.kind === 'reply' && early.status > 0))
  ) {
    service.ledger.executed(id);
    return early;
  }
  const { completion, bill } = await complete(body, service, faults);
  service.ledger.executed(id, bill);
  return {
    kind: 'reply',
    ...completion,
    usage: bill?.usage,
    isDouble: faults.some(({ fault }) => fault === 'duplicate'),
  };
}
