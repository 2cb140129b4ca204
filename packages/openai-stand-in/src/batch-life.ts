/**
 * The life of a batch: validating, in progress, finalizing, an end. It advances when somebody asks for it: by so many
 * polls, or by the time that has passed since.
 */
import { stat } from 'node:fs/promises';
import { finishBatch } from './batch-end.ts';
import { type BatchRecord, failedWith, inStatus, isOver } from './batch-record.ts';
import { type RunContext, runLines } from './batch-run.ts';
import { type BatchFault, type BatchFaultName, faultsOfBatch } from './faults.ts';
import { missingFile, queueFull, validateFile } from './validate.ts';

/** How batches advance. Polls are calls that show the batch; times are milliseconds of the server's clock. */
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
      readonly validating?: number;
      /** For each line. */
      readonly line?: number;
      readonly finalizing?: number;
    };

export type LifeContext = RunContext & {
  readonly speed: Speed;
  /** Tokens that may wait in the queue of a model. */
  readonly queueLimit: (model: string) => number;
};

/** A poll waits this long for the work that it set off, so that small batches advance at each one. */
const patience = 2000;

type BatchFaults = Readonly<Partial<Record<BatchFaultName, BatchFault>>>;

export class BatchLife {
  readonly #context: LifeContext;
  /** The work under way on each batch; one piece at a time. */
  readonly #busy = new Map<string, Promise<void>>();

  constructor(context: LifeContext) {
    this.#context = context;
  }

  /** Notes that somebody asked for a batch, and lets it advance. Resolves to what can be shown now. */
  async poll(id: string): Promise<BatchRecord | undefined> {
    const record = this.#record(id);
    if (record === undefined) return undefined;
    if (isOver(record.status))
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
    for (const { id, status } of [...this.#context.journal.memory.batches.values()])
      if (!isOver(status)) await this.poll(id);
  }

  /** Starts to cancel a batch. */
  cancel(id: string): BatchRecord | undefined {
    const record = this.#record(id);
    if (record === undefined || isOver(record.status) || record.status === 'cancelling')
      return record;
    return this.#put(inStatus(record, 'cancelling', this.#context.now()));
  }

  /** Waits for the work under way. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#busy.values());
  }

  #record(id: string): BatchRecord | undefined {
    return this.#context.journal.memory.batches.get(id);
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
      if (before === undefined || isOver(before.status) || this.#context.signal.aborted) return;
      await this.#step(before);
      if (this.#record(id)?.status === before.status) return;
    }
  }

  async #step(record: BatchRecord): Promise<void> {
    const faults = faultsOfBatch(this.#context.faults(), record.nth);
    if (record.status === 'cancelling')
      return finishBatch(record.id, 'cancelled', this.#context, faults);
    if (faults.stuck !== undefined && faults.stuck.in === record.status) return;
    const { expires_at: expires } = record;
    if (expires !== null && this.#context.now() >= expires * 1000)
      return finishBatch(record.id, 'expired', this.#context, faults);
    if (record.status === 'validating') return this.#validate(record, faults);
    if (record.status === 'in_progress') return this.#run(record, faults);
    if (
      this.#due(
        record,
        this.#context.speed.finalizing ?? (this.#context.speed.by === 'time' ? 500 : 0),
      )
    )
      return finishBatch(record.id, 'completed', this.#context, faults);
  }

  #due(record: BatchRecord, wait: number): boolean {
    return this.#context.speed.by === 'polls'
      ? record.polls >= wait
      : this.#context.now() - record.since >= wait;
  }

  async #validate(record: BatchRecord, faults: BatchFaults): Promise<void> {
    const slow = faults['slow-validating'];
    const byPolls = this.#context.speed.by === 'polls';
    const usual = this.#context.speed.validating ?? (byPolls ? 1 : 1000);
    if (!this.#due(record, (byPolls ? slow?.polls : slow?.milliseconds) ?? usual)) return;
    const judged = await this.#judge(record, faults);
    // It may have been cancelled in the meantime.
    if (this.#record(record.id)?.status === 'validating') this.#put(judged);
  }

  async #judge(record: BatchRecord, faults: BatchFaults): Promise<BatchRecord> {
    const { blobs, models, viewer, journal, now } = this.#context;
    const fail = (...errors: Parameters<typeof failedWith>[1]) => failedWith(record, errors, now());
    const { invalid } = faults;
    if (invalid !== undefined) {
      const {
        code = 'invalid_request',
        message = 'The batch is invalid.',
        line = null,
        param = null,
      } = invalid;
      return fail({ code, message, line, param });
    }
    if (!journal.memory.files.has(record.input_file_id))
      return fail(missingFile(record.input_file_id));
    const path = blobs.path(record.input_file_id);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return fail(missingFile(record.input_file_id));
    const valid = await validateFile(path, record.endpoint, models, viewer);
    if ('errors' in valid) return failedWith(record, valid.errors, now());
    const limit = faults['token-limit']?.limit ?? this.#context.queueLimit(valid.model);
    const full =
      faults['token-limit'] !== undefined || this.#enqueued(valid.model) + valid.tokens > limit;
    if (full) return fail(queueFull(valid.model, Number.isFinite(limit) ? limit : 2_000_000));
    return {
      ...inStatus(record, 'in_progress', now()),
      model: valid.snapshot,
      enqueued: valid.tokens,
      request_counts: { total: valid.lines, completed: 0, failed: 0 },
    };
  }

  /** Tokens of a model that wait in the queue; batches that ended lately may still be counted. */
  #enqueued(model: string): number {
    const now = this.#context.now();
    let sum = 0;
    for (const record of [...this.#context.journal.memory.batches.values()]) {
      if (record.enqueued === 0 || !(record.model ?? '').startsWith(model)) continue;
      const { checks, until } = record.held;
      if (isOver(record.status) && checks === 0 && until <= now) {
        this.#put({ ...record, enqueued: 0 });
        continue;
      }
      if (isOver(record.status) && checks > 0)
        this.#put({ ...record, held: { until, checks: checks - 1 } });
      sum += record.enqueued;
    }
    return sum;
  }

  async #run(record: BatchRecord, faults: BatchFaults): Promise<void> {
    const { total } = record.request_counts;
    const early = faults.expired ?? faults.cancelled;
    const goal = early === undefined ? total : Math.floor(total * (early.part ?? 0.5));
    if (faults['all-failed'] === undefined)
      await runLines(record.id, Math.min(goal, this.#reached(record)), this.#context);
    const after = this.#record(record.id);
    if (after?.status !== 'in_progress') return;
    if (faults['all-failed'] === undefined && after.done < goal) return;
    if (early !== undefined)
      return finishBatch(
        record.id,
        faults.expired === undefined ? 'cancelled' : 'expired',
        this.#context,
        faults,
      );
    this.#put(inStatus(after, 'finalizing', this.#context.now()));
  }

  /** How many lines would be done by now. */
  #reached(record: BatchRecord): number {
    const { speed, now } = this.#context;
    const { total } = record.request_counts;
    if (speed.by === 'polls')
      return Math.ceil((total * record.polls) / Math.max(1, speed.running ?? 1));
    const line = speed.line ?? 20;
    return line <= 0 ? total : Math.floor((now() - record.since) / line);
  }
}
