/** A prepared archive and the stand-in for the service, on one clock; both are closed after the test. */
import { onTestFinished } from 'vitest';
import type { RehearsalOptions, RehearsalServer } from '../../../src/rehearsal/server.ts';
import type { Settings } from '../../../src/settings.ts';
import { FakeClock, openWorld, preparedWorld, startService, type World } from './world.ts';

export type Scene = { clock: FakeClock; service: RehearsalServer; world: World };

/** Closes something after the present test, the latest first. */
export function closeLater(close: () => unknown): void {
  onTestFinished(async () => {
    await close();
  });
}

export async function scene(
  photos: number,
  settings: Partial<Settings> = {},
  options: RehearsalOptions = {},
  clock = new FakeClock(),
): Promise<Scene> {
  const service = await startService(clock, options);
  closeLater(() => service.close());
  const world = await preparedWorld({ photos, url: service.url, clock, settings });
  closeLater(() => world.close());
  return { clock, service, world };
}

/** Closes the archive and opens it again, as the next start of the program does. */
export async function nextStart(
  { world, service, clock }: Scene,
  settings: Partial<Settings> = {},
): Promise<World> {
  world.close();
  const again = await openWorld(world.root, { url: service.url, clock, settings });
  closeLater(() => again.close());
  return again;
}
