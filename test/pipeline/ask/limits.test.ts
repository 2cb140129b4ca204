import { describe, expect, it } from 'vitest';
import {
  afterAcceptance,
  afterRefusal,
  partTokens,
  type QueueLimit,
  queueRoom,
} from '../../../src/pipeline/ask/limits.ts';

const start: QueueLimit = { limit: 2_000_000, known: false, weight: 1 };

describe('the queue limit', () => {
  it('leaves room for two files and for our counting being a little off', () => {
    expect(queueRoom(start)).toBe(1_800_000);
    expect(partTokens(start) * 2).toBeLessThanOrEqual(queueRoom(start));
  });

  it('is what the service names', () => {
    const learned = afterRefusal(start, { named: 90_000, alone: false, waited: false });
    expect(learned).toEqual({ limit: 90_000, known: true, weight: 1 });
  });

  it('is halved where the service refuses without naming it', () => {
    const learned = afterRefusal(start, { named: undefined, alone: false, waited: false });
    expect(learned.limit).toBe(1_000_000);
  });

  it('counts every token twice when an empty queue refuses again after a pause', () => {
    const once = afterRefusal(start, { named: 2_000_000, alone: true, waited: false });
    expect(once.weight).toBe(1);
    const twice = afterRefusal(once, { named: 2_000_000, alone: true, waited: true });
    expect(twice.weight).toBe(2);
    expect(queueRoom(twice)).toBe(900_000);
  });

  it('never counts a token more than a hundredfold or so, and counts less again as files are accepted', () => {
    let limit = start;
    for (let times = 0; times < 20; times++)
      limit = afterRefusal(limit, { named: 2_000_000, alone: true, waited: true });
    expect(limit.weight).toBe(128);
    expect(afterAcceptance(limit, partTokens(limit) + 1).weight).toBe(64);
    expect(afterAcceptance(limit, 1).weight).toBe(128);
  });

  it('doubles while it is only assumed and the service takes all there is', () => {
    expect(afterAcceptance(start, 1_700_000).limit).toBe(4_000_000);
    expect(afterAcceptance(start, 100_000)).toBe(start);
    expect(afterAcceptance({ ...start, known: true }, 1_700_000).limit).toBe(2_000_000);
  });
});
