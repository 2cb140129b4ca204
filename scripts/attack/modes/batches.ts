/** Batches that are not what the service's documentation says. The honest service's own are changed on their way. */
import { echo, json, steering } from '../replies.ts';
import type { Json } from '../service.ts';
import { each, type Mode, wayOut } from './mode.ts';

const huge = 'raw:1e308';
const batches = ['batches.create', 'batches.list', 'batches.get'] as const;
/** The same as the honest batch, and as it would be if it had come to its end in this way. */
const ended = (more: Json) => each((batch) => ({ ...batch, status: 'completed', ...more }));

export const batchModes: readonly Mode[] = [
  {
    name: 'batch-nothing',
    what: 'a batch is answered {}',
    at: ['batches.create'],
    reply: json({}),
  },
  {
    name: 'batch-id-object',
    what: 'the id of a batch is an object',
    at: batches,
    change: each((batch) => ({ ...batch, id: { id: batch['id'] } })),
  },
  {
    name: 'batch-id-way-out',
    what: 'the id of a batch leads out of the archive',
    at: batches,
    change: each((batch) => ({ ...batch, id: wayOut })),
  },
  {
    name: 'batch-id-same',
    what: 'every batch has the same id',
    at: batches,
    change: each((batch) => ({ ...batch, id: 'batch_same' })),
  },
  {
    name: 'batch-metadata',
    what: 'our own name of a batch is "../../x"',
    at: batches,
    change: each((batch) => ({
      ...batch,
      metadata: {
        ...(batch['metadata'] as Json),
        tag: '../../x',
        part: '../../x',
        proofsheet: '../../x',
      },
    })),
  },
  {
    name: 'batch-metadata-odd',
    what: 'what a batch says of itself is no text',
    at: batches,
    change: each((batch) => ({
      ...batch,
      metadata: { a: 1, b: null, c: { d: [] }, __proto__: 'x' },
    })),
  },
  {
    name: 'batch-metadata-steering',
    what: 'every text of a batch steers a terminal',
    at: batches,
    change: each((batch) => ({
      ...batch,
      status: `in_progress${steering}`,
      endpoint: steering,
      metadata: { ...(batch['metadata'] as Json), note: steering },
      errors: { data: [{ code: steering, message: echo, param: steering, line: 1 }] },
    })),
  },
  {
    name: 'batch-failed',
    what: 'every batch fails with a hundred thousand reasons',
    at: batches,
    change: each((batch) => ({
      ...batch,
      status: 'failed',
      errors: {
        data: Array.from({ length: 100_000 }, (_, line) => ({
          code: 'invalid',
          message: steering,
          line: line + 1,
        })),
      },
    })),
    waits: true,
  },
  {
    name: 'batch-failed-oddly',
    what: 'every batch fails, and the reasons are no reasons',
    at: batches,
    change: each((batch) => ({
      ...batch,
      status: 'failed',
      errors: {
        data: [
          null,
          1,
          'x',
          [],
          { line: 'raw:1e308', code: {}, message: [] },
          { line: -1 },
          { line: 0.5, code: 7 },
        ],
      },
    })),
    waits: true,
  },
  {
    name: 'batch-queue',
    what: 'the queue never has room',
    at: batches,
    change: each((batch) => ({
      ...batch,
      status: 'failed',
      errors: {
        data: [
          {
            code: 'token_limit_exceeded',
            message: 'Enqueued token limit reached for gpt-6-luna. Limit: -1 enqueued tokens.',
            line: null,
          },
        ],
      },
    })),
    waits: true,
  },
  {
    name: 'batch-numbers',
    what: 'counts and times of a batch are 1e308, negative, broken or text',
    at: batches,
    change: each((batch, index) => ({
      ...batch,
      created_at: 'tomorrow',
      expires_at: huge,
      completed_at: -1,
      request_counts: { total: huge, completed: index === 0 ? huge : -3.5, failed: 'many' },
    })),
  },
  {
    name: 'batch-null',
    what: 'everything of a batch but its id is null',
    at: batches,
    change: each((batch) => ({
      ...Object.fromEntries(Object.keys(batch).map((name) => [name, null])),
      id: batch['id'],
    })),
    waits: true,
  },
  {
    name: 'batch-backwards',
    what: 'a batch goes backwards: completed, then validating',
    at: batches,
    change: (honest, { nth, route }) =>
      route === 'batches.get'
        ? { ...honest, status: nth % 2 === 1 ? 'finalizing' : 'validating', output_file_id: null }
        : honest,
    waits: true,
  },
  {
    name: 'batch-other',
    what: 'another batch is shown than was asked for',
    at: ['batches.get'],
    change: (honest) => ({
      ...honest,
      id: 'batch_other',
      input_file_id: 'file-other',
      metadata: {},
    }),
  },
  {
    name: 'batch-for-ever',
    what: 'a batch is validated for ever',
    at: batches,
    change: each((batch) => ({ ...batch, status: 'validating', output_file_id: null })),
    waits: true,
  },
  {
    name: 'batch-unknown-status',
    what: 'a status that nobody knows',
    at: batches,
    change: each((batch) => ({ ...batch, status: 'exploded', output_file_id: null })),
    waits: true,
  },
  {
    name: 'batch-without-files',
    what: 'completed, and no file of answers',
    at: batches,
    change: ended({ output_file_id: null, error_file_id: null }),
    waits: true,
  },
  {
    name: 'batch-file-way-out',
    what: 'the id of the file of answers leads out of the archive',
    at: batches,
    change: ended({ output_file_id: wayOut, error_file_id: '../../../../canary/notes.txt' }),
  },
  {
    name: 'batch-file-object',
    what: 'the ids of its files are objects and numbers',
    at: batches,
    change: ended({ output_file_id: { a: 1 }, error_file_id: 7, input_file_id: ['x'] }),
    waits: true,
  },
  {
    name: 'batch-file-same',
    what: 'answers, failures and requests are the same file',
    at: batches,
    change: each((batch) => ({
      ...batch,
      error_file_id: batch['output_file_id'],
      input_file_id: batch['output_file_id'],
    })),
  },
];
