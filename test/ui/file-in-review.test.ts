/** What the photo itself said before us, in the review. */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { askExifTool } from '../helpers/exiftool.ts';
import { copyOf, reviewAll, reviewedArchive } from './reviewed-archive.ts';
import { closeScreens, openScreen } from './screen.ts';

let made: string;
beforeAll(async () => {
  made = await reviewedArchive(3);
  await askExifTool([
    '-overwrite_original',
    '-XMP-photoshop:Headline=Old quay of the harbor',
    '-IPTC:Caption-Abstract=Their own caption',
    '-IPTC:Keywords=mooring',
    '-IPTC:Keywords=ropes,capstan',
    '-IPTC:Keywords=DSC_0815',
    '-XMP-xmp:Rating=4',
    '-XMP-xmp:Label=Rot',
    join(made, 'Turkey/Istanbul/editorial/photo-0000.jpg'),
  ]);
  await askExifTool([
    '-overwrite_original',
    '-XMP-xmp:Rating=2',
    join(made, 'Turkey/Istanbul/editorial/photo-0001.jpg'),
  ]);
  // Another scan, while nothing is accepted.
  await reviewAll(made);
});
closeScreens();

it('shows its title, caption, rating and label, and which of its keywords are in the list', async () => {
  const screen = openScreen(await copyOf(made), { columns: 120, rows: 46 });
  await screen.sees('1 of 3');
  await screen.sees(/In the file/);
  await screen.sees(/title +Old quay of the harbor/);
  await screen.sees(/caption +Their own caption +holds/);
  await screen.sees(/rating 4 · label Rot/);
  await screen.sees(/11°mooring[\s\S]*12°ropes[\s\S]*13°capstan/);
  await screen.sees('3° from before');
  expect(screen.text).not.toContain('DSC');
  screen.press('i');
  await screen.sees(/Headline +Old quay of the harbor/);
  await screen.sees(/Rating +4/);
  screen.press('escape');
  await screen.seesNot('Rating');
  screen.press('end');
  await screen.sees('3 of 3');
  screen.press('i');
  await screen.sees(/In the file\n.*no text yet/);
  screen.press('escape');
});

it('finds the photos with text of their own, not those with a rating alone', async () => {
  const screen = openScreen(await copyOf(made));
  await screen.sees('1 of 3');
  screen.press('/').type('has:filetext').press('enter');
  await screen.sees('1 of 1');
  await screen.sees('photo-0000');
});

it('drops its keywords with one key and puts them back, for one photo and for many', async () => {
  const screen = openScreen(await copyOf(made));
  await screen.sees('1 of 3');
  screen.press('E');
  await screen.sees('Took "mooring, ropes, capstan" out of photo-0000.jpg');
  await screen.seesNot('from before ');
  screen.press('E');
  await screen.sees('Put the keywords from before back into photo-0000.jpg');
  await screen.sees('3° from before');
  screen.press('*', 'E', 'd');
  await screen.sees('1 of 3 photos would change');
  screen.press('y');
  await screen.sees('Took "mooring, ropes, capstan" out of photo-0000.jpg');
  screen.press('z');
  await screen.sees('3° from before');
});
