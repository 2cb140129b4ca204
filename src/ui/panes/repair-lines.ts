/** What the checks changed in the titles of an answer before it became a suggestion. */
import type { Repair } from '../../photo.ts';
import type { Line } from '../text/line.ts';
import { labelled } from '../text/paragraph.ts';

const labels = { description: 'Title was', shortTitle: 'Short title was' } as const;

const reasons: Readonly<Record<string, string>> = {
  entities: 'entities decoded',
  'control-characters': 'line ends and control characters taken out',
  markup: 'markup taken out',
  emoji: 'emoji taken out',
  hashtags: 'hashtags taken out',
  quotes: 'quotes made plain',
  capital: 'capital letter at the beginning',
  dateline: 'its dateline left to us',
  'too-long': 'cut to fit',
};

/** For each title that was changed: how the model wrote it, and what was done to it. */
export function repairLines(repairs: readonly Repair[], width: number): Line[] {
  return Object.entries(labels).flatMap(([field, label]) => {
    const done = repairs.filter((repair) => repair.field === field && repair.rule !== 'missing');
    const written = done[0]?.before;
    if (written === undefined) return [];
    const why = done.map(({ rule }) => reasons[rule] ?? rule.replaceAll('-', ' ')).join(', ');
    return labelled(label, `${written} (${why})`, width);
  });
}
