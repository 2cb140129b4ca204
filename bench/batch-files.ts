/** The memory that writing and uploading batch files takes: lines and chunks of them, never a whole file. */
import { execFile } from 'node:child_process';
import { link, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import type { Bench, Measured } from './measure.ts';

const execute = promisify(execFile);
const photos = 1200;
const different = 40;
const size = { width: 768, height: 512 };

export const batchMemoryBench: Bench = {
  name: 'batch-memory',
  about: 'memory to write and upload batch files of 150 MB, over the idle process',
  unit: 'MB',
  target: { kind: 'at most', value: 150 },
  measure,
};

async function measure(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-bench-batches-'));
  const sink = await startSink();
  try {
    await drawPhotos(join(folder, 'archive'));
    const worker = join(import.meta.dirname, 'batch-files-worker.ts');
    const url = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/v1`;
    const run = async (mode: string) => {
      const { stdout } = await execute(process.execPath, [worker, folder, mode, url]);
      return JSON.parse(stdout) as { megabytes: number; files: number[] };
    };
    await run('prepare');
    const idle = await run('idle');
    const written = await run('write');
    const uploaded = await run('upload');
    const largest = Math.max(...written.files) / 1e6;
    if (largest < 140) throw new Error(`the largest file has only ${largest.toFixed(0)} MB`);
    const most = Math.max(written.megabytes, uploaded.megabytes);
    return {
      value: most - idle.megabytes,
      notes: [
        `${written.files.length} files, the largest of ${largest.toFixed(0)} MB; idle ${idle.megabytes.toFixed(0)} MB`,
        `writing them at most ${written.megabytes.toFixed(0)} MB, uploading them ${uploaded.megabytes.toFixed(0)} MB, on ${availableParallelism()} cores`,
      ],
    };
  } finally {
    sink.close();
    await rm(folder, { recursive: true });
  }
}

/** Small photos of noise, whose previews are as long as those of photos with very much detail. */
async function drawPhotos(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < photos; index++) {
    const file = join(folder, `photo-${index}.jpg`);
    if (index >= different) await link(join(folder, `photo-${index % different}.jpg`), file);
    else await writeFile(file, await drawPhoto(index));
  }
  await stat(join(folder, `photo-${photos - 1}.jpg`));
}

function drawPhoto(index: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 60 + index * 3, sigma: 60 } as const;
  return sharp({ create: { ...size, channels: 3, background: '#000', noise } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** A service that takes files and forgets them. */
async function startSink(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end('{"id":"file-1","filename":"a.jsonl","bytes":1,"created_at":1}');
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}
