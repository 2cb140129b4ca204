/** A line of a result file, of the service or from elsewhere, as a result. */
import type { JsonRecord } from '../../files/json-records.ts';
import { type ResultLine, readResult } from '../../openai/answer.ts';
import type { Failure } from '../../openai/failures.ts';

/** The code of the failure of a photo whose line is damaged. */
const lineDamaged = 'line-damaged';

/** The result in a record; of a damaged one, the failure of the photo whose id can still be read. */
export function resultIn(record: JsonRecord): ResultLine | undefined {
  if ('value' in record) return readResult(record.value);
  const id = /"custom_id"\s{0,9}:\s{0,9}"([^"\\]{1,500})"/.exec(record.text)?.[1];
  if (id === undefined) return undefined;
  const message = `its line ${record.damage}`;
  const failure: Failure = { kind: 'not-understood', code: lineDamaged, status: 200, message };
  return { customId: id, outcome: { kind: 'failure', failure } };
}

export function isDamaged({ outcome }: ResultLine): boolean {
  return outcome.kind === 'failure' && outcome.failure.code === lineDamaged;
}
