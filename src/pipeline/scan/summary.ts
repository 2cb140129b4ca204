/** What a scan found, in sentences. */

import { counted } from '../../amounts.ts';
import type { Archive } from '../archive/archive.ts';
import type { StageSummary } from '../archive/stage.ts';
import type { Counts } from './store.ts';

/** @param unreadable a sentence for each folder that could not be read */
export function summaryOf(
  archive: Archive,
  counts: Counts,
  unreadable: readonly string[],
): StageSummary {
  const { catalog } = archive;
  const held = catalog.count("SELECT count(*) FROM photo WHERE standing = 'scan' AND missing = 0");
  const withoutPlace = catalog.count(
    "SELECT count(*) FROM photo WHERE missing = 0 AND standing <> 'scan' AND city IS NULL",
  );
  const changes = [
    [counts.new, 'new'],
    [counts.changed, 'changed'],
    [counts.moved, 'moved'],
    [counts.edited, 'edited since and to be looked at again'],
    [counts.missing - counts.moved - counts.edited, 'gone'],
  ] as const;
  const said = changes.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return {
    stage: 'scan',
    done: counts.new + counts.changed + counts.moved + counts.edited,
    issues: held,
    notes: [
      `${counted(counts.files, 'photo')}${said.length > 0 ? `: ${said.join(', ')}` : ', nothing changed'}.`,
      ...(held > 0
        ? [`${counted(held, 'file')} cannot be read as ${held === 1 ? 'a photo' : 'photos'}.`]
        : []),
      ...(withoutPlace > 0
        ? [
            `${counted(withoutPlace, 'photo has', 'photos have')} no place; \`proofsheet status --issues\` lists them.`,
          ]
        : []),
      ...unreadable,
    ],
  };
}
