/** One step of the work on batch files in a process of its own; prints the most memory that it took. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '../src/openai/client.ts';
import { openArchive } from '../src/pipeline/archive/archive.ts';
import { systemClock } from '../src/pipeline/archive/clock.ts';
import { exportBatches } from '../src/pipeline/ask/exchange.ts';
import { prepare } from '../src/pipeline/ask/prepare.ts';
import { scan } from '../src/pipeline/scan/scan.ts';
import { defaultSettings } from '../src/settings.ts';
import { peakMegabytes } from './peak-memory.ts';

const [folder = '', mode, url] = process.argv.slice(2);
const archive = await openArchive(join(folder, 'archive'), {
  // Twelve hundred photos are links to forty pictures.
  settings: { ...defaultSettings, copies: 'each' },
  service: { apiKey: 'bench', baseURL: url },
  command: 'bench',
});
const service = await connect({ apiKey: 'bench', baseURL: url });
const context = {
  archive,
  signal: new AbortController().signal,
  report: () => undefined,
  clock: systemClock,
};
const out = join(folder, 'batches');

if (mode === 'prepare') {
  await scan(context);
  await prepare(context);
}
if (mode === 'write') await exportBatches(context, out);
const files = (mode === 'write' || mode === 'upload' ? await readdir(out) : []).map((name) =>
  join(out, name),
);
if (mode === 'upload') for (const file of files) await service.upload(file, { name: 'a.jsonl' });
const bytes = await Promise.all(files.map(async (file) => (await stat(file)).size));
archive.close();
console.log(JSON.stringify({ files: bytes, megabytes: peakMegabytes() }));
