/** Other models asked about accepted photos, by the real client over real HTTP. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import type { StageContext } from '../../../src/pipeline/archive/stage.ts';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import {
  type Comparison,
  planComparison,
  runComparison,
} from '../../../src/pipeline/compare/compare.ts';
import { comparedFacts } from '../../../src/pipeline/compare/describe.ts';
import { comparedBefore } from '../../../src/pipeline/compare/results.ts';
import type { VariantWish } from '../../../src/pipeline/compare/variants.ts';
import { apply } from '../../../src/pipeline/review/apply.ts';
import { printedFacts } from '../../../src/ui/stages/fact-lines.ts';
import {
  FakeClock,
  openWorld,
  preparedWorld,
  startService,
  type WorldOptions,
} from '../ask/world.ts';

const nothing: VariantWish = { models: [], sizes: [], prompts: [], efforts: [] };

async function acceptedWorld(settings: WorldOptions['settings'] = {}) {
  const clock = new FakeClock();
  const service = await startService(clock);
  onTestFinished(() => service.close());
  const options = { photos: 8, url: service.url, clock, settings };
  const world = await preparedWorld(options);
  await submit(world.context);
  await collect(world.context, { wait: true });
  const ids = world.catalog.ids('SELECT id FROM photo');
  apply(world.archive, ids, { kind: 'decide', decision: 'accepted' });
  return { ...world, service, options };
}

/** Everything in the archive's catalog that a person or a model made. */
const textsOf = ({ catalog }: Archive) =>
  ['review', 'suggestion', 'request', 'batch', 'attempt', 'step', 'photo'].map((table) =>
    catalog.all(`SELECT * FROM ${table} ORDER BY id`.replace('review ORDER BY id', 'review')),
  );

async function compared(context: StageContext, wish: Partial<VariantWish>, most?: number) {
  const comparison = await planComparison(context, { ...nothing, ...wish }, most);
  try {
    return { comparison, all: await runComparison(context, comparison) };
  } finally {
    comparison.close();
  }
}

const toAsk = ({ sides }: Comparison) => sides.map((side) => side.toAsk);

describe('a comparison', () => {
  it('asks every model in batches, measures each against what was accepted, and leaves the archive as it was', async () => {
    const { context, archive, service, close } = await acceptedWorld();
    const before = textsOf(archive);
    const { comparison, all } = await compared(context, {
      models: ['gpt-6-luna', 'gpt-6.1-terra'],
    });
    expect(toAsk(comparison)).toEqual([8, 8]);
    expect(comparison.dollars).toBeGreaterThan(0);
    expect(textsOf(archive)).toEqual(before);
    const [own, same, other] = all;
    expect(own).toMatchObject({ isOwn: true, answered: 8, keywordsKept: 1, titleEdits: 0 });
    expect(same).toMatchObject({
      name: 'gpt-6-luna',
      answered: 8,
      keywordsKept: 1,
      orderAgreement: 1,
    });
    expect(other).toMatchObject({ name: 'gpt-6.1-terra', answered: 8 });
    expect(other?.orderAgreement).toBeLessThan(1);
    expect(other?.titleEdits).toBeGreaterThan(0);
    expect(other?.dollarsPerThousand).toBeGreaterThan(5 * (same?.dollarsPerThousand ?? 0));
    expect(service.stats().executedRequests).toBe(8 * 3);
    const table = printedFacts(comparedFacts(all)).join('\n');
    expect(table).toMatch(/Kept +Order +Edits +Names +Checks +per 1,000 +Photos/);
    expect(table).toMatch(/gpt-6-luna +100% +1\.00 +0\.0/);
    close();
  });

  it('asks nothing twice: not in a second run, nor with more models or photos than before', async () => {
    const { context, service, close } = await acceptedWorld();
    const first = await compared(context, { models: ['gpt-6.1-terra'] }, 4);
    const paid = service.stats().executedRequests;
    const again = await compared(context, { models: ['gpt-6.1-terra'] }, 4);
    expect(toAsk(again.comparison)).toEqual([0]);
    expect(again.all).toEqual(first.all);
    expect(service.stats().executedRequests).toBe(paid);
    const more = await compared(context, { models: ['gpt-6.1-terra', 'gpt-5.4-mini'] }, 6);
    expect(toAsk(more.comparison)).toEqual([2, 6]);
    expect(service.stats().executedRequests).toBe(paid + 8);
    expect(
      (await comparedBefore(context.archive)).map(({ name, answered }) => [name, answered]),
    ).toEqual([
      [expect.stringContaining('first answers'), 6],
      ['gpt-5.4-mini', 6],
      ['gpt-6.1-terra', 6],
    ]);
    close();
  });

  it('goes on after an interruption with what was sent', async () => {
    const world = await acceptedWorld();
    const { service } = world;
    const comparison = await planComparison(world.context, {
      ...nothing,
      models: ['gpt-6.1-terra'],
    });
    for (const { archive } of comparison.sides) await submit({ ...world.context, archive });
    comparison.close();
    world.close();
    const sent = service.stats().executedRequests;
    const next = await openWorld(world.root, world.options);
    const { comparison: second, all } = await compared(next.context, { models: ['gpt-6.1-terra'] });
    expect(toAsk(second)).toEqual([0]);
    expect(all[1]).toMatchObject({ name: 'gpt-6.1-terra', answered: 8 });
    expect(service.stats().executedRequests - sent).toBeLessThanOrEqual(8);
    expect(service.stats().batches).toBe(2);
    next.close();
  });

  it('combines sizes, prompts and efforts, and names each', async () => {
    const { context, close } = await acceptedWorld();
    const prompt = join(await mkdtemp(join(tmpdir(), 'proofsheet-prompt-')), 'botany.txt');
    await writeFile(prompt, 'Write like a botanist.');
    const { all } = await compared(
      context,
      { sizes: ['512', '1024'], prompts: ['ours', prompt], efforts: ['low'] },
      2,
    );
    expect(all.slice(1).map(({ name, answered }) => [name, answered])).toEqual([
      ['512 px, our prompt, effort low', 2],
      ['512 px, botany.txt, effort low', 2],
      ['1024 px, our prompt, effort low', 2],
      ['1024 px, botany.txt, effort low', 2],
    ]);
    close();
  });

  it('sends nothing past the budget, nor what it cannot do', async () => {
    const { context, service, close } = await acceptedWorld({ budget: 0.004 });
    const paid = service.stats().executedRequests;
    const plan = (wish: Partial<VariantWish>) => planComparison(context, { ...nothing, ...wish });
    await expect(plan({ models: ['gpt-6.1-terra'] })).rejects.toMatchObject({
      code: 'budget-exceeded',
    });
    for (const wish of [{}, { sizes: ['huge'] }, { efforts: ['much'] }, { models: [''] }])
      await expect(plan(wish)).rejects.toMatchObject({ code: 'usage' });
    await expect(plan({ prompts: ['/nowhere.txt'] })).rejects.toMatchObject({
      code: 'settings-invalid',
    });
    expect(service.stats().executedRequests).toBe(paid);
    close();
  });
});
