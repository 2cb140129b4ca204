/** A catalog made anew keeps what people have said of outlets, and sends nothing twice. */
import { expect, it } from 'vitest';
import { atOutlets } from '../../../src/catalog/at-outlet.ts';
import { countDeliveries } from '../../../src/catalog/deliveries.ts';
import { refusalReasons } from '../../../src/catalog/delivery-outcomes.ts';
import { releasesOf } from '../../../src/catalog/releases.ts';
import { runAction } from '../../../src/catalog/undo-log.ts';
import { planDelivery, runDelivery } from '../../../src/pipeline/deliver/delivery.ts';
import { markPhotos } from '../../../src/pipeline/deliver/mark.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { rebuildCatalog } from '../../../src/pipeline/rebuild/rebuild.ts';
import { chooseOutlet, writeVariant } from '../../../src/pipeline/review/at-outlets.ts';
import { attachReleases } from '../../../src/pipeline/review/releases.ts';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';
import { contextOf, openAgain, readyArchive, usualFolder } from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';

shareExifTool();

it('keeps own texts, choices, releases, names and outcomes', async () => {
  const bytes = jpeg(await picture(), [exif(cameraFacts)]);
  const archive = await readyArchive(
    new Map(['a', 'b'].map((name) => [`${usualFolder}/${name}.jpg`, bytes])),
  );
  const { catalog, close, outlets: _, ...ground } = archive;
  const [alamy] = builtInOutlets().filter(({ id }) => id === 'alamy');
  if (alamy === undefined) throw new Error('no Alamy');
  await embed(contextOf(archive));
  const [a = 0, b = 0] = catalog.ids('SELECT id FROM photo ORDER BY path');
  const text = {
    title: 'My own words for them',
    description: '',
    keywords: ['one', 'two', 'three', 'four', 'five'],
  };
  runAction(catalog, writeVariant(catalog, a, alamy, text));
  runAction(catalog, chooseOutlet(catalog, [b], alamy, 'send'));
  runAction(catalog, attachReleases(catalog, [a, b], 'model', ['Ada']));
  const into = `${archive.root}-delivered`;
  await runDelivery(
    contextOf(archive),
    await planDelivery(contextOf(archive), { outlets: [alamy], into }),
  );
  markPhotos(catalog, alamy, [b], { state: 'refused', reason: 'Similar' });
  const told = () => ({
    said: [...atOutlets(catalog, [a, b])],
    releases: [...releasesOf(catalog, [a, b])],
    counts: countDeliveries(catalog),
    reasons: refusalReasons(catalog),
    rows: catalog.all('SELECT * FROM delivery ORDER BY photo_id'),
  });
  const before = told();
  close();
  await rebuildCatalog(ground, (made) => contextOf(made));
  const again = await openAgain(archive.root);
  try {
    expect(again.catalog.all('SELECT path, id FROM photo ORDER BY path')).toEqual(
      ['a', 'b'].map((name, at) => ({ path: `${usualFolder}/${name}.jpg`, id: [a, b][at] })),
    );
    expect([...atOutlets(again.catalog, [a, b])]).toEqual(before.said);
    expect([...releasesOf(again.catalog, [a, b])]).toEqual(before.releases);
    expect(countDeliveries(again.catalog)).toEqual(before.counts);
    expect(refusalReasons(again.catalog)).toEqual(before.reasons);
    expect(again.catalog.all('SELECT * FROM delivery ORDER BY photo_id')).toEqual(before.rows);
    const plan = await planDelivery(contextOf(again), { outlets: [alamy], into });
    expect(plan.outlets[0]).toMatchObject({ copies: 0 });
  } finally {
    again.close();
  }
});
