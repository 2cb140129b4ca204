/** What whoever starts the program with a Node that is too old for it is told, instead of a stack of internals. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';

const program = join(import.meta.dirname, '../../dist/cli.js');

/** The first Node on the path that is older than the 22 of `engines`. */
function olderNode(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .filter((file) => existsSync(file))
    .find(
      (file) =>
        Number(execFileSync(file, ['--version'], { encoding: 'utf8' }).slice(1).split('.')[0]) < 22,
    );
}

it('says which Node is needed, and how to get it', (context) => {
  const node = olderNode();
  if (node === undefined) return context.skip('every Node here is new enough');
  const { status, stderr } = spawnSync(node, [program, 'scan'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^proofsheet needs Node 22\.13 or newer, and this is Node \d+/);
  expect(stderr).toContain('npx proofsheet');
  expect(stderr.trim().split('\n')).toHaveLength(2);
});
