import { existsSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { oneAtATime } from '../../src/files/one-at-a-time.ts';

const file = () => join(mkdtempSync(join(tmpdir(), 'one-at-a-time-')), 'file.json');

it('gives what the work gives, throws what it throws, and leaves nothing', () => {
  const path = file();
  expect(oneAtATime(path, () => 1)).toBe(1);
  expect(() =>
    oneAtATime(path, () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

it('waits for another no longer than a change can take', () => {
  const path = file();
  writeFileSync(`${path}.lock`, '');
  // Made nearly so long ago, so that the test waits for the rest alone.
  const made = Date.now() / 1000 - 2.8;
  utimesSync(`${path}.lock`, made, made);
  expect(oneAtATime(path, () => 2)).toBe(2);
  expect(oneAtATime(join(path, 'nowhere', 'file'), () => 3)).toBe(3);
});

it('takes away the mark of whoever was killed, whatever clock it has', () => {
  const path = file();
  for (const seconds of [-60, 60]) {
    const time = Date.now() / 1000 + seconds;
    writeFileSync(`${path}.lock`, '');
    utimesSync(`${path}.lock`, time, time);
    expect(oneAtATime(path, () => 4)).toBe(4);
    expect(existsSync(`${path}.lock`)).toBe(false);
  }
});
