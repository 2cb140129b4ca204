/** Batches under way as a person sees them, and how often to look at them. */
import { batchesIn, recentBatches, type StoredBatch } from '../../catalog/batches.ts';
import { spentByBatch } from '../../catalog/ledger.ts';
import { bounds } from '../../openai/bounds.ts';
import type { Archive } from '../archive/archive.ts';

export type BatchView = {
  readonly number: number;
  /** The service's id, or our tag while it has none. */
  readonly name: string;
  /** A few words: `waiting for room`, `validating`, `in progress`, `collected`, ... */
  readonly state: string;
  readonly way: 'service' | 'file';
  readonly model: string;
  readonly photos: number;
  readonly answered: number;
  readonly failed: number;
  /** Estimated dollars; undefined where no price is known. */
  readonly dollars: number | undefined;
  /** What it cost, in dollars, by what the service reported; undefined until it is over, and where no price is known. */
  readonly cost: number | undefined;
  readonly sentAt: Date | undefined;
  /** When the service said that it had ended. */
  readonly endedAt: Date | undefined;
  /** When the service gives up on it. */
  readonly dueBy: Date | undefined;
  /** Milliseconds since it was sent. */
  readonly age: number | undefined;
  readonly over: boolean;
  /** Whether cancelling it and sending its photos again is worth trying. */
  readonly stuck: boolean;
  /** What is odd about it. */
  readonly remark?: string | undefined;
};

const stateWords: Readonly<Record<StoredBatch['state'], string>> = {
  written: 'waiting to be uploaded',
  uploaded: 'waiting for room in the queue',
  creating: 'being created',
  open: 'sent',
  collected: 'collected',
  abandoned: 'given up, its photos wait again',
  exported: 'written for another engine',
};

/** The newest batches, newest first. */
export function batchViews(archive: Archive, now: Date): BatchView[] {
  const batches = recentBatches(archive.catalog);
  const over = batches.filter(isOver).map(({ id }) => id);
  const spent = spentByBatch(archive.catalog, over);
  return batches.map((batch) => viewOf(batch, spent.get(batch.id) ?? undefined, now));
}

/** A batch that has been read for longer than this is stuck. */
const longValidation = 30 * 60_000;
/** A batch that the service has not ended this long after its deadline is stuck. */
const longOverdue = 60 * 60_000;
const day = 24 * 60 * 60_000;
/** No service is given longer, whatever deadline it names. */
const longestWindow = 7 * day;

/** Whether the service seems to have forgotten a batch. */
export function isStuck(batch: StoredBatch, now: Date): boolean {
  return remarkOn(batch, now) !== undefined;
}

function remarkOn(batch: StoredBatch, now: Date): string | undefined {
  const { state, status, sentAt, endedAt } = batch;
  const isRead = state !== 'open' || endedAt !== null || status !== 'validating';
  if (!isRead && sentAt !== null && now.getTime() - Date.parse(sentAt) > longValidation)
    return 'The service has been reading it for over half an hour.';
  return overdue(batch, now) > longOverdue ? 'It should have ended before now.' : undefined;
}

/** Milliseconds since a batch should have ended; negative before. It was given a day, unless the service says otherwise. */
function overdue({ state, sentAt, endedAt, expiresAt }: StoredBatch, now: Date): number {
  if (state !== 'open' || endedAt !== null || sentAt === null) return Number.NEGATIVE_INFINITY;
  const sent = Date.parse(sentAt);
  const due = expiresAt === null ? sent + day : Date.parse(expiresAt);
  const since = now.getTime() - Math.min(due, sent + longestWindow);
  // More time than any batch is given is left: the clock was set back since.
  return since < -longestWindow - day ? Number.POSITIVE_INFINITY : since;
}

/** Whether nobody waits any longer for a batch that the service does not end. */
export function isGivenUp(batch: StoredBatch, now: Date): boolean {
  return overdue(batch, now) > bounds.overdue;
}

/** What is to be done about such a batch. */
export function overdueText(batch: StoredBatch, now: Date): string | undefined {
  if (!isGivenUp(batch, now)) return undefined;
  return `The service does not end it. Cancel it with \`proofsheet batch cancel ${batch.id}\`, or give it up with \`proofsheet batch forget ${batch.id}\`.`;
}

const isOver = ({ state }: StoredBatch) => state === 'collected' || state === 'abandoned';

function viewOf(batch: StoredBatch, cost: number | undefined, now: Date): BatchView {
  const sentAt = batch.sentAt === null ? undefined : new Date(batch.sentAt);
  const age = sentAt === undefined ? undefined : now.getTime() - sentAt.getTime();
  const over = isOver(batch);
  const stuck = remarkOn(batch, now);
  const remark = stuck ?? batch.failure ?? undefined;
  return {
    number: batch.id,
    name: batch.remoteId ?? batch.tag,
    state:
      batch.state === 'open' ? (batch.status ?? 'sent').replace('_', ' ') : stateWords[batch.state],
    way: batch.way,
    model: batch.model,
    photos: batch.requests,
    answered: batch.completed,
    failed: batch.failed,
    dollars: batch.dollars ?? undefined,
    cost,
    sentAt,
    endedAt: batch.endedAt === null ? undefined : new Date(batch.endedAt),
    dueBy: batch.expiresAt === null ? undefined : new Date(batch.expiresAt),
    age,
    over,
    stuck: stuck !== undefined,
    remark: over ? undefined : remark,
  };
}

/** Seconds between looks, by the age of the batch in seconds: often at first, then politely; not often after a clock was set back. */
const pauses: readonly (readonly [youngerThan: number, seconds: number])[] = [
  [-60, 60],
  [15, 1],
  [60, 5],
  [600, 30],
  [3600, 60],
  [Number.POSITIVE_INFINITY, 300],
];

/** Milliseconds until something may have happened: the youngest batch decides, or the end of a pause. */
export function pauseUntilNext(archive: Archive, now: Date): number {
  const waits = batchesIn(archive.catalog, 'open', 'uploaded', 'written').map((batch) => {
    if (batch.state !== 'open')
      return Math.max(1000, Date.parse(batch.notBefore ?? '') - now.getTime() || 5000);
    const age = (now.getTime() - Date.parse(batch.sentAt ?? now.toISOString())) / 1000;
    const seconds = pauses.find(([youngerThan]) => age < youngerThan)?.[1] ?? 300;
    return seconds * 1000;
  });
  return Math.min(300_000, ...waits);
}
