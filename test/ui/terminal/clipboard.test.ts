/** The clipboard of a system that has a program for it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyOutside } from '../../../src/ui/terminal/clipboard.ts';

const folder = mkdtempSync(join(tmpdir(), 'clipboard-'));
const command = join(folder, 'clip');
const taken = join(folder, 'taken');
writeFileSync(command, `#!/bin/sh\ncat > '${taken}'\n`, { mode: 0o755 });
const refuse = () => expect.fail('the terminal was told');

it.each(['utf8', 'utf16le'] as const)('gets the text in its encoding: %s', async (encoding) => {
  const clipboard = { command, encoding };
  expect(await copyOutside('São João, 日本', refuse, { env: {}, clipboard })).toBe('copied');
  expect(readFileSync(taken).toString(encoding)).toBe('São João, 日本');
});

it('is another one through ssh, and its program may be missing or fail: then the terminal is told', async () => {
  rmSync(taken);
  const told: string[] = [];
  const write = (text: string) => told.push(text);
  const clipboard = { command, encoding: 'utf8' } as const;
  await copyOutside('a', write, { env: { SSH_CONNECTION: '1 2 3 4', DISPLAY: ':0' }, clipboard });
  for (const one of [join(folder, 'gone'), 'false'])
    await copyOutside('a', write, { env: {}, clipboard: { command: one, encoding: 'utf8' } });
  expect(told).toEqual(Array.from({ length: 3 }, () => '\u001B]52;c;YQ==\u0007'));
  expect(existsSync(taken)).toBe(false);
});
