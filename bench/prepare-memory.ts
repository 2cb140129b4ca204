/** The most memory that prepare takes, over many small photos: the tokenizer, the picture library, and what they leave. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from './measure.ts';

const execute = promisify(execFile);
const photos = 3000;

export const prepareMemoryBench: Bench = {
  name: 'prepare-memory',
  about: `the most memory of prepare over ${photos.toLocaleString('en')} small photos`,
  unit: 'MB',
  target: { kind: 'at most', value: 300 },
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), 'proofsheet-bench-prepare-memory-'));
    const run = async (stage: string) => {
      const worker = join(import.meta.dirname, 'soak-million-worker.ts');
      const words = [worker, folder, stage, String(photos), '0'];
      const { stdout } = await execute(process.execPath, words);
      return JSON.parse(stdout) as { cpu: number; megabytes: number };
    };
    try {
      await mkdir(join(folder, 'archive'));
      await run('draw');
      const scanned = await run('scan');
      const prepared = await run('prepare');
      return {
        value: prepared.megabytes,
        notes: [
          `scanning them took ${scanned.megabytes.toFixed(0)} MB; prepare ${((prepared.cpu / photos) * 1000).toFixed(1)} ms of processor time each`,
        ],
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
