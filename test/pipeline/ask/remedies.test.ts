import { describe, expect, it } from 'vitest';
import type { Failure, FailureKind } from '../../../src/openai/failures.ts';
import { decide, mostBatches } from '../../../src/pipeline/ask/remedies.ts';

const fresh = { failures: 0, largerLimit: 0, neutralWording: 0, simplerPicture: 0, retryOnce: 0 };
const failure = (kind: FailureKind): Failure => ({ kind, code: kind, message: `It was ${kind}.` });

describe('decide', () => {
  it('sends again what the service failed at, but not for ever', () => {
    for (const kind of ['again', 'gone', 'unreachable', 'later'] as const) {
      expect(decide(fresh, failure(kind), 'batch')).toEqual({ kind: 'again', counts: true });
      const often = { ...fresh, failures: mostBatches - 1 };
      expect(decide(often, failure(kind), 'batch')).toMatchObject({
        kind: 'issue',
        issue: { stage: 'collect', code: 'service-failed' },
      });
      expect(decide(fresh, failure(kind), 'live')).toMatchObject({
        issue: { code: 'service-failed' },
      });
    }
  });

  it.each([
    ['picture', 'simplerPicture', 'picture-refused'],
    ['refused', 'neutralWording', 'refused'],
    ['cut-off', 'largerLimit', 'cut-off'],
    ['not-understood', 'retryOnce', 'not-understood'],
  ] as const)('tries one remedy for %s, then leaves it to the person', (kind, remedy, code) => {
    for (const way of ['batch', 'live'] as const) {
      expect(decide(fresh, failure(kind), way)).toEqual({ kind: 'again', counts: false, remedy });
      const tried = { ...fresh, [remedy]: 1 };
      const decision = decide(tried, failure(kind), way);
      expect(decision).toMatchObject({ kind: 'issue', issue: { stage: 'collect', code } });
      if (decision.kind === 'issue') expect(decision.issue.message).toContain(`It was ${kind}`);
    }
  });

  it('stops everything for what only the user can change', () => {
    for (const kind of ['request', 'key', 'quota', 'model'] as const)
      expect(decide(fresh, failure(kind), 'batch').kind).toBe('stop');
  });
});
