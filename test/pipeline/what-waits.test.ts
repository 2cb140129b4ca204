/** What is said of photos that wait and of those that are held back, when somebody leaves or finds nothing to do. */
import { expect, it } from 'vitest';
import { recordIssue } from '../../src/catalog/issues.ts';
import { heldBackNote } from '../../src/pipeline/archive/held-back.ts';
import { whatWaits } from '../../src/pipeline/what-waits.ts';
import { cameraFacts, exif, jpeg, picture } from '../fixtures/jpeg/build.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { readyArchive, usualFolder } from './embed/ready-archive.ts';

it('counts what waits and what is held back, and undoing a run that there is not says so', async () => {
  const bytes = jpeg(await picture(), [exif(cameraFacts)], Buffer.alloc(500, 9));
  const names = ['a.jpg', 'b.jpg', 'c.jpg'];
  const archive = await readyArchive(
    new Map(names.map((name) => [`${usualFolder}/${name}`, bytes])),
  );
  const { catalog } = archive;
  const [first = 0, second = 0, third = 0] = catalog.ids('SELECT id FROM photo ORDER BY path');
  expect(whatWaits(catalog)).toBe('Waiting: 3 photos accepted and not embedded.');
  const issue = { stage: 'embed', code: 'not-allowed', message: 'No.' } as const;
  recordIssue(catalog, first, issue);
  catalog.run("UPDATE photo SET status = 'review' WHERE id = ?", third);
  expect(whatWaits(catalog)).toBe(
    'Waiting: 1 photo to be reviewed and 1 accepted and not embedded; 1 held back by issues.',
  );
  recordIssue(catalog, second, issue);
  catalog.run("UPDATE photo SET status = 'done' WHERE id = ?", third);
  expect(whatWaits(catalog)).toBe('Waiting: 2 photos held back by issues.');
  expect(heldBackNote(catalog, 'embed')[0]).toContain(
    '`proofsheet embed --retry` tries them again',
  );
  expect(heldBackNote(catalog, 'submit')).toEqual([]);
  archive.close();

  const embedded = await runWarm(['embed', '--yes', archive.root]);
  expect(embedded.stdout).toMatch(/Nothing is waiting.*\n2 photos are held back by issues/);
  const undone = await runWarm(['undo', '--run', '99', archive.root]);
  expect(undone.stderr).toContain('There is no run 99 that could be undone');
  expect(undone.code).toBe(2);
});
