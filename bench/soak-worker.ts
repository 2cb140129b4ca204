/** The program under the soak: prepares, submits and collects one archive to the end, on a clock that runs fast. */
import { openArchive } from '../src/pipeline/archive/archive.ts';
import type { Clock, StageContext } from '../src/pipeline/archive/stage.ts';
import { collect } from '../src/pipeline/ask/collect.ts';
import { prepare } from '../src/pipeline/ask/prepare.ts';
import { submit } from '../src/pipeline/ask/submit.ts';
import { defaultSettings } from '../src/settings.ts';
import { peakMegabytes } from './peak-memory.ts';

const [root = '', url = ''] = process.argv.slice(2);

/** An hour of waiting takes a second. */
const haste = 3600;
let ahead = 0;
const clock: Clock = {
  now: () => new Date(Date.now() + ahead),
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      ahead += milliseconds;
      setTimeout(
        () => (signal.aborted ? reject(signal.reason as Error) : resolve()),
        milliseconds / haste,
      );
    }),
};

const archive = await openArchive(root, {
  settings: { ...defaultSettings, probe: false },
  service: { apiKey: 'soak', baseURL: url },
  command: 'soak',
});
let stage = '';
const context: StageContext = {
  archive,
  clock,
  signal: new AbortController().signal,
  report(progress) {
    if (progress.stage === stage) return;
    stage = progress.stage;
    console.log(stage);
  },
};
/** The most memory so far, in MB, after each stage. */
const tell = (after: string) => console.log(`memory ${Math.round(peakMegabytes())} ${after}`);
tell('start');
await prepare(context);
tell('prepare');
await submit(context);
tell('submit');
await collect(context, { wait: true });
tell('collect');
archive.close();
