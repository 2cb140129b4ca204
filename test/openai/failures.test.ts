import { describe, expect, it } from 'vitest';
import {
  type ErrorParts,
  failureOf,
  queueLimitIn,
  stopsEverything,
} from '../../src/openai/failures.ts';

describe('failureOf', () => {
  const cases: readonly (readonly [string, ErrorParts])[] = [
    ['again', { status: 429, code: 'rate_limit_exceeded' }],
    ['quota', { status: 429, code: 'insufficient_quota' }],
    ['quota', { status: 429, code: 'project_spend_limit_exceeded' }],
    ['key', { status: 401, code: 'invalid_api_key' }],
    ['key', { status: 403 }],
    ['model', { status: 404, code: 'model_not_found' }],
    ['gone', { status: 404 }],
    ['again', { status: 500 }],
    ['again', { status: 503, code: null }],
    ['again', { status: 0 }],
    ['again', { code: 'batch_expired' }],
    ['later', { status: 400, code: 'token_limit_exceeded' }],
    ['later', { status: 429, code: 'token_limit_exceeded' }],
    ['picture', { status: 400, code: 'invalid_image_url' }],
    ['picture', { status: 400, code: 'invalid_image_format' }],
    ['picture', { status: 400, code: 'invalid_value', param: 'messages[1].content[1].image_url' }],
    ['refused', { status: 400, code: 'content_policy_violation' }],
    ['request', { status: 400, code: 'missing_required_parameter', param: 'body.messages' }],
    ['request', { status: 422 }],
    ['too-large', { status: 413 }],
    ['request', { status: 400, code: 'constructor' }],
    ['again', { status: 500, type: '__proto__' }],
  ];
  it.each(cases)('says %s for %o', (kind, parts) => {
    expect(failureOf(parts).kind).toBe(kind);
  });

  it('stops for what only the user can change, and for nothing else', () => {
    const kinds = new Set(cases.map(([, parts]) => failureOf(parts).kind));
    expect([...kinds].filter(stopsEverything).sort()).toEqual(['key', 'model', 'quota', 'request']);
  });
});

describe('queueLimitIn', () => {
  it.each([
    [
      'Enqueued token limit reached for gpt-6-luna in organization org-abc. Limit: 2,000,000 enqueued tokens. Please try again once some in_progress batches have been completed.',
      2_000_000,
    ],
    ['Enqueued token limit reached for gpt-4o. Limit: 90000 enqueued tokens.', 90_000],
    ['The batch failed.', undefined],
    ['Enqueued request limit reached. Limit: 1,000,000 requests.', undefined],
  ])('reads the limit in %j', (message, limit) => {
    expect(queueLimitIn(message)).toBe(limit);
  });
});
