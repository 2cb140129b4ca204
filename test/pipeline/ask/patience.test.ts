import { describe, expect, it } from 'vitest';
import { failureOf, ServiceError } from '../../../src/openai/failures.ts';
import { patiently } from '../../../src/pipeline/ask/patience.ts';
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

describe('patiently', () => {
  it('waits longer each time, or as long as the service asks', async () => {
    const clock = new FakeClock();
    const { call } = failing(busy(), busy(), busy(90_000), unreachable);
    expect(await patiently(call, { clock, signal })).toBe('done');
    expect(clock.waits).toEqual([1000, 2000, 90_000, 8000]);
  });

  it('says what it waits for and which try comes, and when that is over', async () => {
    const said: (string | undefined)[] = [];
    const { call } = failing(unreachable, busy(90_000));
    const clock = new FakeClock();
    await patiently(call, { clock, signal, tries: 4, tell: (note) => said.push(note) });
    expect(said).toEqual([
      'asking again in 1 s, try 2 of 4: no connection',
      'asking again in 2 min, try 3 of 4: The service answered http-503',
      undefined,
    ]);
  });

  it('gives up in the end, and says that all is kept', async () => {
    const clock = new FakeClock();
    const { call, calls } = failing(...Array.from({ length: 20 }, () => unreachable));
    await expect(patiently(call, { clock, signal })).rejects.toMatchObject({
      code: 'service-unreachable',
      advice: expect.stringContaining('kept'),
    });
    expect(calls.count).toBe(6);
  });

  it('does not repeat what may have been carried out, where that would be paid twice', async () => {
    for (const error of [unreachable, busy()]) {
      const { call, calls } = failing(error);
      const clock = new FakeClock();
      await expect(patiently(call, { clock, signal, repeatable: false })).rejects.toBe(error);
      expect(calls.count).toBe(1);
    }
    const refused = new ServiceError(failureOf({ status: 429 }));
    const { call } = failing(refused);
    expect(await patiently(call, { clock: new FakeClock(), signal, repeatable: false })).toBe(
      'done',
    );
  });

  it.each([
    ['key-refused', { status: 401 }],
    ['no-quota', { status: 429, code: 'insufficient_quota' }],
    ['model-unknown', { status: 404, code: 'model_not_found' }],
    ['request-refused', { status: 400 }],
  ])('stops at once with %s', async (code, parts) => {
    const { call, calls } = failing(new ServiceError(failureOf(parts)));
    await expect(patiently(call, { clock: new FakeClock(), signal })).rejects.toMatchObject({
      code,
    });
    expect(calls.count).toBe(1);
  });

  it('ends its waiting when the user interrupts', async () => {
    const abort = new AbortController();
    const { call } = failing(busy());
    const clock = new FakeClock(() => abort.abort(new Error('interrupted')));
    await expect(patiently(call, { clock, signal: abort.signal })).rejects.toThrow('interrupted');
  });
});
