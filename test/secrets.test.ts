/** Secrets are taken out of whatever is shown, by value and by form; nothing else is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf, messageOf, StopError } from '../src/errors.ts';
import { readLiveReply } from '../src/openai/answer.ts';
import { redacted, rememberSecret, rememberSecretsIn, withoutOwnSecrets } from '../src/secrets.ts';
import { printable, printJson, printText } from '../src/terminal-output.ts';
import { expectLinear } from './helpers/growth.ts';

const secret = 'sk-proj-Zk3vQ8wTn5XyB1rLm7Hs';

describe('a secret of this run', () => {
  const broken = 'sk-SECRET\r\nPART2of9';
  rememberSecret(secret);
  rememberSecret(broken);
  rememberSecret(' hunter2/with+signs=9 ');

  it.each([
    secret,
    `Bearer ${secret} is an invalid header value`,
    `/v1/models?api-key=${secret}&x=1`,
    `x${secret}x`,
    JSON.stringify({ deep: [{ key: secret }] }),
    `Headers.append: "Bearer ${broken}" is an invalid header value`,
    JSON.stringify(broken),
    `key=${encodeURIComponent(broken)}`,
    'sk-SECRET PART2of9',
    'sk-SECRET␍␊PART2of9',
    'sk-SECRET',
    'hunter2%2Fwith%2Bsigns%3D9',
    'hunter2/with+signs=9',
  ])('is not in %s', (text) => {
    expect(redacted(text)).not.toMatch(/Zk3v|SECRET|PART2|hunter2/);
    expect(redacted(text)).toContain('(the key)');
  });

  it('is not even half in what is quoted, wherever that is cut', () => {
    for (let before = 170; before < 205; before++)
      expect(excerptOf(`${'x'.repeat(before)}${secret} and more`)).not.toMatch(/sk-|proj|Zk3v/);
    expect(excerptOf(`${' '.repeat(790)}${secret}`)).not.toMatch(/sk-|proj|Zk3v/);
  });

  it('gets into no photo from an answer', () => {
    const content = JSON.stringify({
      description: `A ferry ${secret}`,
      keywords: ['ferry', secret],
    });
    const body = { choices: [{ finish_reason: 'stop', message: { content } }] };
    const outcome = JSON.stringify(readLiveReply({ status: 200, body, room: {} }));
    expect(outcome).toContain('A ferry (the key)');
    expect(outcome).not.toMatch(/Zk3v/);
  });

  it('is in no message, by no way out', () => {
    const error = new Error(`Bearer ${broken}`);
    const stop = new StopError('no-key', `with ${secret}`, `not ${broken}`);
    const shown = [messageOf(error), stop.message, stop.advice, stop.stack, printable(secret)];
    const output = { write: (text: string) => shown.push(text) > 0 };
    printText(output, error.stack ?? '');
    printJson(output, { a: [broken, { b: secret }] });
    expect(shown.join('\n')).not.toMatch(/Zk3v|SECRET|PART2/);
  });
});

describe('secrets in an address of this run', () => {
  rememberSecretsIn(
    'https://me:pass%2Fword-12@proxy.example:8080/?model=gpt-6-luna-long-name&api-key=abcd1234&sig=x',
  );
  rememberSecretsIn('no address, %');
  rememberSecretsIn('http://u:%E0%A4%A@h');

  it.each(['pass%2Fword-12', 'pass/word-12', 'abcd1234'])('%s is not shown alone', (text) => {
    expect(redacted(`it said ${text}.`)).toBe('it said (the key).');
    expect(withoutOwnSecrets(text)).toBe('(the key)');
  });

  it('but whatever else is in it', () => {
    const text = 'me, proxy.example:8080, gpt-6-luna-long-name, x';
    expect(redacted(text)).toBe(text);
  });
});

describe('the secrets of others', () => {
  it.each([
    ['http://user:pass@host/v1', 'http://(hidden)@host/v1'],
    ['"https://user:p%40ss@host:8080/v1"', '"https://(hidden)@host:8080/v1"'],
    ['https://token@host/', 'https://(hidden)@host/'],
    ['https://u:p@ss@host/', 'https://(hidden)@host/'],
    ['https://u:pa/ss@host/', 'https://(hidden)@host/'],
    ['socks5://u:p@host:1', 'socks5://(hidden)@host:1'],
    ['https://h/v1?api-key=abc&model=x', 'https://h/v1?api-key=(hidden)&model=x'],
    ['https://h/b?X-Amz-Signature=ab12&b=1', 'https://h/b?X-Amz-Signature=(hidden)&b=1'],
    [
      'https://h/b?sv=1&sig=ab%3D&c=2#access_token=z',
      'https://h/b?sv=1&sig=(hidden)&c=2#access_token=(hidden)',
    ],
    [
      'Incorrect API key provided: sk-svcacct-abcdefghijk0123456789_x-y.',
      'Incorrect API key provided: (the key).',
    ],
    ['sk-abcdefghijklmnopqrstuvwx1234', '(the key)'],
    ['Authorization: Bearer abc.def-ghi_jkl012345', 'Authorization: Bearer (hidden)'],
    ['Proxy-Authorization: Basic dXNlcjpwYXNzd29yZA==', 'Proxy-Authorization: Basic (hidden)'],
  ])('%s', (text, shown) => {
    expect(redacted(text)).toBe(shown);
  });
});

describe('what is no secret', () => {
  it.each([
    'Portugal/Porto/editorial/sk-2019-05-14-ferry-crossing-the-strait.jpg',
    'https://www.flickr.com/photos/12345678@N00/987',
    'http://localhost:11434/v1',
    'http://localhost:8080/photos/12@N00',
    'https://example.com/a?key',
    'Basic telecommunications infrastructure',
    'The bearer of internationalization',
    'mail me@example.com, ask-question-about-sk-8',
    'A task-force of 2019',
  ])('stays: %s', (text) => {
    expect(redacted(text)).toBe(text);
  });

  it('is a short word that a local server takes for a key', () => {
    for (const word of ['ollama', 'none', 'lm-studio', 'rehearsal', '', '   '])
      rememberSecret(word);
    const text = 'none of ollama, lm-studio and rehearsal';
    expect(redacted(text)).toBe(text);
  });

  it('takes time in proportion to the text', () => {
    const parts = ['://', 'a:', '@', 'sk-', 'bearer ', '?key=', 'a', '/', '1'];
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.constantFrom(...parts), (one, other) => {
        const text = (size: number) => (one + other).repeat(size);
        expectLinear(text, redacted, 8000);
      }),
      { numRuns: 81 },
    );
  });
});
