/** The whole road through the program with an honest service, and all the commands that show what an archive holds. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRehearsalServer } from '../../src/rehearsal/server.ts';
import type { Ground } from './ground.ts';

export const allStages = [
  'run',
  '--yes',
  '--accept',
  'all',
  '--write-rehearsal',
  '--embed-rehearsal',
];

/** Only the stages and what stands in the lists; all that shows something, and undo; or what is exported as well, taken in again. */
type Extent = 'stages' | 'undone' | 'everything';

/** Takes the archive of a ground through everything. Resolves to what the lists of issues and texts said. */
export async function wholeRoad(ground: Ground, extent: Extent): Promise<string> {
  const service = await startRehearsalServer({ directory: ground.service });
  const { url } = service;
  const go = async (...words: string[]) =>
    (await ground.run([...words, ground.root], { url })).stdout;
  try {
    await go(...allStages);
    const issues = await go('status', '--issues');
    const texts = await go('review', '--export');
    if (extent === 'everything') {
      const file = join(ground.service, 'texts.jsonl');
      writeFileSync(file, texts);
      const { code, stderr } = await ground.run(['review', '--import', file, ground.root], { url });
      ground.expect(code === 0, `what was exported is not imported: ${stderr.slice(0, 300)}`);
      for (const words of [
        ['sidecars', '--check'],
        ['embed', '--dry-run'],
        ['catalog', 'check'],
      ])
        await go(...words);
    }
    if (extent !== 'stages') await go('undo');
    return issues + texts;
  } finally {
    await service.close();
  }
}
