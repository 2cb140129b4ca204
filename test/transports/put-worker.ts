/** Puts files on a remote, so that it can be killed meanwhile: argument 1 is what to do, as JSON. Prints bytes that are there. */

import type { Remote } from '../../src/transports/remote.ts';
import { bufferSource } from '../../src/transports/source.ts';
import { openTransport } from '../../src/transports/transport.ts';
import { picture } from './pictures.ts';

type Task = {
  readonly remote: Remote;
  readonly password?: string;
  readonly knownHosts: string;
  readonly names: readonly string[];
  readonly bytes: number;
};

const { remote, password, knownHosts, names, bytes } = JSON.parse(process.argv[2] ?? '') as Task;
const access = { password: async () => password, knownHosts, wait: async () => undefined };
const transport = openTransport(remote, access, new AbortController().signal);
for (const name of names)
  await transport.put(bufferSource(picture(name, bytes)), name, (sent) =>
    process.stdout.write(`${name} ${sent}\n`),
  );
transport.close();
