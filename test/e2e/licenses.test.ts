/** The licences of others go with their code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
const entries = text.split(/\n-{80}\n/).slice(1);

/** Folders of packages that the bundler names above their code. */
function packagesInBundle(): string[] {
  const found = readdirSync(join(root, 'dist'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(root, 'dist', name), 'utf8'))
    .flatMap((code) => [
      ...code.matchAll(/^\/\/ ((?:.*\/)?node_modules\/(?:@[^/\n]+\/)?[^/\n]+)\//gm),
    ])
    .map(([, folder = '']) => folder);
  return [...new Set(found)].toSorted();
}

describe('the file of licences', () => {
  it.each(packagesInBundle())('holds that of %s, whole', (folder) => {
    const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const entry = entries.find((one) => one.startsWith(`${name} ${version} (`));
    expect(entry).toMatch(
      /Permission is hereby granted|Permission to use, copy|Apache License|CC0|Redistribution and use|Anyone is free to copy/,
    );
    expect(entry).toMatch(/^https?:\/\//m);
  });

  it('knows what is bundled', () => {
    expect(packagesInBundle().length).toBeGreaterThan(50);
    expect(packagesInBundle()).toContain('node_modules/react');
  });

  it('names the sources of data', () => {
    expect(text).toContain('GeoNames');
    expect(text).toContain('CC BY 4.0');
    expect(text).toMatch(/SCOWL[\s\S]*Kevin Atkinson/);
  });

  it('carries no path of the machine that built it', () => {
    expect(text).not.toContain(root);
  });
});
