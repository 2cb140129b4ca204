/** The scripts of both systems, on whatever runs the tests: only how `ls` marks a file with attributes is macOS's own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AttributeCopier } from '../../src/files/attributes.ts';

const path = process.env['PATH'] ?? '';
afterEach(() => {
  process.env['PATH'] = path;
});

/** Puts programs of our own in front of the system's. */
function inFront(programs: Readonly<Record<string, string>>): void {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  for (const [name, text] of Object.entries(programs))
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  process.env['PATH'] = `${folder}:${path}`;
}

async function twoFiles(): Promise<{ folder: string; from: string; to: string }> {
  const folder = join(mkdtempSync(join(tmpdir(), 'attributes-')), "it's a $folder");
  await mkdir(folder);
  const [from, to] = [join(folder, 'a b.jpg'), join(folder, '.a b.jpg.tmp')];
  await writeFile(from, 'old');
  await writeFile(to, 'new contents');
  await utimes(from, 1e9, 1e9);
  return { folder, from, to };
}

async function copied(
  from: string,
  to: string,
  system: 'darwin' | 'linux' = 'darwin',
): Promise<boolean> {
  const copier = new AttributeCopier(system);
  const isKept = await copier.copy(from, to);
  copier.end();
  return isKept;
}

describe('attributes on macOS', () => {
  it('come with a copy of the file, which then gets the new contents', async () => {
    inFront({ ls: "echo '-rw-r--r--@ 1 me staff 3 Nov 29 12:00 a b.jpg'" });
    const { folder, from, to } = await twoFiles();
    const before = (await stat(to)).ino;
    expect(await copied(from, to)).toBe(true);
    expect(await readFile(to, 'utf8')).toBe('new contents');
    expect((await stat(to)).ino).not.toBe(before);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('leave a file alone that has none', async () => {
    inFront({ ls: "echo '-rw-r--r--  1 me staff 3 Nov 29 12:00 a b.jpg'" });
    const { from, to } = await twoFiles();
    const before = (await stat(to)).ino;
    expect(await copied(from, to)).toBe(true);
    expect((await stat(to)).ino).toBe(before);
  });

  it('that cannot be copied are told, and leave nothing behind', async () => {
    inFront({
      ls: "echo '-rw-r--r--+ 1 me staff 3 Nov 29 12:00 a b.jpg'",
      cp: 'cat "$2" > "$3"; exit 1',
    });
    const { folder, from, to } = await twoFiles();
    expect(await copied(from, to)).toBe(false);
    expect(await readFile(to, 'utf8')).toBe('new contents');
    expect(await readdir(folder)).toHaveLength(2);
  });
});

it.each(['darwin', 'linux'] as const)(
  'attributes on %s make no file that is gone by then',
  async (system) => {
    inFront({ ls: "echo '-rw-r--r--@ 1 me staff 3 Nov 29 12:00 a b.jpg'" });
    const { folder, from, to } = await twoFiles();
    rmSync(to);
    expect(await copied(from, to, system)).toBe(false);
    expect(await readdir(folder)).toEqual(['a b.jpg']);
  },
);
