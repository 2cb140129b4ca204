/**
 * The limits of the service that have to be learned. How much may wait in its batch queue: OpenAI publishes no number for
 * most models and accounts; a batch that exceeds it fails with the number in its message. Until then the limit is found by
 * doubling what was accepted. And how large a file may be, which a proxy before the service may decide.
 */
import type { Catalog } from '../../catalog/catalog.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { assumedQueueLimit, findModel } from '../../openai/models.ts';
import type { Settings } from '../../settings.ts';

export type QueueLimit = {
  /** Tokens. */
  readonly limit: number;
  /** Whether the service or the user named it; else it is what was accepted so far, or a start. */
  readonly known: boolean;
  /** How many tokens of the service's counting one of our estimated tokens is; 1 until refusals say otherwise. */
  readonly weight: number;
  /** The user's setting at the time; another one is believed before what was learned. */
  readonly given?: number;
};

/** A part of the limit is left free, because our counting is an estimate. */
const usable = 0.9;

const queueKey = (model: string) => `queue.${model}`;

/** The queue limit of a model as known by now: the user's setting, what was learned, or a start. */
export function queueLimit(catalog: Catalog, settings: Settings, model: string): QueueLimit {
  const learned = getMeta<QueueLimit>(catalog, queueKey(model));
  const given = settings['batch.queueLimit'];
  const weight = learned?.weight ?? 1;
  if (given > 0 && learned?.given !== given) return { limit: given, known: true, weight, given };
  if (learned !== undefined) return learned;
  const limit = findModel(model)?.queueLimit ?? assumedQueueLimit;
  return { limit, known: false, weight };
}

/** Keeps what a refusal or an acceptance taught. */
export function learnQueueLimit(catalog: Catalog, model: string, limit: QueueLimit): void {
  setMeta(catalog, queueKey(model), limit);
}

/** Estimated tokens that may be in the queue in all. */
export function queueRoom({ limit, weight }: QueueLimit): number {
  return Math.floor((limit * usable) / weight);
}

/** Estimated tokens of one batch file: two fit into the queue, so that one is worked on while the other goes up. */
export function partTokens(limit: QueueLimit): number {
  return Math.max(1, Math.floor(queueRoom(limit) / 2));
}

/**
 * What an accepted batch teaches with the queue filled this far. One file of full length, accepted, says that our
 * counting was taken for too low too harshly; two at once say that a limit nobody named may be twice as high.
 */
export function afterAcceptance(limit: QueueLimit, queued: number): QueueLimit {
  const room = queueRoom(limit);
  if (limit.weight > 1 && queued * 3 >= room) return { ...limit, weight: limit.weight / 2 };
  if (limit.known || queued * 2 < room) return limit;
  return { ...limit, limit: limit.limit * 2 };
}

/** A picture whose base64 counts as text weighs about a hundred times what we estimate; nothing weighs more. */
const heaviest = 128;

/**
 * What a refused batch teaches.
 * @param named the limit that the service named, in tokens
 * @param alone whether nothing else of ours was in the queue
 * @param waited whether the same batch was refused before, after a pause: our counting may be too low, or the
 *   service slow in giving back the places of batches that have ended
 */
export function afterRefusal(
  limit: QueueLimit,
  { named, alone, waited }: { named: number | undefined; alone: boolean; waited: boolean },
): QueueLimit {
  const learned =
    named === undefined
      ? { ...limit, limit: alone ? limit.limit : Math.max(1, Math.floor(limit.limit / 2)) }
      : { ...limit, limit: named, known: true };
  if (!alone || !waited) return learned;
  return { ...learned, weight: Math.min(heaviest, learned.weight * 2) };
}

const fileKey = 'file.bytes';

/** Remembers that a file of this size was refused; the next ones are half as large. */
export function learnFileSize(catalog: Catalog, refusedBytes: number): void {
  setMeta(catalog, fileKey, Math.floor(refusedBytes / 2));
}

/** Bytes that a batch file with more than one request may have. */
export function mostFileBytes(catalog: Catalog, settings: Settings): number {
  const learned = getMeta<number>(catalog, fileKey) ?? Number.POSITIVE_INFINITY;
  return Math.min(settings['batch.maxMegabytes'] * 1e6, learned);
}
