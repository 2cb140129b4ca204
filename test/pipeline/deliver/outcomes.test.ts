/** What became of delivered photos: written down, grouped by reason, found, and printed. */
import { expect, it, onTestFinished } from 'vitest';
import { outcomesOfPhotos, refusalReasons } from '../../../src/catalog/delivery-outcomes.ts';
import { planDelivery, runDelivery } from '../../../src/pipeline/deliver/delivery.ts';
import { markPhotos } from '../../../src/pipeline/deliver/mark.ts';
import { lookAtOutlets } from '../../../src/pipeline/deliver/outlook.ts';
import { lookAtRefused } from '../../../src/pipeline/deliver/questions.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { photosMatching } from '../../../src/pipeline/review/selection.ts';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { plainCsv } from '../../../src/rules/outlets/plain-csv.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';
import { contextOf, readyArchive, usualFolder } from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';

shareExifTool();

const picked = builtInOutlets().filter(({ id }) => id === 'alamy' || id === 'folder');

it('counts refusals by reason, finds their photos, and tells each outcome', async () => {
  const bytes = jpeg(await picture(), [exif(cameraFacts)]);
  const archive = await readyArchive(
    new Map(['a', 'b', 'c'].map((name) => [`${usualFolder}/${name}.jpg`, bytes])),
  );
  onTestFinished(() => archive.close());
  const { catalog } = archive;
  const context = contextOf(archive);
  await embed(context);
  const [alamy] = picked;
  if (alamy === undefined) throw new Error('no Alamy');
  const ids = catalog.ids('SELECT id FROM photo ORDER BY path');
  const [a = 0, b = 0, c = 0] = ids;
  // What was never made for an outlet has become nothing there.
  const refused = { state: 'refused', reason: 'Similar "content"' } as const;
  expect(markPhotos(catalog, alamy, [a], refused)).toContain('no copy was made for Alamy');
  const into = `${archive.root}-delivered`;
  await runDelivery(context, await planDelivery(context, { outlets: picked, into }));
  expect(markPhotos(catalog, alamy, [a, b], refused)).toBe('Alamy: 2 photos refused.');
  expect(markPhotos(catalog, alamy, [a, b], refused)).toContain('it was known');
  markPhotos(catalog, alamy, [c], { state: 'refused', reason: '' });
  expect(refusalReasons(catalog)).toEqual([
    { outlet: 'alamy', reason: 'Similar "content"', photos: 2, path: `${usualFolder}/a.jpg` },
    { outlet: 'alamy', reason: '', photos: 1, path: `${usualFolder}/c.jpg` },
  ]);
  const found = (filter: string) => photosMatching(catalog, filter);
  expect(found('refused:alamy')).toEqual({ photoIds: ids });
  expect(found('refused:similar')).toEqual({ photoIds: [a, b] });
  expect(found('-refused:similar')).toEqual({ photoIds: [c] });
  expect(found('refused:folder')).toEqual({ photoIds: [] });

  // Each group leads to its own photos in the review.
  const effect = lookAtRefused(await lookAtOutlets(context, picked));
  const choices =
    effect !== undefined && 'ask' in effect && 'choices' in effect.ask ? effect.ask.choices : [];
  const filters = choices.map((one) =>
    'effect' in one && one.effect && 'go' in one.effect ? one.effect.filter : '',
  );
  expect(found(filters[0] ?? '')).toEqual({ photoIds: [a, b] });
  expect(choices[0]).toMatchObject({
    label: 'Alamy: 2 photos',
    note: 'at the portal: Similar "content"',
  });

  markPhotos(catalog, alamy, [b], { state: 'accepted', reason: '' });
  const outcomes = [...outcomesOfPhotos(catalog, 4)].flat();
  expect(outcomes.map(({ name, outlet, reason, state }) => [name, outlet, state, reason])).toEqual([
    ['a.jpg', 'alamy', 'refused', 'Similar "content"'],
    ['a.jpg', 'folder', 'delivered', ''],
    ['b.jpg', 'alamy', 'accepted', ''],
    ['b.jpg', 'folder', 'delivered', ''],
    ['c.jpg', 'alamy', 'refused', ''],
    ['c.jpg', 'folder', 'delivered', ''],
  ]);
});

it('prints no cell that a spreadsheet would run', () => {
  expect(
    plainCsv([
      ['path', 'reason'],
      ['a,b.jpg', '=1+1\nsaid "no"'],
    ]),
  ).toBe('path,reason\n"a,b.jpg","1+1 said ""no"""\n');
});
