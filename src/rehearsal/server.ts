/** The service of a rehearsal: the stand-in for OpenAI's, answering from what can be seen in a picture. */
import { type StandIn, type StandInOptions, startStandIn } from 'openai-stand-in';
import { answer } from './model.ts';

export type RehearsalOptions = Partial<StandInOptions>;
export type RehearsalServer = StandIn;

/** Starts a server. It listens on loopback only. */
export function startRehearsalServer(options: RehearsalOptions = {}): Promise<RehearsalServer> {
  return startStandIn({ answer, ...options });
}

/**
 * The stand-in as a process of its own, which outlives the program that is tried against it. Serves until the signal
 * aborts.
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
