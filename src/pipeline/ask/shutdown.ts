/** What the service itself says about when its models are shut down, which goes before our own table. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { ServiceError } from '../../openai/failures.ts';
import type { BatchService } from '../../openai/service.ts';
import type { CalendarDay } from '../../photo.ts';

/** What was said of the model that was looked up last. */
type Said = { readonly model: string; readonly on: CalendarDay | null; readonly at: string };

const key = 'asking.shutdown';
const day = 86_400_000;

/** When the service says that a model is shut down; null where it says that nothing is known, undefined where it was not asked. */
export function saidShutdown(catalog: Catalog, model: string): CalendarDay | null | undefined {
  const said = getMeta<Said>(catalog, key);
  return said?.model === model ? said.on : undefined;
}

/** Asks the service once a day. Servers that do not say are left alone; nothing depends on it. */
export async function lookUpShutdown(
  catalog: Catalog,
  service: Pick<BatchService, 'checkModel'>,
  {
    model,
    now,
    signal,
  }: { readonly model: string; readonly now: Date; readonly signal: AbortSignal },
): Promise<void> {
  const said = getMeta<Said>(catalog, key);
  if (said?.model === model && Math.abs(now.getTime() - Date.parse(said.at)) < day) return;
  try {
    const { shutDownOn } = await service.checkModel(model, signal);
    setMeta(catalog, key, { model, on: shutDownOn ?? null, at: now.toISOString() });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}
