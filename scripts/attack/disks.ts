/** Disks that are full sooner or later. */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRehearsalServer } from '../../src/rehearsal/server.ts';
import type { Ground } from './ground.ts';
import { allStages } from './road.ts';
import { drawPhotos, photos as templatePhotos } from './templates.ts';
import type { Trial } from './trial.ts';

const photos = 6;
const kilobyte = 1024;
const enough = 200_000 * kilobyte;

/** Kilobytes of a disk; with some two thousand all has room. */
const sizes = [90, 150, 200, 260, 320, 400, 500, 600, 700, 800, 900, 1000, 1200, 1400, 1700];

/** Makes a folder a disk of its own. @returns false where that is not allowed */
function mount(ground: Ground, folder: string, bytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
  } catch {
    ground.skipped = 'mounting a small disk takes root';
    return false;
  }
  ground.onLeave(() => execFileSync('umount', ['-l', folder]));
  return true;
}

const enlarge = (folder: string) =>
  execFileSync('mount', ['-o', `remount,size=${enough}`, folder], { stdio: 'ignore' });

const engines = {
  batch: ['--set', 'probe=no'],
  live: ['--set', 'engine=live', '--set', 'live.concurrency=2'],
} as const;
type Engine = keyof typeof engines;

/** The stages on a disk that becomes full, and again when there is room. */
async function onDisk(ground: Ground, bytes: number, engine: Engine): Promise<void> {
  if (!mount(ground, ground.root, bytes)) return;
  await drawPhotos(ground.root, photos);
  await ground.seal();
  const service = await startRehearsalServer({ directory: ground.service });
  const { url } = service;
  try {
    const full = await ground.run([...allStages, ...engines[engine], ground.root], { url });
    ground.expect(
      full.code !== 2 || /space/i.test(full.stderr),
      `does not say that the disk is full: ${full.stderr.slice(-200)}`,
    );
    await ground.run(['status', '--issues', ground.root], { url });
    enlarge(ground.root);
    await ground.run([...allStages, ...engines[engine], ground.root], { url });
    const { stdout } = await ground.run(['status', ground.root], { url });
    ground.expect(
      stdout.includes(`${photos} done`),
      `not all is done when there is room: ${stdout.slice(0, 200)}`,
    );
    const { picturesTwice } = service.stats();
    ground.expect(picturesTwice.length === 0, `${picturesTwice.length} photos were paid twice`);
  } finally {
    await service.close();
  }
}

/** Commands with one of the folders beside the archive on a full disk. */
const fullBeside = (folder: 'settings' | 'temporary', what: string): Trial => ({
  name: `disk-${folder}`,
  what,
  async attack(ground, templates) {
    await templates.lay(ground, 'plain');
    const full = ground.folderOf(folder);
    if (!mount(ground, full, 16 * kilobyte)) return;
    fill(full);
    await ground.seal();
    const service = await startRehearsalServer({ directory: ground.service });
    try {
      const { url } = service;
      await ground.run(['config', 'set', 'model', 'gpt-6-luna'], { url });
      await ground.run(['config', 'key'], { url, input: 'sk-other-0123456789abcdef' });
      await ground.run([...allStages, ground.root], { url });
      await ground.run(['undo', ground.root], { url });
    } finally {
      await service.close();
    }
  },
});

/** Leaves no byte. */
function fill(folder: string): void {
  try {
    for (let files = 0; ; files++)
      writeFileSync(join(folder, `.filler-${files}`), Buffer.alloc(4096));
  } catch {
    // It is full.
  }
}

/** Bringing a catalog back where there is no room for another one. */
const catalogOnDisk = (...words: readonly string[]): Trial => ({
  name: `disk-catalog-${words[1]}`,
  what: `catalog ${words[1]} where there is no room`,
  async attack(ground, templates) {
    if (!mount(ground, ground.root, enough)) return;
    await templates.lay(ground, 'done');
    const filler = join(ground.root, 'filler');
    await ground.seal();
    const backups = readdirSync(join(ground.root, '.proofsheet/backups'));
    const named = { ROOT: ground.root, BACKUP: backups.at(-1) ?? '' };
    const command = words.map((word) => named[word as keyof typeof named] ?? word);
    try {
      for (let files = 0; ; files++) writeFileSync(`${filler}-${files}`, Buffer.alloc(1_000_000));
    } catch {
      // It is full.
    }
    const full = await ground.run(command);
    ground.expect(full.code !== 0, 'there was room after all');
    execFileSync('sh', ['-c', `rm ${filler}-*`]);
    const again = await ground.run(command);
    ground.expect(again.code !== 2, `with room again: ${again.stderr.slice(-200)}`);
    const { stdout } = await ground.run(['status', ground.root]);
    // A backup is of an earlier moment of its day.
    const all = words[1] === 'rebuild' ? `${templatePhotos} done` : `${templatePhotos} photos`;
    ground.expect(stdout.includes(all), `not all is there: ${stdout.slice(0, 200)}`);
  },
});

export const disks: readonly Trial[] = [
  ...sizes.map((size) => ({
    name: `disk-${size}`,
    what: `all stages on a disk of ${size} kB, and again when it has room`,
    attack: (ground: Ground) => onDisk(ground, size * kilobyte, 'batch'),
  })),
  ...[500, 1000, 5000].map((size) => ({
    name: `disk-live-${size}`,
    what: `the same with ${size} kB, asking live`,
    attack: (ground: Ground) => onDisk(ground, size * kilobyte, 'live'),
  })),
  fullBeside('settings', 'the folder of the settings is full'),
  fullBeside('temporary', 'the temporary folder is full'),
  catalogOnDisk('catalog', 'rebuild', '--yes', 'ROOT'),
  catalogOnDisk('catalog', 'restore', '--yes', 'ROOT', 'BACKUP'),
];
