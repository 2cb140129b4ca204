import { describe, expect, it } from 'vitest';
import { faultOfKey } from '../src/api-key.ts';

/** As they come out of notes, mails and files. */
const brokenKeys = [
  ['\u201csk-SECRETSECRET\u201d', 'a quotation mark in it (character 1 of 17)'],
  ['"sk-SECRETSECRET"', 'a quotation mark in it (character 1 of 17)'],
  ['sk-SECRET\nSECRET', 'a line break in it (character 10 of 16)'],
  ['sk-SECRET\r\nSECRET', 'a line break in it (character 10 of 17)'],
  ['sk-SECRET SECRET', 'a space in it (character 10 of 16)'],
  ['sk-SECRET\u00a0SECRET', 'a space in it (character 10 of 16)'],
  ['sk-SECRET\u200bSECRET', 'an invisible character in it (character 10 of 16)'],
  ['sk-SECRET\u0007SECRET', 'an invisible character in it (character 10 of 16)'],
  ['sk-SECRET\u2026', 'a letter or sign that is not ASCII in it (character 10 of 10)'],
  ['sk-\u0421ECRETSECRET', 'a letter or sign that is not ASCII in it (character 4 of 15)'],
] as const;

describe('an API key', () => {
  it.each(brokenKeys)(
    'that no header may carry is refused by its first bad sign: %j',
    (key, what) => {
      const fault = faultOfKey(key);
      expect(fault?.message).toBe(`The API key has ${what}, which no key has.`);
      expect(`${fault?.message} ${fault?.advice}`).not.toContain('SECRET');
    },
  );

  it.each(['sk-proj-Ab_9-.~', 'gsk_0123456789', 'Basic.dXNlcjpwYXNz+/==', 'token|with:signs'])(
    'of another service is taken: %s',
    (key) => {
      expect(faultOfKey(key)).toBeUndefined();
    },
  );
});
