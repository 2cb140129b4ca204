/** What comes with the package, how much room it takes, and that it runs where nothing else is. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { type Installed, installPackage, sizeOnDisk } from '../helpers/installed.ts';
import { environmentOf } from '../helpers/program.ts';

const root = join(import.meta.dirname, '../..');
let installed: Installed;

beforeAll(() => {
  installed = installPackage();
  if (installed.byHand !== undefined)
    process.stderr.write(
      `The package is laid out by hand, since npm could not install it offline: ${installed.byHand}\n`,
    );
}, 120_000);

function proofsheet(...words: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  const program = join(installed.folder, 'node_modules/proofsheet/dist/cli.js');
  return execFileSync(process.execPath, [program, ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: environmentOf({}),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

it('takes no more than 60 MB', () => {
  const megabytes = sizeOnDisk(join(installed.folder, 'node_modules')) / 2 ** 20;
  expect(megabytes).toBeLessThan(60);
  // ExifTool alone takes a third.
  expect(megabytes).toBeGreaterThan(20);
});

it('brings what it is documented by, and nothing of its making', () => {
  const { files } = installed;
  expect(files).toEqual(
    expect.arrayContaining([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/cli.js',
      'dist/en_GB.trie.gz',
      'dist/en_US.trie.gz',
      'dist/types/xmp/index.d.ts',
      'dist/xmp.js',
      'docs/review.md',
      'docs/screens/review.png',
      'man/proofsheet.1',
      'package.json',
    ]),
  );
  const kinds = [
    /^(?:CHANGELOG\.md|LICENSE|README\.md|package\.json)$/,
    /^dist\/[\w.-]+\.(?:js|txt|trie\.gz)$/,
    /^dist\/sample\/[\w./ -]+\.jpg$/,
    /^dist\/types\/[\w./-]+\.d\.ts$/,
    /^man\/proofsheet\.1$/,
    /^docs\/(?:screens\/)?[\w-]+\.(?:md|png|webp)$/,
  ];
  expect(files.filter((file) => !kinds.some((kind) => kind.test(file)))).toEqual([]);
});

it('needs nothing that is in it already', () => {
  const packages = readdirSync(join(installed.folder, 'node_modules')).filter(
    (name) => !name.startsWith('.'),
  );
  for (const name of packages.filter((one) => one !== 'proofsheet'))
    expect(installed.files.some((file) => file.includes(`/${name}/`))).toBe(false);
  expect(Object.keys(packageJson.dependencies)).toEqual(['sharp']);
  expect(packages).not.toContain('openai');
  const { optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'node_modules/exiftool-vendored/package.json'), 'utf8'),
  );
  expect(packageJson.optionalDependencies).toEqual(optionalDependencies);
});

it('has every page and picture that its pages name', () => {
  const pages = installed.files.filter((file) => file.endsWith('.md'));
  const lost = pages.flatMap((page) => {
    const folder = join(installed.folder, 'node_modules/proofsheet', page, '..');
    const text = readFileSync(join(folder, page.split('/').at(-1) ?? ''), 'utf8').replace(
      /`[^`\n]*`/g,
      '',
    );
    return [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^https?:\/\//.test(target) && !existsSync(join(folder, target)))
      .map((target) => `${page}: ${target}`);
  });
  expect(lost).toEqual([]);
});

it('tells its version', () => {
  expect(proofsheet('--version').trim()).toBe(packageJson.version);
});

it('goes the whole road with what it brought: pictures, ExifTool, dictionaries', () => {
  const archive = mkdtempSync(join(tmpdir(), 'archive-'));
  const folder = join(archive, 'Turkey/Istanbul/commercial');
  const [sample = ''] = installed.files.filter((file) => file.startsWith('dist/sample/'));
  mkdirSync(folder, { recursive: true });
  cpSync(join(installed.folder, 'node_modules/proofsheet', sample), join(folder, 'IMG_1.jpg'));
  const flags = ['--headless', '--write-rehearsal', '--embed-rehearsal'];
  expect(proofsheet('rehearse', ...flags, archive)).toMatch(/before:[\s\S]*after:/);
  expect(readdirSync(folder)).toContain('IMG_1.jpg.xmp');
});
