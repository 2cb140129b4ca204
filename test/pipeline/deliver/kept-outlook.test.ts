/** The look at outlets is kept while nothing changes, and taken anew when anything does. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { keepDeliveryFolder } from '../../../src/catalog/outlets-in-use.ts';
import { runDelivery } from '../../../src/pipeline/deliver/delivery.ts';
import { outlookOf } from '../../../src/pipeline/deliver/kept-outlook.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';
import { contextOf, readyArchive, usualFolder } from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';

shareExifTool();

it('is the same one until a text, a choice or a file is another', async () => {
  const bytes = jpeg(await picture(), [exif(cameraFacts)]);
  const archive = await readyArchive(
    new Map(['a', 'b'].map((name) => [`${usualFolder}/${name}.jpg`, bytes])),
  );
  onTestFinished(() => archive.close());
  const context = contextOf(archive);
  await embed(context);
  const into = `${archive.root}-delivered`;
  keepDeliveryFolder(archive.catalog, into);
  const outlets = builtInOutlets().filter(({ id }) => id === 'alamy' || id === 'envato');
  const look = () => outlookOf(context, outlets);
  // The first one writes down which photos are refused.
  await look();
  const kept = await look();
  expect(kept.copies).toBe(2);
  expect(await look()).toBe(kept);
  expect(await outlookOf(context, [...outlets])).toBe(kept);
  expect((await outlookOf(context, outlets.slice(0, 1))).plan.outlets).toHaveLength(1);

  await runDelivery(context, kept.plan);
  const delivered = await look();
  expect(delivered.copies).toBe(0);
  await look();
  archive.catalog.run("UPDATE review SET description = 'Gulls follow a ferry' WHERE photo_id = 1");
  expect((await look()).copies).toBe(1);

  const before = await look();
  expect(await look()).toBe(before);
  rmSync(join(into, 'alamy', 'b.jpg'));
  expect((await look()).copies).toBe(2);
});

it('writes the CSV of a folder anew only where it would be another, or is gone', async () => {
  const bytes = jpeg(await picture(), [exif(cameraFacts)]);
  const archive = await readyArchive(
    new Map(['a', 'b'].map((name) => [`${usualFolder}/${name}.jpg`, bytes])),
  );
  onTestFinished(() => archive.close());
  const context = contextOf(archive);
  await embed(context);
  const into = `${archive.root}-delivered`;
  keepDeliveryFolder(archive.catalog, into);
  const outlets = builtInOutlets().filter(({ id }) => id === 'folder');
  const file = join(into, 'folder', 'folder-1.csv');
  const deliver = async () => {
    const { plan } = await outlookOf(context, outlets);
    const [done] = await runDelivery(context, plan);
    return done?.csv;
  };
  expect(await deliver()).toEqual(['folder-1.csv']);
  const first = readFileSync(file, 'utf8');
  writeFileSync(file, 'marked');
  expect(await deliver()).toEqual(['folder-1.csv']);
  expect(readFileSync(file, 'utf8')).toBe('marked');
  rmSync(file);
  expect(await deliver()).toEqual(['folder-1.csv']);
  expect(readFileSync(file, 'utf8')).toBe(first);
  archive.catalog.run("UPDATE review SET description = 'Gulls follow a ferry' WHERE photo_id = 1");
  await deliver();
  expect(readFileSync(file, 'utf8')).toContain('Gulls follow a ferry');
});
