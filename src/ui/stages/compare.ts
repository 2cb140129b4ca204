/** Asking other models about accepted photos, from the summary; and what came of it, to be read. */
import { counted } from '../../amounts.ts';
import type { StageContext, StageSummary } from '../../pipeline/archive/stage.ts';
import type { Comparison } from '../../pipeline/compare/compare.ts';
import type { Compared } from '../../pipeline/compare/results.ts';
import type { App } from '../app.ts';
import { asking, item } from '../overlays/menu.ts';
import { emptyLine } from '../text/line.ts';
import { paragraph } from '../text/paragraph.ts';
import { groupLines } from './fact-lines.ts';

/** Loaded when first used, as the stages are. */
const parts = async () => ({
  ...(await import('../../pipeline/compare/compare.ts')),
  ...(await import('../../pipeline/compare/describe.ts')),
  ...(await import('../../pipeline/compare/results.ts')),
  ...(await import('../../pipeline/compare/variants.ts')),
});

export function compareMenu(app: App): void {
  app.shell.menu({
    title: 'Compare with what you accepted',
    items: [
      asking('m', 'ask other models, sizes or prompts', () => askForVariants(app)),
      item('b', 'show what was compared before', () => void showBefore(app)),
    ],
  });
}

const help =
  'Models, sizes in pixels, files with prompts (.txt; ours for our words) and efforts, in any order; every combination is asked about 30 accepted photos. The price comes first. Your texts stay as they are.';

function askForVariants(app: App): void {
  app.shell.prompt({
    title: 'Compare with what you accepted',
    label: 'Ask',
    enter: 'see the price',
    body: (width) => [...paragraph(help, width, 'quiet'), emptyLine],
    submit: (typed) => {
      if (typed.trim() === '') return false;
      app.runBeside('compare', (context) => compareTyped(app, context, typed));
      return true;
    },
  });
}

async function compareTyped(app: App, context: StageContext, typed: string): Promise<StageSummary> {
  const { planComparison, runComparison, wishIn } = await parts();
  const comparison = await planComparison(context, wishIn(typed));
  try {
    const { photos, toAsk } = comparison;
    if (toAsk > 0 && !(await isAgreed(app, comparison, context.signal)))
      return { stage: 'collect', done: 0, issues: 0, notes: ['Nothing was sent.'] };
    const all = await runComparison(context, comparison);
    await show(app, all);
    const notes = [`${counted(photos.length, 'photo')} compared.`];
    return { stage: 'collect', done: photos.length, issues: 0, notes };
  } finally {
    comparison.close();
  }
}

/** Whoever leaves instead of answering has not agreed. */
async function isAgreed(app: App, comparison: Comparison, signal: AbortSignal): Promise<boolean> {
  const { plannedFacts, priceOfComparison } = await parts();
  const facts = plannedFacts(app.archive, comparison);
  return new Promise<boolean>((resolve) => {
    const close = app.shell.menu({
      title: `Ask ${counted(comparison.toAsk, 'time')}, ${priceOfComparison(comparison)}?`,
      body: (width) => groupLines(facts, width),
      first: app.archive.rehearsal ? 0 : 1,
      dismissed: () => resolve(false),
      items: [
        item('y', 'ask them', () => resolve(true)),
        item('n', 'not now', () => resolve(false)),
      ],
    });
    signal.addEventListener('abort', () => {
      close();
      resolve(false);
    });
  });
}

async function showBefore(app: App): Promise<void> {
  try {
    const { comparedBefore } = await parts();
    const all = await comparedBefore(app.archive);
    if (all.length === 0) app.shell.toast('Nothing has been compared in this archive yet.', 'warn');
    else await show(app, all);
  } catch (error) {
    app.shell.fail(error);
  }
}

async function show({ shell }: App, all: readonly Compared[]): Promise<void> {
  const { comparedFacts } = await parts();
  const facts = comparedFacts(all);
  shell.read({
    title: 'How far answers agree with what you accepted',
    lines: (width) => groupLines(facts, width),
  });
}
