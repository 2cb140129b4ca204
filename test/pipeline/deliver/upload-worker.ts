/** Delivers what waits in an archive, in a process that a test kills. */
import { planDelivery, runDelivery } from '../../../src/pipeline/deliver/delivery.ts';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { outletSchema } from '../../../src/rules/outlets/schema.ts';
import type { Settings } from '../../../src/settings.ts';
import { contextOf, openAgain } from '../embed/ready-archive.ts';

type Task = {
  readonly root: string;
  readonly settings: Partial<Settings>;
  readonly delivery: Record<string, unknown>;
};

const { root, settings, delivery } = JSON.parse(process.argv[2] ?? '') as Task;
const [adobe] = builtInOutlets();
const outlet = outletSchema.parse({ ...adobe, delivery: { value: delivery } });
const archive = await openAgain(root, settings);
const logins = {
  password: async () => 'correct-horse-7',
  knownHosts: '/nowhere',
  unprotected: { isAllowed: () => true, allow: () => undefined },
};
const context = { ...contextOf(archive), archive: { ...archive, logins } };
const plan = await planDelivery(context, { outlets: [outlet] });
await runDelivery(context, plan);
archive.close();
