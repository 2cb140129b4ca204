import { describe, expect, it } from 'vitest';
import { checked, settingNames } from '../src/settings.ts';

describe('the address of the service', () => {
  it.each(['', 'http://localhost:11434/v1', ' https://api.groq.com/openai/v1 '])(
    'is taken: %j',
    (address) => {
      expect(checked('baseURL', address)).toBe(address.trim());
    },
  );

  it.each(['127.0.0.1:8765', 'localhost:8765/v1', 'api.openai.com/v1', 'ftp://x/v1', 'http://', 7])(
    'needs its scheme: %j',
    (address) => {
      expect(() => checked('baseURL', address)).toThrow(
        `The setting baseURL cannot be ${JSON.stringify(address)}: it must be empty, or an address such as`,
      );
    },
  );

  it('holds no password, which is not shown either', () => {
    const work = () => checked('baseURL', 'http://me:SECRET@localhost/v1');
    expect(work).toThrow('without a password');
    expect(work).not.toThrow('SECRET');
  });

  it('is not to blame where the environment gave it', () => {
    expect(() => checked('baseURL', 'localhost', 'OPENAI_BASE_URL')).toThrow(
      expect.objectContaining({ advice: expect.stringContaining('change OPENAI_BASE_URL') }),
    );
  });
});

it('has no setting in the place of a group of settings, since the file keeps groups as objects', () => {
  const kept = [...settingNames, 'apiKey', 'passwords', 'outlets'];
  const inside = kept.filter((name) => kept.some((group) => name.startsWith(`${group}.`)));
  expect(inside).toEqual([]);
});

describe('a second language', () => {
  it.each([
    ['de', 'de'],
    [' pt-br ', 'pt-BR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['de-1996', 'de-1996'],
    ['', ''],
  ])('is taken: %j', (tag, usual) => {
    expect(checked('title.language', tag)).toBe(usual);
  });

  it.each([
    'en',
    'en-GB',
    'english',
    'de-DE-AT',
    'de_DE',
    'de-',
    '-',
    'x-klingon',
    'xx',
    'de'.repeat(500),
    7,
  ])('is none: %j', (tag) => {
    expect(() => checked('keywords.language', tag)).toThrow(
      'it must be empty, or the tag of a language',
    );
  });
});
