/** What another program does to a sidecar between the review and embedding, from the stage to the JPEG. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';
import { contextOf, readyArchive, textFor, usualFolder } from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';

shareExifTool();

const exiftool = String(createRequire(import.meta.url)('exiftool-vendored.pl'));
const run = (...args: string[]) => execFileSync('perl', [exiftool, ...args], { encoding: 'utf8' });
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

it('is honoured: their title and keywords are embedded where only they changed them', async () => {
  const photo = jpeg(await picture(), [exif(cameraFacts)]);
  const archive = await readyArchive(new Map([[`${usualFolder}/a.jpg`, photo]]));
  closing.push(() => archive.close());
  archive.catalog.run("UPDATE photo SET status = 'sidecars'");
  await writeSidecars(contextOf(archive));
  const file = join(archive.root, usualFolder, 'a.jpg');
  run(
    '-q',
    '-overwrite_original',
    '-XMP-photoshop:Headline=Istanbul seen by somebody else',
    '-XMP-dc:Subject-=ferry',
    '-XMP-dc:Subject+=golden horn',
    '-XMP-xmp:Rating=5',
    `${file}.xmp`,
  );
  const { done, notes } = await embed(contextOf(archive));
  expect(done).toBe(1);
  expect(notes.join('\n')).toMatch(
    /a\.jpg: What another program wrote in the sidecar was embedded instead of your text/,
  );
  const [said] = JSON.parse(run('-j', '-IPTC:Headline', '-IPTC:Keywords', '-IPTC:City', file));
  const keywords = textFor('a.jpg').keywords.filter((keyword) => keyword !== 'ferry');
  expect(said).toMatchObject({
    Headline: 'Istanbul seen by somebody else',
    Keywords: [...keywords, 'golden horn'],
    City: 'Istanbul',
  });
});
