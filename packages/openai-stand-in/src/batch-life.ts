/**
 * The life of a batch: validating, in progress, finalizing, an end. It advances when somebody asks for it: by so many
 * polls, or by the time that has passed since.
 */
import { type BatchRecord, failedWith, inStatus, isOver } from './batch.ts';
import { finishBatch } from './batch-end.ts';
import { missingFile, queueFull, validateFile } from './batch-file.ts';
import { type RunContext, runLines } from './batch-run.ts';
import { faultsOfBatch } from './faults.ts';

/** How batches advance. Polls are calls that show the batch; times are milliseconds of the service's clock. */
export type Speed =
  | {
      readonly by: 'polls';
      /** Polls until validated; 1. */
      readonly validating?: number;
      /** Polls until all lines are done, an equal part at each; 1. */
      readonly running?: number;
      /** Polls until the result files are there; 0. */
      readonly finalizing?: number;
    }
  | {
      readonly by: 'time';
      /** 1000. */
      readonly validating?: number;
      /** For each line; 20. */
      readonly line?: number;
      /** 500. */
      readonly finalizing?: number;
    };

export type LifeContext = RunContext & {
  readonly speed: Speed;
  /** Tokens that may wait in the queue of a model. */
  readonly queueLimit: (model: string) => number;
};

/** A poll waits this many milliseconds for the work that it set off, so that small batches advance at each one. */
const patience = 2000;
/** The limit that is named where a fault, and not a full queue, refuses a batch. */
const usualLimit = 2_000_000;

export class BatchLife {
  readonly #context: LifeContext;
  /** The work under way on each batch; one piece at a time. */
  readonly #busy = new Map<string, Promise<void>>();

  constructor(context: LifeContext) {
    this.#context = context;
  }

  /** Notes that somebody asked for a batch, and lets it advance. Resolves to what can be shown now. */
  async poll(id: string): Promise<BatchRecord> {
    const record = this.#record(id);
    if (isOver(record))
      return record.withheld === 0
        ? record
        : this.#put({ ...record, withheld: record.withheld - 1 });
    if (!this.#busy.has(id)) {
      this.#put({ ...record, polls: record.polls + 1 });
      const work = this.#advance(id).finally(() => this.#busy.delete(id));
      this.#busy.set(id, work);
    }
    await this.#settle(id);
    return this.#record(id);
  }

  /** Lets all batches catch up with the clock: a new one may need the place of an old one. */
  async catchUp(): Promise<void> {
    if (this.#context.speed.by !== 'time') return;
    for (const record of [...this.#context.journal.memory.batches.values()])
      if (!isOver(record)) await this.poll(record.id);
  }

  /** Starts to cancel a batch that is not over. */
  cancel(id: string): BatchRecord {
    const record = this.#record(id);
    return record.status === 'cancelling'
      ? record
      : this.#put(inStatus(record, 'cancelling', this.#context.now()));
  }

  /** Waits for the work under way. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#busy.values());
  }

  #record(id: string): BatchRecord {
    return this.#context.journal.batch(id);
  }

  #put(record: BatchRecord): BatchRecord {
    this.#context.journal.note({ batch: record });
    return record;
  }

  async #settle(id: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tired = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([this.#busy.get(id), tired]);
    clearTimeout(timer);
  }

  /** Takes as many steps as are due. */
  async #advance(id: string): Promise<void> {
    for (;;) {
      const before = this.#record(id);
      if (isOver(before) || this.#context.signal.aborted) return;
      await this.#step(before);
      if (this.#record(id).status === before.status) return;
    }
  }

  async #step(record: BatchRecord): Promise<void> {
    const { speed, now } = this.#context;
    const { id, status, expires_at: expires } = record;
    if (status === 'cancelling') return finishBatch(id, 'cancelled', this.#context);
    if (this.#faults(record).stuck?.in === status) return;
    if (expires !== null && now() >= expires * 1000)
      return finishBatch(id, 'expired', this.#context);
    if (status === 'validating') return this.#validate(record);
    if (status === 'in_progress') return this.#run(record);
    if (this.#isDue(record, speed.finalizing ?? (speed.by === 'time' ? 500 : 0)))
      return finishBatch(id, 'completed', this.#context);
  }

  #faults({ nth }: BatchRecord) {
    return faultsOfBatch(this.#context.faults(), nth);
  }

  #isDue(record: BatchRecord, wait: number): boolean {
    const { speed, now } = this.#context;
    return (speed.by === 'polls' ? record.polls : now() - record.since) >= wait;
  }

  async #validate(record: BatchRecord): Promise<void> {
    const { by, validating } = this.#context.speed;
    const slow = this.#faults(record)['slow-validating'];
    const usual = validating ?? (by === 'polls' ? 1 : 1000);
    if (!this.#isDue(record, (by === 'polls' ? slow?.polls : slow?.milliseconds) ?? usual)) return;
    const judged = await this.#judge(record);
    // It may have been cancelled in the meantime.
    if (this.#record(record.id).status === 'validating') this.#put(judged);
  }

  async #judge(record: BatchRecord): Promise<BatchRecord> {
    const { blobs, models, viewer, journal, now } = this.#context;
    const { invalid, 'token-limit': full } = this.#faults(record);
    if (invalid !== undefined) {
      const { code = 'invalid_request', message = 'The batch is invalid.' } = invalid;
      const { line = null, param = null } = invalid;
      return failedWith(record, [{ code, message, line, param }], now());
    }
    const file = record.input_file_id;
    if (!journal.memory.files.has(file)) return failedWith(record, missingFile(file), now());
    const valid = await validateFile(blobs.path(file), record.endpoint, models, viewer);
    if ('errors' in valid) return failedWith(record, valid.errors, now());
    const { model, tokens, lines } = valid;
    const limit = full?.limit ?? this.#context.queueLimit(model.id);
    if (full !== undefined || this.#enqueued(model.snapshot) + tokens > limit)
      return failedWith(
        record,
        queueFull(model.id, Number.isFinite(limit) ? limit : usualLimit),
        now(),
      );
    return {
      ...inStatus(record, 'in_progress', now()),
      model: model.snapshot,
      enqueued: tokens,
      request_counts: { total: lines, completed: 0, failed: 0 },
    };
  }

  /** Tokens of a model that wait in the queue; batches that ended lately may still be counted. */
  #enqueued(model: string): number {
    let sum = 0;
    for (const record of [...this.#context.journal.memory.batches.values()]) {
      if (record.enqueued === 0 || record.model !== model) continue;
      const { checks, until } = record.held;
      if (isOver(record) && checks === 0 && until <= this.#context.now()) {
        this.#put({ ...record, enqueued: 0 });
        continue;
      }
      if (isOver(record) && checks > 0)
        this.#put({ ...record, held: { until, checks: checks - 1 } });
      sum += record.enqueued;
    }
    return sum;
  }

  async #run(record: BatchRecord): Promise<void> {
    const { expired, cancelled } = this.#faults(record);
    const early = expired ?? cancelled;
    const { total } = record.request_counts;
    const goal = early === undefined ? total : Math.floor(total * (early.part ?? 0.5));
    await runLines(record.id, Math.min(goal, this.#reached(record)), this.#context);
    const after = this.#record(record.id);
    if (after.status !== 'in_progress' || after.done < goal) return;
    if (early !== undefined)
      return finishBatch(record.id, expired === undefined ? 'cancelled' : 'expired', this.#context);
    this.#put(inStatus(after, 'finalizing', this.#context.now()));
  }

  /** How many lines would be done by now. */
  #reached({ polls, since, request_counts: { total } }: BatchRecord): number {
    const { speed, now } = this.#context;
    if (speed.by === 'polls') return Math.ceil((total * polls) / Math.max(1, speed.running ?? 1));
    const { line = 20 } = speed;
    return line <= 0 ? total : Math.floor((now() - since) / line);
  }
}
