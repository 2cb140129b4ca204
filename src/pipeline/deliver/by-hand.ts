/** What is left to do at a portal, because what is uploaded is not submitted. */
import { listed } from '../../amounts.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';

/** `1. Contributor portal, Upload CSV: adobe-1.csv.` @param csv names of the files, in order */
export function byHandLines({ byHand }: Outlet, csv: readonly string[]): readonly string[] {
  return byHand.value.map((line, at) => `${at + 1}. ${line.replace('{csv}', listed(csv))}`);
}
