/** Deliver on the screen: outlets ticked, a folder named, copies made, refused photos looked at. */
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { embed } from '../../src/pipeline/embed/embed.ts';
import { cameraFacts, exif, jpeg, picture } from '../fixtures/jpeg/build.ts';
import { contextOf, readyArchive } from '../pipeline/embed/ready-archive.ts';
import { closeScreens, openScreen } from './screen.ts';

closeScreens();

const keywords = ['Istanbul', 'ferry', 'quay', 'dusk', 'gulls', 'crowd', 'tower', 'water'];

/** An archive with three embedded photos, one of them commercial, closed again. */
async function embedded(): Promise<string> {
  const bytes = jpeg(await picture({ seed: 1 }), [exif(cameraFacts)]);
  const paths = ['editorial/a.jpg', 'editorial/b.jpg', 'commercial/c.jpg'];
  const archive = await readyArchive(
    new Map(paths.map((path) => [`Turkey/Istanbul/${path}`, bytes])),
  );
  archive.catalog.run('UPDATE review SET keywords = ?', JSON.stringify(keywords));
  await embed(contextOf(archive));
  archive.close();
  return archive.root;
}

it('leads by keys from no outlet to copies for three, does nothing again, and shows what is refused', async () => {
  const root = await embedded();
  const into = join(mkdtempSync(join(tmpdir(), 'deliveries-')), 'all');
  const screen = openScreen(root, { columns: 120, rows: 50 });
  await screen.press('8').sees('No outlet is chosen: o chooses');
  await screen.press('o').sees('· Shutterstock');
  await screen.press('2', 'b', 'd').sees('✓ A folder of your own');
  await screen.press('escape').sees('Who you are at Shutterstock is not set.');
  await screen.press('f').sees('all into one folder');
  await screen.press('f').sees('must lie outside');
  await screen.press('ctrl+u').type(root).press('enter').sees('lies in the archive');
  await screen
    .press('ctrl+u')
    .type(into)
    .press('enter')
    .sees(/To do +7 copies/);
  await screen.sees(/Envato +1 +2 /);
  await screen.sees('Envato: It takes no editorial photos.');
  await screen.press('enter').sees('▸ y  make 7 copies');
  await screen.press('y').sees('7 copies made, in');
  await screen.sees('Enter See the summary');
  await screen.sees('8▸ Deliver 3');
  await screen.sees('Upload CSV: shutterstock-1.csv');
  expect(readdirSync(into).sort()).toEqual(['envato', 'folder', 'shutterstock']);
  expect(readdirSync(join(into, 'shutterstock')).sort()).toEqual([
    ...['a.jpg', 'b.jpg', 'c.jpg', 'shutterstock-1.csv'],
  ]);

  await screen.press('x').sees('1 of 2');
  await screen.sees('/unfit:"envato: It takes no editorial photos."');
  await screen.press('escape').sees(/^ \d of 3 /m);
  // What the portal says is written down for the photos in hand, and told with its reasons.
  await screen.press('b').sees('send to an outlet, or keep from it');
  await screen.press('o').sees('Which outlet');
  await screen.press('2').sees('they were refused there');
  await screen.press('x').sees('Why Shutterstock refused');
  await screen.type('Similar').press('enter').sees('Shutterstock: 1 photo refused.');
  await screen.press('8').sees('Shutterstock refused it at the portal: Similar');
  await screen.press('x').sees('Look at refused photos');
  await screen.sees(/Shutterstock: 1 photo +at the portal: Similar/);
  await screen.press('escape').seesNot('Look at refused photos');
  await screen.press('enter').sees(/8✓ ?Deliver.* 9▸ Summary/);
  await screen.sees('Shutterstock refused 1 photo: Similar');
  await screen.press('5').sees(/^ \d of 3 /m);
  await screen.press('/').sees('Enter');
  await screen.type('refused:shutterstock').press('enter').sees('1 of 1');
});

it('says with the file and the line why a mistake in an outlet of one’s own stops it', async () => {
  const settings = mkdtempSync(join(tmpdir(), 'settings-'));
  mkdirSync(join(settings, 'outlets'));
  const file = join(settings, 'outlets', 'adobe.json');
  writeFileSync(file, '{ "id": "adobe",\n "txt": {} }');
  const screen = openScreen(await embedded(), {
    env: { PROOFSHEET_CONFIG_DIR: settings },
    columns: 160,
    rows: 40,
  });
  await screen.press('8').sees('adobe.json:2: txt');
  await screen.sees('Mend the file first');
  writeFileSync(file, '{ "id": "adobe" }');
  await screen.press('7').sees('7▸ Embed');
  await screen.press('8').sees('No outlet is chosen');
});
