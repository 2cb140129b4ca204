import { describe, expect, it } from 'vitest';
import { failureOf, ServiceError } from '../../../src/openai/failures.ts';
import { withRetries } from '../../../src/pipeline/ask/retry.ts';
import { FakeClock } from './world.ts';

const busy = (retryAfter?: number) =>
  new ServiceError(failureOf({ status: 503 }), retryAfter === undefined ? {} : { retryAfter });
const unreachable = new ServiceError({
  kind: 'unreachable',
  code: 'connection',
  message: 'no connection',
});

/** Fails with these in turn, then succeeds. */
function failing(...errors: readonly Error[]) {
  const left = [...errors];
  const calls = { count: 0 };
  const call = () => {
    calls.count++;
    const error = left.shift();
    return error === undefined ? Promise.resolve('done') : Promise.reject(error);
  };
  return { call, calls };
}

const signal = new AbortController().signal;

describe('withRetries', () => {
  it('waits longer each time, or as long as the service asks', async () => {
    const clock = new FakeClock();
    const { call } = failing(busy(), busy(), busy(90_000), unreachable);
    expect(await withRetries(call, { clock, signal })).toBe('done');
    expect(clock.waits).toEqual([1000, 2000, 90_000, 8000]);
  });

  it('says what it waits for and which try comes, and when that is over', async () => {
    const said: (string | undefined)[] = [];
    const { call } = failing(unreachable, busy(90_000));
    const clock = new FakeClock();
    await withRetries(call, { clock, signal, tries: 4, tell: (note) => said.push(note) });
    expect(said).toEqual([
      'asking again in 1 s, try 2 of 4: no connection',
      'asking again in 2 min, try 3 of 4: The service answered http-503',
      undefined,
    ]);
  });

  it('gives up in the end, and says that all is kept', async () => {
    const clock = new FakeClock();
    const { call, calls } = failing(...Array.from({ length: 20 }, () => unreachable));
    await expect(withRetries(call, { clock, signal })).rejects.toMatchObject({
      code: 'service-unreachable',
      advice: expect.stringContaining('kept'),
    });
    expect(calls.count).toBe(6);
  });

  it('looks what came of a call that may have been carried out before it makes it again', async () => {
    for (const error of [unreachable, busy()]) {
      const found = failing(error);
      const whatCame = async () => 'found';
      const options = { clock: new FakeClock(), signal, whatCame };
      expect(await withRetries(found.call, options)).toBe('found');
      expect(found.calls.count).toBe(1);
      const lost = failing(error);
      expect(await withRetries(lost.call, { ...options, whatCame: async () => undefined })).toBe(
        'done',
      );
      expect(lost.calls.count).toBe(2);
    }
  });

  it('does not look for what was refused', async () => {
    const refused = new ServiceError(failureOf({ status: 429 }));
    const { call } = failing(refused);
    const whatCame = () => Promise.reject(new Error('looked'));
    expect(await withRetries(call, { clock: new FakeClock(), signal, whatCame })).toBe('done');
  });

  it('looks a last time before it gives up', async () => {
    const { call } = failing(unreachable, unreachable);
    let looks = 0;
    const whatCame = async () => (++looks === 2 ? 'late' : undefined);
    expect(await withRetries(call, { clock: new FakeClock(), signal, tries: 2, whatCame })).toBe(
      'late',
    );
  });

  it('gives a service that answers with nonsense a second chance, and no third', async () => {
    const nonsense = new ServiceError({ kind: 'not-understood', code: 'x', message: 'not a file' });
    const { call, calls } = failing(nonsense, nonsense, nonsense);
    const clock = new FakeClock();
    await expect(withRetries(call, { clock, signal })).rejects.toMatchObject({
      code: 'request-refused',
      message: expect.stringContaining('not a file'),
    });
    expect([calls.count, clock.waits]).toEqual([2, [1000]]);
  });

  it.each([
    ['key-refused', { status: 401 }],
    ['no-quota', { status: 429, code: 'insufficient_quota' }],
    ['model-unknown', { status: 404, code: 'model_not_found' }],
    ['request-refused', { status: 400 }],
  ])('stops at once with %s', async (code, parts) => {
    const { call, calls } = failing(new ServiceError(failureOf(parts)));
    await expect(withRetries(call, { clock: new FakeClock(), signal })).rejects.toMatchObject({
      code,
    });
    expect(calls.count).toBe(1);
  });

  it('ends its waiting when the user interrupts', async () => {
    const abort = new AbortController();
    const { call } = failing(busy());
    const clock = new FakeClock(() => abort.abort(new Error('interrupted')));
    await expect(withRetries(call, { clock, signal: abort.signal })).rejects.toThrow('interrupted');
  });
});
