/** The rehearsal server as a process of its own, for tests that kill it. Options come as JSON. */
import { serveRehearsal } from '../../src/rehearsal/serve.ts';

const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());
await serveRehearsal(JSON.parse(process.argv[2] ?? '{}'), stop.signal, (line) => {
  process.stdout.write(`${line}\n`);
});
