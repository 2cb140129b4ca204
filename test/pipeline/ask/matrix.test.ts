/**
 * Each way in which the service was seen to fail, and where every photo is afterwards: none lost, none paid twice, every
 * issue with its own code. The faults are the stand-in's, over real HTTP and the service's own client.
 */

import type { Faults } from 'openai-stand-in';
import { describe, expect, it } from 'vitest';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import type { RehearsalOptions } from '../../../src/rehearsal/server.ts';
import type { Settings } from '../../../src/settings.ts';
import { FakeClock, issueCodes, preparedWorld, startService, statuses } from './world.ts';

const photos = 6;

type Case = {
  readonly name: string;
  readonly faults: Faults;
  /** How many photos, where it takes another number. */
  readonly photos?: number;
  readonly settings?: Partial<Settings>;
  readonly service?: RehearsalOptions;
  /** Photos by stage in the end; all in review unless given. */
  readonly end?: Record<string, number>;
  readonly issues?: Record<string, number>;
  /** Whether answers had to be paid for again, because the first were of no use. */
  readonly paidAgain?: true;
  /** The error that stops the run. */
  readonly stop?: string;
  /** Photos by stage when what stopped it is mended; all in review unless given. */
  readonly afterwards?: Record<string, number>;
};

const first = { nth: 1 };

const wholeCalls: Case[] = [
  {
    name: 'a service that is busy',
    faults: { routes: [{ route: '*', fault: 'rate-limited', share: 0.3, milliseconds: 5000 }] },
  },
  {
    name: 'a service that fails now and then',
    faults: { routes: [{ route: '*', fault: 'server-error', share: 0.3 }] },
  },
  {
    name: 'a proxy that answers with a page',
    faults: { routes: [{ route: '*', fault: 'bad-gateway', share: 0.3 }] },
  },
  {
    name: 'connections that break',
    faults: { routes: [{ route: '*', fault: 'reset', share: 0.3 }] },
  },
  {
    name: 'replies that are lost',
    faults: { routes: [{ route: '*', fault: 'lost-reply', share: 0.3 }] },
  },
  {
    name: 'a network that answers everything with its login page',
    faults: { routes: [{ route: '*', fault: 'not-json', share: 0.3 }] },
  },
  {
    name: 'an upload that breaks off',
    faults: {
      routes: [{ route: 'files.create', fault: 'cut-upload', nth: [1, 2], bytes: 20_000 }],
    },
  },
  {
    name: 'an upload whose reply is lost',
    faults: { routes: [{ route: 'files.create', fault: 'lost-reply', ...first }] },
  },
  {
    name: 'a creation whose reply is lost',
    faults: { routes: [{ route: 'batches.create', fault: 'lost-reply', ...first }] },
  },
  {
    name: 'a creation that fails without having happened',
    faults: { routes: [{ route: 'batches.create', fault: 'server-error', nth: [1, 2] }] },
  },
  {
    name: 'a creation that is refused for the queue at once',
    faults: {
      routes: [
        {
          route: 'batches.create',
          fault: 'refused',
          nth: [1, 2],
          status: 429,
          code: 'token_limit_exceeded',
          message: 'Enqueued token limit reached. Limit: 2,000,000 enqueued tokens.',
        },
      ],
    },
  },
  {
    name: 'a download that breaks off',
    faults: { routes: [{ route: 'files.content', fault: 'cut-download', ...first }] },
  },
  {
    name: 'a download that ends early without a word',
    faults: { routes: [{ route: 'files.content', fault: 'short-download', ...first }] },
  },
  {
    name: 'an input file that cannot be deleted',
    faults: { routes: [{ route: 'files.delete', fault: 'server-error', from: 1 }] },
  },
  {
    name: 'a file that is too large for a proxy, and half of it too',
    faults: { routes: [{ route: 'files.create', fault: 'refused', nth: [1, 2], status: 413 }] },
  },
  {
    name: 'a proxy that takes no file at all',
    faults: { routes: [{ route: 'files.create', fault: 'refused', from: 1, status: 413 }] },
    stop: 'request-refused',
    end: { submit: photos },
  },
  {
    name: 'a server without batches',
    faults: { routes: [{ route: 'batches.list', fault: 'gone', from: 1 }] },
    stop: 'request-refused',
    end: { submit: photos },
  },
  {
    name: 'an input file that the service lost before creation',
    faults: { routes: [{ route: 'batches.create', fault: 'gone', ...first }] },
  },
  {
    name: 'a wrong key',
    faults: { routes: [{ route: '*', fault: 'wrong-key', from: 1 }] },
    stop: 'key-refused',
    end: { submit: photos },
  },
  {
    name: 'no credit',
    faults: { routes: [{ route: 'batches.create', fault: 'no-quota', from: 1 }] },
    stop: 'no-quota',
    end: { submit: photos },
  },
  {
    name: 'a service that stays away',
    faults: { routes: [{ route: '*', fault: 'reset', from: 1 }] },
    stop: 'service-unreachable',
    end: { submit: photos },
  },
];

const wholeBatches: Case[] = [
  {
    name: 'a queue that is full, twice',
    faults: { batches: [{ fault: 'token-limit', nth: [1, 2], limit: 2_000_000 }] },
  },
  { name: 'a queue smaller than one file', faults: {}, service: { queueLimit: 4000 } },
  {
    name: 'a queue that releases its places late',
    faults: { batches: [{ fault: 'slow-release', from: 1, polls: 2 }] },
    service: { queueLimit: 4000 },
  },
  {
    name: 'a batch that is invalid for no reason given',
    faults: {
      batches: [
        { fault: 'invalid', ...first, code: 'invalid_request', message: 'Cannot find file.' },
      ],
    },
  },
  {
    name: 'one line that the service refuses',
    faults: {
      batches: [
        {
          fault: 'invalid',
          ...first,
          code: 'missing_required_parameter',
          line: 3,
          message: 'Missing body.messages.',
        },
      ],
    },
    end: { review: photos - 1, submit: 1 },
    issues: { 'line-refused': 1 },
  },
  {
    name: 'a line that the service refuses in every batch',
    photos: 12,
    faults: {
      batches: [{ fault: 'invalid', from: 1, code: 'invalid_request', line: 1, message: 'No.' }],
    },
    settings: { 'batch.maxRequests': 4 },
    stop: 'request-refused',
    end: { submit: 12 },
    issues: { 'line-refused': 10 },
    afterwards: { review: 2, submit: 10 },
  },
  ...[0, 99, photos + 1, -1].flatMap((line): Case[] => [
    {
      name: `a batch that is refused for line ${line}, which its file does not have`,
      faults: { batches: [{ fault: 'invalid', from: 1, code: 'invalid_json_line', line }] },
      stop: 'request-refused',
      end: { submit: photos },
    },
    {
      name: `a batch that is refused once for line ${line}`,
      faults: { batches: [{ fault: 'invalid', ...first, code: 'invalid_json_line', line }] },
    },
  ]),
  {
    name: 'a batch that is refused whatever is in it',
    faults: { batches: [{ fault: 'invalid', from: 1, code: 'invalid_request', message: 'No.' }] },
    stop: 'request-refused',
    end: { submit: photos },
  },
  {
    name: 'a batch in which every line failed, without an output file',
    faults: { batches: [{ fault: 'all-failed', ...first, status: 500 }] },
  },
  {
    name: 'a batch in which every line is refused for its form',
    faults: { batches: [{ fault: 'all-failed', from: 1, status: 400, code: 'invalid_value' }] },
    stop: 'request-refused',
    end: { submit: photos },
  },
  {
    name: 'a batch that expires half done',
    faults: { batches: [{ fault: 'expired', ...first, part: 0.5 }] },
  },
  {
    name: 'a batch that expires before it begins',
    faults: { batches: [{ fault: 'expired', ...first, part: 0 }] },
  },
  {
    name: 'batches that always expire half done: the rest is asked live',
    faults: { batches: [{ fault: 'expired', from: 1, part: 0.5 }] },
  },
  {
    name: 'batches that never do anything: asked live after two',
    faults: { batches: [{ fault: 'expired', from: 1, part: 0 }] },
  },
  {
    name: 'batches that never do anything, and no live requests wanted',
    faults: { batches: [{ fault: 'expired', from: 1, part: 0 }] },
    settings: { 'batch.liveAfter': 0 },
    end: { collect: photos },
    issues: { 'service-failed': photos },
  },
  {
    name: 'a batch that somebody else cancelled',
    faults: { batches: [{ fault: 'cancelled', ...first, part: 0.5 }] },
    end: { review: photos / 2, submit: photos / 2 },
  },
  {
    name: 'a batch that is validated for long',
    faults: { batches: [{ fault: 'slow-validating', ...first, polls: 12 }] },
  },
  { name: 'results in another order', faults: { batches: [{ fault: 'shuffled', from: 1 }] } },
  {
    name: 'results that are there twice',
    faults: { batches: [{ fault: 'duplicate-lines', from: 1, part: 1 }] },
  },
  {
    name: 'lines in neither file',
    faults: { batches: [{ fault: 'missing-lines', ...first, part: 0.4 }] },
  },
  {
    name: 'answers that are there a while after the end',
    faults: { batches: [{ fault: 'late-files', from: 1, polls: 3 }] },
  },
  {
    name: 'a batch that does not say what it cost',
    faults: { batches: [{ fault: 'no-usage', from: 1 }] },
  },
];

const some = { share: 0.4, times: 1 };
const always = { share: 0.4 };

const singleLines: Case[] = [
  { name: 'lines with status 500', faults: { lines: [{ fault: 'status', status: 500, ...some }] } },
  { name: 'lines with status 429', faults: { lines: [{ fault: 'status', status: 429, ...some }] } },
  {
    name: 'lines with status 0 in the output file',
    faults: { lines: [{ fault: 'status-zero', ...some }] },
  },
  { name: 'lines that timed out', faults: { lines: [{ fault: 'timed-out', ...some }] } },
  {
    name: 'lines that were not executed in time',
    faults: { lines: [{ fault: 'expired', ...some }] },
  },
  { name: 'lines that are missing', faults: { lines: [{ fault: 'missing', ...some }] } },
  { name: 'lines that are there twice', faults: { lines: [{ fault: 'duplicate', ...always }] } },
  { name: 'pictures that are refused once', faults: { lines: [{ fault: 'bad-image', ...some }] } },
  {
    name: 'a picture that is always refused',
    faults: { lines: [{ fault: 'bad-image', ...first }] },
    settings: { 'batch.maxRequests': 6 },
    end: { collect: 1, review: photos - 1 },
    issues: { 'picture-refused': 1 },
  },
  {
    name: 'refusals that a neutral wording resolves',
    faults: { lines: [{ fault: 'refusal', ...some }] },
    paidAgain: true,
  },
  {
    name: 'answers that are withheld once',
    faults: { lines: [{ fault: 'filtered', ...some }] },
    paidAgain: true,
  },
  {
    name: 'answers that are cut off once',
    faults: { lines: [{ fault: 'cut-off', ...some }] },
    paidAgain: true,
  },
  {
    name: 'answers in prose, once',
    faults: { lines: [{ fault: 'not-json', ...some }] },
    paidAgain: true,
  },
  {
    name: 'empty answers, once',
    faults: { lines: [{ fault: 'empty', ...some }] },
    paidAgain: true,
  },
  {
    name: 'answers of another form, once',
    faults: { lines: [{ fault: 'other-json', ...some }] },
    paidAgain: true,
  },
  {
    name: 'lines that say the credit is used up',
    faults: { lines: [{ fault: 'status', status: 429, code: 'insufficient_quota', ...first }] },
    stop: 'no-quota',
    end: { review: photos - 1, submit: 1 },
  },
  { name: 'answers in a code fence', faults: { lines: [{ fault: 'fenced', ...always }] } },
  { name: 'answers in the plain form', faults: { lines: [{ fault: 'plain-form', ...always }] } },
  {
    name: 'answers with line separators in them',
    faults: { lines: [{ fault: 'line-separators', ...always }] },
  },
  { name: 'answers with odd text', faults: { lines: [{ fault: 'odd-text', ...always }] } },
  {
    name: 'answers with too few keywords',
    faults: { lines: [{ fault: 'few-keywords', count: 12, ...always }] },
  },
  {
    name: 'answers that repeat themselves and run too long',
    faults: {
      lines: [
        { fault: 'repeated-keywords', ...always },
        { fault: 'long-title', ...always },
        { fault: 'many-keywords', count: 120, ...always },
      ],
    },
  },
  {
    name: 'answers that do not say what they cost',
    faults: { lines: [{ fault: 'no-usage', ...always }] },
  },
];

async function play({
  faults,
  settings = {},
  service: options = {},
  photos: count = photos,
}: Case) {
  const clock = new FakeClock();
  const service = await startService(clock, { ...options, faults });
  const world = await preparedWorld({ photos: count, url: service.url, clock, settings });
  const thrown: unknown[] = [];
  const attempt = (work: Promise<unknown>) => work.catch((error: unknown) => thrown.push(error));
  await attempt(submit(world.context));
  if (thrown.length === 0) await attempt(collect(world.context, { wait: true }));
  const stats = service.stats();
  const stopped = thrown.length > 0;
  const found = {
    end: statuses(world.catalog),
    issues: issueCodes(world.catalog),
    stop: thrown.map((error) => (error as { code?: string }).code ?? String(error))[0],
  };
  const underWay = world.catalog.count("SELECT count(*) FROM request WHERE state = 'asking'");
  const billed = world.catalog.count(
    "SELECT count(*) FROM attempt WHERE input > 0 OR outcome = 'answered'",
  );
  service.setFaults({});
  if (stopped) {
    await submit(world.context);
    await collect(world.context, { wait: true });
  }
  const afterwards = { statuses: statuses(world.catalog), twice: service.stats().picturesTwice };
  const useless = world.catalog.count(
    "SELECT count(DISTINCT request_id) FROM attempt WHERE outcome != 'answered' AND input > 0",
  );
  world.close();
  await service.close();
  return { useless, found, stats, billed, underWay, afterwards };
}

describe.each([
  ['whole calls', wholeCalls],
  ['whole batches', wholeBatches],
  ['single lines', singleLines],
])('%s', (_, cases) => {
  it.each(cases)('$name', async (row) => {
    const { useless, found, stats, billed, underWay, afterwards } = await play(row);
    expect(found).toEqual({
      end: row.end ?? { review: photos },
      issues: row.issues ?? {},
      stop: row.stop,
    });
    expect(stats.picturesTwice).toHaveLength(useless);
    expect(useless > 0).toBe(row.paidAgain ?? false);
    expect(billed).toBe(stats.executedRequests);
    if (row.stop === undefined) {
      expect(underWay).toBe(0);
    } else {
      // What stopped it is mended: the same commands finish the work, and nothing is paid for again.
      const statuses = row.afterwards ?? { review: photos };
      expect(afterwards).toEqual({ statuses, twice: [] });
    }
  });
});
