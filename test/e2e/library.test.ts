/** The library face, as somebody uses it who has nothing else of the program. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

it('does what the example on the page says', () => {
  const page = readFileSync(join(root, 'docs/sidecars.md'), 'utf8');
  const example = /^ {4}import .*?(?=^\S)/ms.exec(page)?.[0].replace(/^ {4}/gm, '') ?? '';
  const promised = /^\/\/ (.*)$/m.exec(example)?.[1];
  const folder = mkdtempSync(join(tmpdir(), 'library-'));
  const library = JSON.stringify(join(root, 'dist/xmp.js'));
  writeFileSync(join(folder, 'example.mjs'), example.replace("'proofsheet/xmp'", library));
  writeFileSync(join(folder, 'IMG_1.jpg'), '');
  const said = execFileSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(promised).toBeDefined();
  expect(said.trim()).toBe(promised);
});
