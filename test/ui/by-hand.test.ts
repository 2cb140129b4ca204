/** Saying by hand when and where photos were taken, as a person sees it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeArchive, picture } from '../helpers/archive.ts';
import { copyOf, reviewAll } from './reviewed-archive.ts';
import { closeScreens, openScreen } from './screen.ts';

const folder = 'Turkey/Istanbul/editorial';

let made: string;
/** Three photos, of which the first has no date. */
beforeAll(async () => {
  made = await makeArchive({ photos: 3, folders: [folder], edge: 120 });
  const plain = await sharp(await picture(9, 120)).toBuffer();
  await writeFile(join(made, folder, 'photo-0000.jpg'), plain);
  await reviewAll(made);
});
closeScreens();

describe('the date', () => {
  it('is asked for by its check, set with a key, undone, and there again the next time', async () => {
    const root = await copyOf(made);
    const screen = openScreen(root);
    await screen.sees('1 of 3');
    await screen.sees(/No date, which an editorial title must.* D .*date +m commercial/);
    screen.press('D');
    await screen.sees('Set the date of photo-0000.jpg');
    await screen.sees('For example May 14 2019, 14 May 2019 or 2019-05-14.');
    await screen.sees("Left empty: the file's own date.");
    screen.type('2019-05').press('enter');
    await screen.sees(/A dateline wants day, month and year.*\n(?:.*\n)*.*A dateline wants/);
    screen.press('ctrl+u').type('3 may 2018 18:30');
    await screen.sees('May 3 2018, 18:30:00');
    await screen.seesNot('A dateline wants');
    screen.press('enter');
    await screen.sees('Set May 3 2018 for photo-0000.jpg');
    await screen.sees('Istanbul, Turkey - May 3 2018: Ferries');
    await screen.seesNot('No date');
    screen.press('z');
    await screen.sees('No date');
    screen.press('Z');
    await screen.sees('Istanbul, Turkey - May 3 2018: Ferries');
    screen.press('i');
    await screen.sees('Taken');
    await screen.sees('2018-05-03 18:30:00 (from you; the file says nothing)');
    screen.press('escape');
    await screen.seesNot('from you');
    screen.press('/').type('date:2018').press('enter');
    await screen.sees('1 of 1');
    screen.press('q');
    await screen.ends();

    const again = openScreen(root);
    await again.sees('1 of 1');
    again.press('D');
    await again.sees('2018-05-03 18:30:00');
    again.press('ctrl+u');
    await again.sees("Left empty: the file's own date, none.");
    again.press('enter');
    await again.sees("Gave back the file's own date to photo-0000.jpg");
    await again.sees('No date');
  });

  it('says on 80 columns, too, how it may be written', async () => {
    const screen = openScreen(await copyOf(made), { columns: 80, rows: 24 });
    await screen.sees('1 of 3');
    screen.press('D');
    await screen.sees('For example May 14 2019, 14 May 2019 or 2019-05-14.');
    screen.type('14.5.2019');
    await screen.sees('14.5.2019 is read differently abroad: write 14 May 2019 or 2019-05-14.');
  });

  it('is set for selected photos after showing what would change', async () => {
    const screen = openScreen(await copyOf(made));
    await screen.sees('1 of 3');
    screen.press('*', 'b', 'D').type('May 3 2018').press('enter');
    await screen.sees('3 of 3 photos would change');
    await screen.sees('- May 14 2019, 10:01:00');
    await screen.sees('+ May 3 2018');
    screen.press('y');
    await screen.sees('Set May 3 2018 for 3 photos');
    screen.press('D').press('enter');
    await screen.sees('3 of 3 photos would change');
    screen.press('n', 'z');
    await screen.sees('Undone: Set May 3 2018 for 3 photos');
    await screen.sees('No date');
  });
});

it('sets the place of one photo with a key, from what it is', async () => {
  const screen = openScreen(await copyOf(made));
  await screen.sees('1 of 3');
  screen.press('C');
  await screen.sees('City, country Istanbul, Turkey');
  screen.press('ctrl+u').type('Izmir').press('enter');
  await screen.sees('Write the city, a comma, and the country.');
  screen.type(', Turkey').press('enter');
  await screen.sees('Set Izmir, Turkey for photo-0000.jpg');
  await screen.sees('Izmir, Turkey: Ferries');
  expect(screen.text).not.toContain('would change');
});
