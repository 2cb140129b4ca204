/** What is left to do at a portal, because what is uploaded is not submitted. */
import { listed } from '../../amounts.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';

/** `1. Contributor portal, Upload CSV: adobe-1.csv.` @param csv names of the files, in order */
export function byHandLines({ byHand }: Outlet, csv: readonly string[]): readonly string[] {
  const names = csv.length === 0 ? 'the CSV' : listed(csv);
  return byHand.value.map((line, at) => `${at + 1}. ${line.replace('{csv}', () => names)}`);
}

/** The same, where the CSV went the way of the photos. */
export function byHandLinesWithoutCsv({ byHand, ...outlet }: Outlet): readonly string[] {
  const value = byHand.value.filter((line) => !line.includes('{csv}'));
  return byHandLines({ ...outlet, byHand: { ...byHand, value } }, []);
}
