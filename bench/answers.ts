/** Reading the answers of a large batch: line by line against the bytes alone, and the memory that understanding takes. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { promisify } from 'node:util';
import { readLineGroups } from '../src/files/lines.ts';
import { answerLine } from './answer-line.ts';
import { type Bench, interleaved, type Measured, median } from './measure.ts';

const execute = promisify(execFile);
const megabytes = 200;
const rounds = 7;
const chunkBytes = 1024 * 1024;

export const answersBench: Bench = {
  name: 'answers',
  about: `time to read the lines of a ${megabytes} MB answer file, against reading its bytes`,
  unit: 'times the bytes',
  target: { kind: 'at most', value: 2.5 },
  measure: () => withAnswerFile(measureTime),
};

export const answersMemoryBench: Bench = {
  name: 'answers-memory',
  about: `memory to read and understand a ${megabytes} MB answer file, over the idle process`,
  unit: 'MB',
  target: { kind: 'at most', value: 150 },
  measure: () => withAnswerFile(measureMemory),
};

type AnswerFile = { readonly path: string; readonly lines: number };

async function measureTime({ path, lines }: AnswerFile): Promise<Measured> {
  const times = await interleaved(rounds, {
    bytes: () => streamBytes(path),
    oneBuffer: () => readIntoOneBuffer(path),
    lines: async () => {
      let count = 0;
      for await (const group of readLineGroups(path)) count += group.length;
      if (count !== lines) throw new Error(`${count} lines instead of ${lines}`);
    },
  });
  const ms = (name: keyof typeof times) => `${median(times[name]).toFixed(0)} ms`;
  return {
    value: median(times.lines) / median(times.bytes),
    notes: [
      `${lines} lines, one in ten with U+2028 in it: ${ms('lines')}; its bytes as a stream: ${ms('bytes')}`,
      `its bytes read into one buffer over and over, never leaving the processor's cache: ${ms('oneBuffer')}`,
    ],
  };
}

async function measureMemory({ path, lines }: AnswerFile): Promise<Measured> {
  const reader = join(import.meta.dirname, 'answers-reader.ts');
  const run = async (mode: string) => {
    const { stdout } = await execute(process.execPath, [reader, path, mode]);
    return JSON.parse(stdout) as { answers: number; megabytes: number };
  };
  const idle = await run('idle');
  const read = await run('read');
  if (read.answers !== lines) throw new Error(`${read.answers} answers instead of ${lines}`);
  return {
    value: read.megabytes - idle.megabytes,
    notes: [
      `idle ${idle.megabytes.toFixed(0)} MB, at most ${read.megabytes.toFixed(0)} MB, ${lines} answers understood`,
    ],
  };
}

async function streamBytes(path: string): Promise<void> {
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes }))
    bytes += (chunk as Buffer).length;
  if (bytes < megabytes * 1e6) throw new Error('not all of it was read');
}

async function readIntoOneBuffer(path: string): Promise<void> {
  const file = await open(path, 'r');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  while ((await file.read(chunk, 0, chunkBytes, null)).bytesRead > 0);
  await file.close();
}

async function withAnswerFile(work: (file: AnswerFile) => Promise<Measured>): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-bench-answers-'));
  try {
    const path = join(folder, 'output.jsonl');
    const lines = await writeAnswers(path);
    if ((await stat(path)).size < megabytes * 1e6) throw new Error('the file is too small');
    return await work({ path, lines });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeAnswers(path: string): Promise<number> {
  const stream = createWriteStream(path, { highWaterMark: 4 * chunkBytes });
  let bytes = 0;
  let lines = 0;
  while (bytes < megabytes * 1e6) {
    const line = answerLine(lines, `p-${lines++}`);
    bytes += Buffer.byteLength(line);
    if (!stream.write(line)) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
  return lines;
}
