/**
 * Space for copies on a disk that is nearly full: copies are made side by side only while all of them fit, so that space
 * for one more photo is enough to get through an archive.
 */
import { freeBytes } from '../../files/space.ts';

type Disk = { reserved: number; readonly waiting: Set<() => void> };

const disks = new Map<bigint, Disk>();
/** New metadata, and what the file system itself needs. */
const margin = 256 * 1024;

/**
 * Runs `work`, which writes up to `bytes` to the disk `device` that `folder` lies on, once there is space beyond what
 * other work has reserved. Work that is alone always runs: the disk itself will show whether it fits.
 */
export async function withDiskSpace<T>(
  device: bigint,
  folder: string,
  bytes: number,
  work: () => Promise<T>,
): Promise<T> {
  const disk = disks.get(device) ?? { reserved: 0, waiting: new Set() };
  disks.set(device, disk);
  const wanted = bytes + margin;
  while (
    disk.reserved > 0 &&
    (await freeBytes(folder)) - disk.reserved < wanted &&
    disk.reserved > 0
  )
    await new Promise<void>((resolve) => disk.waiting.add(resolve));
  disk.reserved += wanted;
  try {
    return await work();
  } finally {
    disk.reserved -= wanted;
    for (const wake of disk.waiting) wake();
    disk.waiting.clear();
  }
}
