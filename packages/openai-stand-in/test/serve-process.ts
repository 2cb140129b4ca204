/** The stand-in as a process of its own, for tests that kill it. Options come as JSON. */
import { startStandIn } from '../src/index.ts';
import { answer } from './answer.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as object;
const { url } = await startStandIn({ answer, ...options });
process.stdout.write(`${JSON.stringify({ url })}\n`);
