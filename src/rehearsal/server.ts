/** The service of a rehearsal: the stand-in for OpenAI's, answering from what can be seen in a picture. */
import { type StandIn, type StandInOptions, startStandIn } from 'openai-stand-in';
import { answer } from './model.ts';

export type RehearsalOptions = Partial<StandInOptions>;
export type RehearsalServer = StandIn;

/** Starts a server. It listens on loopback only. */
export function startRehearsalServer(options: RehearsalOptions = {}): Promise<RehearsalServer> {
  return startStandIn({ answer, ...options });
}
