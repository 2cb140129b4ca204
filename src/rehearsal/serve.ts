/** The stand-in as a process of its own: it outlives the program that is tried against it. */
import { type RehearsalOptions, startRehearsalServer } from './server.ts';

/**
 * Serves until the signal aborts.
 * @param announce called once with a line of JSON that has the server's `url` and `port`
 */
export async function serveRehearsal(
  options: RehearsalOptions,
  signal: AbortSignal,
  announce: (line: string) => void,
): Promise<void> {
  const server = await startRehearsalServer(options);
  announce(JSON.stringify({ url: server.url, port: server.port }));
  if (!signal.aborted)
    await new Promise<void>((stopped) => {
      signal.addEventListener('abort', () => stopped(), { once: true });
    });
  await server.close();
}
