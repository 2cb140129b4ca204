/** The manual page that the build makes. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../../src/commands/table.ts';
import { settingNames } from '../../src/settings.ts';

const file = join(import.meta.dirname, '../../man/proofsheet.1');

it('tells of every command, its options, and every setting', () => {
  const plain = readFileSync(file, 'utf8').replaceAll('\\-', '-');
  for (const { name, options = [], commands: below = [] } of commands) {
    for (const words of [
      ...below.map((one) => `${name} ${one.name}`),
      ...(below.length === 0 ? [name] : []),
    ])
      expect(plain).toMatch(new RegExp(`^\\.SS ${words}\\b`, 'm'));
    for (const [flags] of options) expect(plain).toContain(`.B ${flags}\n`);
  }
  for (const name of settingNames) expect(plain).toContain(`.B ${name}\n`);
});

it('is well formed', (context) => {
  const { error, stdout, status } = spawnSync('mandoc', ['-Tlint', '-Werror', file], {
    encoding: 'utf8',
  });
  if (error !== undefined) return context.skip('mandoc is not installed; .ci/run installs it');
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
});
