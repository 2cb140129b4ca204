/** The stand-in for the service as a process of its own, with a queue of 2M tokens and a share of every trouble. */
import { startRehearsalServer } from '../src/rehearsal/server.ts';

const [directory = '', seed = '1'] = process.argv.slice(2);
const server = await startRehearsalServer({
  directory,
  queueLimit: 2_000_000,
  faults: {
    seed: Number(seed),
    routes: [
      { route: '*', fault: 'server-error', share: 0.01 },
      { route: '*', fault: 'reset', share: 0.01 },
      { route: '*', fault: 'lost-reply', share: 0.02 },
      { route: 'files.content', fault: 'short-download', share: 0.05 },
    ],
    batches: [
      { fault: 'shuffled', from: 1 },
      { fault: 'expired', share: 0.05, part: 0.7 },
      { fault: 'missing-lines', share: 0.05, part: 0.02 },
      { fault: 'token-limit', share: 0.03, limit: 2_000_000 },
      { fault: 'slow-release', share: 0.1, milliseconds: 5000 },
      { fault: 'late-files', share: 0.05, polls: 3 },
      { fault: 'late-in-list', share: 0.05, milliseconds: 1000 },
    ],
    lines: [
      { fault: 'status', status: 500, share: 0.01, times: 1 },
      { fault: 'refusal', share: 0.005, times: 1 },
      { fault: 'line-separators', share: 0.1 },
      { fault: 'bad-image', share: 0.0005 },
    ],
  },
});
console.log(server.url);
