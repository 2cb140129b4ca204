/** The package as whoever installs it gets it. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export type Installed = {
  /** A folder with nothing but `node_modules`. */
  readonly folder: string;
  /** The paths in the package. */
  readonly files: readonly string[];
  /** Why npm did not install it, where it did not. */
  readonly byHand?: string;
};

/**
 * Packs what is built and installs it in an empty folder, from what npm keeps of earlier downloads. Where that lacks
 * something, the packages that npm would install are taken from our own `node_modules`.
 */
export function installPackage(): Installed {
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json'],
    { cwd: root },
  );
  const folder = mkdtempSync(join(tmpdir(), 'installed-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  // Without its scripts, which would build again while other tests run what is built.
  const packed = npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root);
  const [{ filename, files }]: [{ filename: string; files: { path: string }[] }] = JSON.parse(
    packed.stdout,
  );
  const tarball = join(folder, filename);
  const paths = files.map(({ path }) => path).toSorted();
  const { status, stderr } = npm(['install', '--omit=dev', '--offline', tarball], folder);
  if (status === 0) return { folder, files: paths };
  const target = join(folder, 'node_modules/proofsheet');
  cpSync(root, target, {
    recursive: true,
    filter: (path) => path === root || paths.some((one) => isOnTheWay(path, join(root, one))),
  });
  copyNeeded(target, join(folder, 'node_modules'));
  return { folder, files: paths, byHand: stderr.trim().split('\n').at(0) ?? 'npm failed' };
}

const isOnTheWay = (path: string, file: string) => file === path || file.startsWith(`${path}/`);

/** What this process was started by, or what is on the path. */
function npm(words: readonly string[], cwd: string) {
  const cli = process.env['npm_execpath'];
  const [program, ...before] = cli?.endsWith('.js') ? [process.execPath, cli] : ['npm'];
  return spawnSync(program, [...before, ...words], {
    cwd,
    encoding: 'utf8',
    shell: program === 'npm' && process.platform === 'win32',
  });
}

/** Copies what a package depends on, and what that does, as far as it is here for this platform. */
function copyNeeded(folder: string, to: string): void {
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const target = join(to, name);
    const source = join(root, 'node_modules', name);
    if (existsSync(target) || !existsSync(source)) continue;
    cpSync(source, target, { recursive: true });
    copyNeeded(target, to);
  }
}

/** Bytes that a folder takes on the disk, as `du` counts them. */
export function sizeOnDisk(path: string): number {
  const { blocks, size } = lstatSync(path);
  const own = process.platform === 'win32' ? size : blocks * 512;
  if (!lstatSync(path).isDirectory()) return own;
  return readdirSync(path).reduce((sum, name) => sum + sizeOnDisk(join(path, name)), own);
}
