/** What is said where nothing waits for a stage, and photos stand there all the same. */
import { counted } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { overviewOf } from '../../catalog/overview.ts';
import type { Stage } from '../../photo.ts';

/** How photos that are held back are tried again, where a stage does not do so by itself. */
const tryingAgain: Partial<Record<Stage, string>> = {
  embed: ', and `proofsheet embed --retry` tries them again',
};

/** A sentence for a stage at which photos are held back; nothing otherwise. */
export function heldBackNote(catalog: Catalog, stage: Stage): string[] {
  const held =
    overviewOf(catalog, { chosen: true }).stages.find((one) => one.stage === stage)?.held ?? 0;
  if (held === 0) return [];
  return [
    `${counted(held, 'photo is', 'photos are')} held back by issues: \`proofsheet status --issues\` says why${tryingAgain[stage] ?? ''}.`,
  ];
}
