/** What Sidecars, Embed and `template check` say of templates before anything is written. */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { overviewOf } from '../../src/catalog/overview.ts';
import { runAction } from '../../src/catalog/undo-log.ts';
import type { Archive } from '../../src/pipeline/archive/archive.ts';
import { describeEmbed } from '../../src/pipeline/embed/describe.ts';
import { embed } from '../../src/pipeline/embed/embed.ts';
import { attachReleases } from '../../src/pipeline/review/releases.ts';
import { describeSidecars } from '../../src/pipeline/sidecars/describe.ts';
import { writeSidecars } from '../../src/pipeline/sidecars/sidecars.ts';
import { groupLines } from '../../src/ui/stages/fact-lines.ts';
import { textOf } from '../../src/ui/text/line.ts';
import { cameraFacts, exif, iptc, jpeg, picture, version } from '../fixtures/jpeg/build.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { contextOf, readyArchive } from './embed/ready-archive.ts';

const folder = 'Turkey/Istanbul/editorial';

it('shows every field that changes, and counts what has no value', async () => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'template-facts-')));
  await writeFile(
    join(root, 'proofsheet.template.txt'),
    'Creator: Ann Lee\nCopyright notice (replace): © {year} Ann\nInstructions: Shot with {camera}\nAlt text: \\gone\\\nEvent: Cup\n',
  );
  const base = await picture();
  const files = {
    'a.jpg': jpeg(base, [exif(cameraFacts), iptc([version, [2, 116, 'Old']])]),
    'b.jpg': jpeg(await picture({ seed: 2 }), []),
  };
  const archive = await readyArchive(
    new Map(Object.entries(files).map(([name, bytes]) => [`${folder}/${name}`, bytes])),
    { root },
  );
  const rows = async (describe: typeof describeEmbed) => {
    const view = await describe(situationOf(archive));
    const all = [view.facts, ...(view.besides ?? []).map(({ facts }) => facts)];
    return all.map((facts) => groupLines(facts, 80).map(textOf));
  };
  const [first] = archive.catalog.ids('SELECT id FROM photo ORDER BY path');
  runAction(archive.catalog, attachReleases(archive.catalog, [first ?? 0], 'model', ['MR 1']));
  archive.catalog.run("UPDATE photo SET status = 'embed'");
  const [facts, a, b] = await rows(describeEmbed);
  const told = facts?.join('\n');
  expect(told).toContain('Left alone');
  expect(told?.replace(/\s+/g, ' ')).toContain(
    '2 photos: \\gone\\ in Alt text has no value, first for a.jpg',
  );
  expect(told).toContain('Model release ID');
  expect(a).toEqual(
    expect.arrayContaining([
      '  - Copyright notice: Old',
      expect.stringMatching(/^ {2}\+ Copyright notice: © \d{4} Ann$/),
      '  + Instructions: Shot with Canon EOS R6',
      '  + Model release ID: MR 1',
      '  + City: Istanbul',
    ]),
  );
  expect(b?.join('\n')).not.toContain('Instructions');
  for (const row of [facts, a, b].flat()) expect(row?.length).toBeLessThanOrEqual(80);

  archive.catalog.run("UPDATE photo SET status = 'sidecars'");
  expect((await rows(describeSidecars))[0]?.join(' ')).toContain('2 photos: \\gone\\ in Alt text');
  await writeSidecars(contextOf(archive));
  await embed(contextOf(archive));
  archive.close();

  const checked = await runWarm([
    ...['template', 'check', join(root, 'proofsheet.template.txt'), '--archive', root],
  ]);
  expect(checked.code).toBe(0);
  expect(checked.stdout).toContain('is right: 5 fields.\nLeft alone in 2 photos: \\gone\\');
  await rm(root, { recursive: true });
}, 60_000);

function situationOf(archive: Archive) {
  return {
    ...{ archive, counts: overviewOf(archive.catalog), now: new Date(), hasRun: false },
    ...{ key: (command: string) => command, signal: new AbortController().signal },
    chosen: () => ({ photoIds: [], words: '' }),
  };
}
