/** Files, lists and models that are not what they should be. The honest service's own are changed on their way. */
import { json, steering } from '../replies.ts';
import type { Json } from '../service.ts';
import { each, type Mode, wayOut } from './mode.ts';

const id = (value: unknown) => (honest: Json) => ({ ...honest, id: value });
const uploads = ['files.create'] as const;

export const objects: readonly Mode[] = [
  { name: 'upload-nothing', what: 'an upload is answered {}', at: uploads, reply: json({}) },
  {
    name: 'upload-id-object',
    what: 'the id of a file is an object',
    at: uploads,
    change: id({ a: 1 }),
  },
  {
    name: 'upload-id-way-out',
    what: 'the id of a file leads out of the archive',
    at: uploads,
    change: id(wayOut),
  },
  {
    name: 'upload-id-header',
    what: 'the id of a file has line ends and a header in it',
    at: uploads,
    change: id('file-1\r\nx-evil: 1\r\n\r\n'),
  },
  {
    name: 'upload-id-query',
    what: 'the id of a file is a question to another route',
    at: uploads,
    change: id('../batches?limit=1#'),
  },
  {
    name: 'upload-id-long',
    what: 'the id of a file has ten million characters',
    at: uploads,
    change: id('f'.repeat(10_000_000)),
  },
  {
    name: 'upload-id-steering',
    what: 'the id of a file steers a terminal',
    at: uploads,
    change: id(steering),
  },
  {
    name: 'upload-bytes',
    what: 'a file has -1e308 bytes and was made in the year 1e300',
    at: uploads,
    change: (honest) => ({
      ...honest,
      bytes: 'raw:-1e308',
      created_at: 'raw:1e300',
      filename: steering,
    }),
  },
  {
    name: 'list-endless',
    what: 'the list says for ever that there is more',
    at: ['batches.list', 'files.list'],
    change: (honest, { nth }) => ({
      ...honest,
      has_more: true,
      data: (honest['data'] as Json[]).concat({
        ...(honest['data'] as Json[])[0],
        id: `batch_more${nth}`,
        object: 'batch',
        status: 'completed',
        metadata: {},
      }),
    }),
    most: 450,
  },
  {
    name: 'list-same',
    what: 'the list shows the same page for ever',
    at: ['batches.list', 'files.list'],
    change: (honest) => ({
      ...honest,
      has_more: true,
      data: [{ id: 'batch_1', status: 'completed' }],
    }),
  },
  {
    name: 'list-empty-more',
    what: 'an empty page, and there is more',
    at: ['batches.list', 'files.list'],
    change: (honest) => ({ ...honest, has_more: true, data: [] }),
  },
  {
    name: 'list-none',
    what: 'a list without entries of its own',
    at: ['batches.list', 'files.list'],
    reply: json({ object: 'list', has_more: true }),
  },
  {
    name: 'list-odd',
    what: 'entries that are null, numbers and lists',
    at: ['batches.list', 'files.list'],
    reply: json({ object: 'list', has_more: false, data: [null, 1, 'x', [], {}] }),
  },
  {
    name: 'list-huge',
    what: 'a hundred thousand batches on a page',
    at: ['batches.list'],
    change: (honest) => ({
      ...honest,
      data: Array.from({ length: 100_000 }, (_, index) => ({
        id: `batch_${index}`,
        status: 'completed',
      })),
    }),
  },
  {
    name: 'list-of-strangers',
    what: 'the list is full of batches of others with names like ours',
    at: ['batches.list'],
    change: (honest) => ({
      ...honest,
      data: (honest['data'] as Json[]).flatMap((batch) => [
        { ...batch, id: 'batch_a', metadata: { ...(batch['metadata'] as Json) } },
        { ...batch, id: 'batch_b' },
        batch,
      ]),
    }),
  },
  {
    name: 'model-steering',
    what: 'the model has a name that steers a terminal',
    at: ['models.get', 'models.list'],
    change: each((model) => ({ ...model, id: steering, owned_by: steering })),
  },
  {
    name: 'model-odd',
    what: 'the model is a list of numbers',
    at: ['models.get', 'models.list'],
    reply: json({ object: 'list', data: [1, null, { id: 7 }, { id: null }] }),
  },
  {
    name: 'models-huge',
    what: 'a hundred thousand models',
    at: ['models.get', 'models.list'],
    reply: json({
      id: 'x',
      object: 'list',
      data: Array.from({ length: 100_000 }, (_, index) => ({
        id: `gpt-${index}`,
        object: 'model',
        created: index,
      })),
    }),
  },
];
