/** What a file given to `batch import` is: results, tasks, or something that can be named. */
import { StopError } from '../../errors.ts';
import { readJsonRecords } from '../../files/json-records.ts';
import { readResult } from '../../openai/answer.ts';
import { readTask } from './task-file.ts';

type Fields = Readonly<Record<string, unknown>>;

const advice =
  'Give result files (lines with custom_id and response), and task files if their ids need explaining.';

/** JSON that is neither, as people come by it. */
const others: readonly (readonly [
  is: (fields: Fields) => boolean,
  what: string,
  advice: string,
])[] = [
  [
    (fields) => 'output_file_id' in fields,
    'is the description of a batch, not its results',
    'Download the file that its output_file_id names, and give that.',
  ],
  [
    (fields) => 'error' in fields,
    'is an error message of a service, not a file of results',
    'Download the results once more.',
  ],
  [
    (fields) => 'path' in fields && ('title' in fields || 'keywords' in fields),
    'is a file of texts',
    'Read it with `proofsheet review --import FILE`.',
  ],
];

/** Records that are looked at before a file counts as neither. */
const mostLooked = 1000;

/** What a file is, by its first readable line. @throws StopError `usage` when it cannot be read or is neither */
export async function kindOfFile(file: string): Promise<'results' | 'tasks'> {
  let first: Fields | undefined;
  let looked = 0;
  let damaged = 0;
  for await (const records of readJsonRecords(file)) {
    for (const record of records) {
      if (!('value' in record)) {
        if (/"custom_id"\s*:/.test(record.text)) damaged++;
        continue;
      }
      const { value } = record;
      if (('response' in value || 'error' in value) && readResult(value) !== undefined)
        return 'results';
      if (readTask(value) !== undefined) return 'tasks';
      first ??= value;
    }
    looked += records.length;
    if (looked > mostLooked) break;
  }
  // Nothing but damaged results are still results: each is told with its photo.
  if (first === undefined && damaged > 0) return 'results';
  const other = others.find(([is]) => first !== undefined && is(first));
  if (other !== undefined) throw new StopError('usage', `${file} ${other[1]}.`, other[2]);
  throw new StopError('usage', `${file} is neither a result file nor a task file.`, advice);
}
