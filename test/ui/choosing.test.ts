/** Choosing on the screen what stages act on, and leaving photos out before anything is paid. */
import { describe, it } from 'vitest';
import { makeArchive } from '../helpers/archive.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { closeScreens, openScreen } from './screen.ts';

closeScreens();

const folders = [
  'Portugal/Lisbon/editorial',
  'Portugal/Porto/editorial',
  'Spain/Madrid/commercial',
];
const rehearsal = { words: ['rehearse'] };

async function scanned() {
  const root = await makeArchive({ photos: 6, edge: 96, folders });
  await runWarm(['scan', root]);
  return root;
}

describe('a filter on a stage', () => {
  it('has the stages act on those photos alone, with their count and price, until Esc shows all', async () => {
    const screen = openScreen(await scanned(), rehearsal);
    await screen.press('2').sees('Prepare 6 photos');
    await screen.press('/').sees('Act only on these photos');
    await screen.type('city:lis').sees('2 photos');
    await screen.press('enter').sees('Prepare 2 photos');
    await screen.sees('Only 2 of 6 photos: city:lis; Esc shows all');
    await screen.press('enter').sees('2 photos prepared.');
    await screen.press('escape').sees('Prepare 4 photos');
    await screen.press('enter').sees('4 photos prepared.');
    await screen.press('3').sees('Send 6 photos');
    await screen.press('/').type('city:porto\r').sees('Send 2 photos');
    await screen.press('enter').sees(/Only {2,}2 of 6 photos: city:porto/);
    await screen.press('y').sees('Go on to Collect');
    await screen.press('escape').sees('Send 4 photos');
  });

  it('that finds nothing, or makes no sense, is not taken', async () => {
    const screen = openScreen(await scanned(), rehearsal);
    await screen.sees('Prepare 6 photos');
    // As a slow line brings them, in one piece.
    await screen.type('2/city:oslo').sees('0 photos');
    await screen.press('enter').sees('No photo matches this.');
    await screen.press('ctrl+u').type('citty:lisbon').sees('There is no field citty:');
  });
});

describe('leaving photos out', () => {
  it('takes them out of all stages before they are paid for, and undo takes them in again', async () => {
    const screen = openScreen(await scanned(), rehearsal);
    await screen.press('2').sees('Prepare 6 photos');
    await screen.press('/').type('city:madrid\r').sees('Prepare 2 photos');
    await screen.press('-').sees('Leave out 2 of 6 photos: city:madrid?');
    await screen.press('y').sees('Prepare 4 photos');
    await screen.press('l').sees('1 of 4');
    await screen.press('-').sees('Left out photo-0000.jpg');
    await screen.sees('⊘');
    await screen.press('2').sees('Prepare 3 photos');
    await screen.press('5').sees('1 of');
    await screen.press('z').sees('Undone: Left out photo-0000.jpg');
    await screen.press('z').sees('Undone: Left out 2 photos');
    await screen.press('escape').sees('No photo has text to review yet.');
    await screen.press('2').sees('Prepare 6 photos');
  });

  it('shows those left out when they are asked for', async () => {
    const root = await scanned();
    await runWarm(['exclude', '--only', 'Spain', root]);
    const screen = openScreen(root, rehearsal);
    await screen.press('2').sees('Prepare 4 photos');
    await screen.press('5').press('f').sees('left out');
    await screen.press('-').sees('1 of 2');
    await screen.press('*', '-').sees('2 photos take part again');
  });
});

it('opens the review on a selection', async () => {
  const root = await scanned();
  const screen = openScreen(root, {
    words: ['review', '--only', 'Spain', '--where', 'is:unasked'],
  });
  await screen.sees('1 of 2');
  await screen.sees('/path:"Spain" is:unasked');
});
