/** One request under the faults that meet it, live or as a line of a batch, and its bill. */
import { complete } from './complete.ts';
import { type Asked, faultsOfLine } from './faults.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Service } from './service.ts';

export type Request = Omit<Asked, 'before'> & { readonly body: unknown };

/** @param early what the whole batch does to this line, if anything */
export async function ask(request: Request, service: Service, early?: Outcome): Promise<Outcome> {
  const { id, body, batch } = request;
  const { ledger } = service;
  const before = ledger.asked.get(id) ?? 0;
  const faults = faultsOfLine(service.faults, { ...request, before });
  const end = early ?? outcomeOf(faults);
  // Only a reply with a status can be sent to a live request.
  if (end !== undefined && (batch !== undefined || (end.kind === 'reply' && end.status > 0))) {
    ledger.executed(id);
    return end;
  }
  const outcome = await complete(body, service, faults);
  ledger.executed(id, outcome.bill);
  return { ...outcome, isDouble: faults.some(({ fault }) => fault === 'duplicate') };
}
