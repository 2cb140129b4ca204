/** Other programs' own readers, which have nothing to do with ours. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** What a program prints. @throws when it fails, with what it said */
export function printedBy(command: string, ...words: string[]): string {
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { stdout, status, stderr } = spawnSync(command, words, options);
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stderr}`);
  return stdout;
}

/** Says why a reader is passed over; CI installs all of them. */
export function isInstalled(command: string): boolean {
  const found = spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
  if (!found) process.stderr.write(`${command} is not installed: its tests are skipped\n`);
  return found;
}

/**
 * Exports the photos of a folder with darktable, whose copies say what it has read.
 * darktable 4.2 itself crashes now and then on a busy machine, before it reads anything; then it is started again.
 * @param config a folder for its own settings
 */
export function exportByDarktable(
  photos: string,
  exports: string,
  config: string,
  tries = 3,
): void {
  const words = [
    ...[photos, `${exports}/$(FILE_NAME).jpg`, '--core', '--disable-opencl'],
    ...['--library', ':memory:', '--configdir', config, '--conf', 'write_sidecar_files=never'],
  ];
  const { status, stderr } = spawnSync('darktable-cli', words, { encoding: 'utf8' });
  if (status === 0) return;
  if (tries === 1) throw new Error(`darktable-cli ${words.join(' ')}: ${stderr}`);
  rmSync(exports, { recursive: true, force: true });
  exportByDarktable(photos, exports, config, tries - 1);
}
