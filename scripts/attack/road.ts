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

type Road = {
  /** Without these, only the stages and the list of issues. */
  readonly shows?: boolean;
};

/** Takes the archive of a ground through everything. Resolves to what the lists of issues and texts said. */
export async function wholeRoad(ground: Ground, { shows = true }: Road = {}): Promise<string> {
  const service = await startRehearsalServer({ directory: ground.service });
  const { url } = service;
  const go = async (...words: string[]) =>
    (await ground.run([...words, ground.root], { url })).stdout;
  try {
    await go(...allStages);
    const issues = await go('status', '--issues');
    if (!shows) return issues;
    const texts = await go('review', '--export');
    const file = join(ground.service, 'texts.jsonl');
    writeFileSync(file, texts);
    const imported = await ground.run(['review', '--import', file, ground.root], { url });
    ground.expect(
      imported.code === 0,
      `what was exported is not imported: ${imported.stderr.slice(0, 300)}`,
    );
    await go('sidecars', '--check');
    await go('embed', '--dry-run');
    await go('catalog', 'check');
    await go('undo');
    return issues + texts;
  } finally {
    await service.close();
  }
}
