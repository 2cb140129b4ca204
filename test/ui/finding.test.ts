/** Filtering, selecting and changing many photos, as a person sees it. */
import { describe, expect, it } from 'vitest';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy, review } = reviewing(12);

describe('the filter', () => {
  it('narrows the list while it is typed, and Esc brings the old one back', async () => {
    const screen = await review();
    screen.press('/').type('lantern');
    await screen.sees('12 photos');
    screen.type('s glow');
    await screen.sees(/\b2 photos/);
    screen.press('escape');
    await screen.sees('1 of 12');
  });

  it('understands fields, says what it does not, and keeps the list meanwhile', async () => {
    const screen = await review();
    screen.press('/').type('has:problem').press('enter');
    await screen.sees('1 of 2');
    await screen.sees('/has:problem');
    screen.press('/', 'ctrl+u').type('colour:red').press('enter');
    await screen.sees('There is no field colour');
    await screen.sees('1 of 2');
  });

  it('is replaced by what is typed, added to after a cursor key, and kept by Enter alone', async () => {
    const screen = await review();
    screen.press('/').type('lanterns').press('enter');
    await screen.sees('1 of 2');
    screen.press('/', 'enter');
    await screen.sees('1 of 2 ');
    screen.press('/').type('ferries').press('enter');
    await screen.sees('/ferries');
    screen.press('/', 'end').type(' has:problem').press('enter');
    await screen.sees('/ferries has:problem');
    screen.press('/', 'backspace', 'enter');
    await screen.sees(/\d of 12/);
  });

  it('completes fields and what stands behind them', async () => {
    const screen = await review();
    screen.press('/').type('stat');
    await screen.sees('state:');
    screen.press('tab').type('acc');
    await screen.sees('state:accepted');
    screen.press('tab', 'enter');
    await screen.sees('No photo matches /state:accepted');
  });

  it('is there again the next time, with the photo under the cursor', async () => {
    const root = await copy();
    const before = openScreen(root);
    await before.sees('1 of 12');
    before.press('f', '?');
    await before.sees('/has:doubt');
    before.press('down');
    await before.sees('2 of 3');
    before.press('q');
    await before.ends();
    const after = openScreen(root);
    await after.sees('2 of 3');
    await after.sees('/has:doubt');
    after.press('escape');
    await after.sees('8 of 12');
  });

  it('keeps photos in the list after they are decided, until it is made anew', async () => {
    const screen = await review();
    screen.press('f', 'o');
    await screen.sees('/state:open');
    screen.press('p');
    await screen.sees(/✓ photo-0000/);
    await screen.sees('2 of 12');
    screen.press('f', 'o');
    await screen.sees('1 of 11');
  });

  it('says so when no photo goes with it', async () => {
    const screen = await review();
    screen.press('/').type('zeppelin').press('enter');
    await screen.sees('No photo matches /zeppelin');
    screen.press('p');
    await screen.sees('Esc clears it');
    screen.press('escape');
    await screen.seesNot('Esc clears it');
    screen.press('escape');
    await screen.sees('of 12');
  });

  it('is cut rather than what is selected and accepted, on 80 columns', async () => {
    const screen = openScreen(await copy(), { columns: 80, rows: 24 });
    await screen.sees('1 of 12');
    screen.press('/').type('city:istanbul usage:editorial -state:accepted').press('enter', '*');
    await screen.sees(
      /1 of (\d+) {3}◆ \1 selected {3}✓ accepted 0 of 12 +\/city:istanbul usage:e\S*…/,
    );
  });

  it('says the way out wherever one was, also on 80 columns', async () => {
    const screen = openScreen(await copy(), { columns: 80, rows: 24 });
    await screen.sees('1 of 12');
    await screen.press('tab').sees('d remove');
    screen.press('/').type('zeppelin').press('enter');
    await screen.sees('No photo matches /zeppelin; Esc shows');
    screen.press('escape');
    await screen.sees('of 12');
  });

  it('sorts, and goes to a number or a name', async () => {
    const screen = await review();
    screen.press('s', 'T');
    await screen.sees('by title');
    await screen.sees(/▸ · photo-0000/);
    screen.press('#').type('photo-0007').press('enter');
    await screen.sees(/▸ · photo-0007/);
    screen.press('#').type('99').press('enter');
    await screen.sees('No photo in this list matches "99".');
    screen.press('escape');
    await screen.seesNot('Number or file name');
    screen.press('#').type('1').press('enter');
    await screen.sees('1 of 12');
  });

  it('looks for a number that the list does not have in the file names', async () => {
    const screen = await review();
    screen.press('/').type('lanterns').press('enter');
    await screen.sees('1 of 2');
    screen.press('#').type('09').press('enter');
    await screen.sees(/▸ · photo-0009/);
  });

  it('keeps the photo under the cursor when it is only looked at, also one that it fits no more', async () => {
    const screen = await review();
    screen.press('/').type('state:open').press('enter', 'down', 'down', 'P');
    await screen.sees(/▸ ✓ photo-0002/);
    screen.press('/');
    await screen.sees('Tab complete');
    screen.press('escape');
    await screen.seesNot('Tab complete');
    await screen.sees(/▸ ✓ photo-0002/);
    screen.press('escape');
    await screen.seesNot('/state:open');
    expect(screen.lines.some((row) => /▸ ✓ photo-0002/.test(row))).toBe(true);
  });
});

describe('many photos', () => {
  it('are selected one by one, as a range, and all', async () => {
    const screen = await review();
    screen.press('space', 'space');
    await screen.sees('2 selected');
    screen.press('down', 'V');
    await screen.sees('The range starts here');
    screen.press('down', 'down', 'V');
    await screen.sees('5 selected');
    screen.press('*');
    await screen.sees('12 selected');
    screen.press('escape');
    await screen.seesNot('selected');
  });

  it('are decided together, and one undo takes it back', async () => {
    const screen = await review();
    screen.press('space', 'space', 'space', 'p');
    await screen.sees('Accepted 3 photos');
    screen.press('z');
    await screen.sees('Undone: Accepted 3 photos');
    screen.press('escape');
    await screen.sees('accepted 0 of 12');
  });

  it('have a keyword replaced, after a look at what would change', async () => {
    const screen = await review();
    screen.press('*', 'b', 'r').type('ferry').press('enter');
    await screen.sees('Replace "ferry"');
    screen.type('steamer').press('enter');
    await screen.sees('12 of 12 photos would change');
    await screen.sees('z takes it back');
    screen.press('y');
    await screen.sees('Replaced "ferry" with "steamer" in 12 photos');
    await screen.sees(/3 steamer/);
    screen.press('end');
    await screen.sees(/▸◆. photo-0011/);
    await screen.sees(/3 steamer/);
    screen.press('z');
    await screen.sees(/3 ferry/);
  });

  it('get keywords, and lose the least relevant ones to make room; the selection stays', async () => {
    const screen = await review();
    screen.press('space', 'space', 'b', 'a').type('steamer, pier').press('enter');
    await screen.sees('2 of 2 photos would change');
    await screen.sees('+ steamer, pier');
    await screen.sees(/- season|- silhouette, season/);
    screen.press('y');
    await screen.sees('Added "steamer, pier" to 2 photos');
    await screen.sees('2 selected');
    screen.press('b', 'a').type('jetty').press('enter', 't');
    await screen.sees('Added "jetty" to 2 photos');
    screen.press('g');
    await screen.sees('50 of 50');
    await screen.sees('10 jetty');
    await screen.sees(/49 steamer[\s\S]*50 pier/);
    screen.press('b');
    await screen.sees('Change 2 selected photos');
    // In one read, as slow lines bring it: the key of a row that opens a field, and what is typed there.
    screen.type('amooring\ra');
    await screen.sees('51 of 50, 1 too many');
    screen.press('z', 'z', 'z');
    await screen.sees('50 season');
  });

  it('are changed back by one undo, after the program was opened again, too', async () => {
    const root = await copy();
    const first = openScreen(root);
    await first.sees('1 of 12');
    first.press('*', 'b', 'r').type('ferry').press('enter');
    await first.sees('Replace "ferry"');
    first.press('ctrl+u').type('steamer').press('enter');
    await first.sees('12 of 12 photos would change');
    first.press('y');
    await first.sees('in 12 photos');
    first.press('q');
    await first.ends();
    const second = openScreen(root);
    await second.sees(/3 steamer/);
    second.press('z');
    await second.sees('Undone: Replaced "ferry" with "steamer" in 12 photos');
    second.press('end');
    await second.sees(/3 ferry/);
    second.press('Z');
    await second.sees(/3 steamer/);
  });

  it('are shown one and all before they are changed, also on 24 rows', async () => {
    const screen = openScreen(await copy(), { columns: 80, rows: 24 });
    await screen.sees('1 of 12');
    await screen.press('*', 'b', 'w').sees('Replace words in titles');
    screen.type(', number').press('enter').press('enter');
    await screen.sees('12 of 12 photos would change');
    await screen.sees(/^ ↓ \d+ more lines$/m);
    await screen.sees('PgUp PgDn scroll');
    expect(screen.text).not.toContain('photo-0011.jpg');
    screen.press('pagedown', 'pagedown', 'pagedown', 'pagedown');
    await screen.sees('photo-0011.jpg');
    await screen.sees(/^ ↑ \d+ more lines$/m);
    await screen.sees(/\+ …wait at a stone quay in the morning 11 near the Galata Tower$/m);
    screen.press('pageup', 'pageup', 'pageup', 'pageup');
    await screen.sees('photo-0000.jpg');
    screen.press('y');
    await screen.sees('Removed ", number" from the title of 12 photos');
  });

  it('get a keyword that they have to the front', async () => {
    const screen = await review();
    screen.press('space', 'space', 'b', 'f').type('skyline').press('enter');
    await screen.sees('2 of 2 photos would change');
    screen.press('y');
    await screen.sees('Moved "skyline" to the front in 2 photos');
    screen.press('g');
    await screen.sees(/1 skyline[\s\S]*2 Istanbul[\s\S]*3 Turkey/);
  });

  it('get one into the first ten where they have it further behind', async () => {
    const screen = await review();
    screen.press('space', 'space', 'b', 'a').type('jetty, season').press('enter', 't');
    await screen.sees('Added "jetty, season" to 2 photos');
    screen.press('g');
    await screen.sees(/10 season[\s\S]* 9 jetty/);
  });

  it('are left alone when nothing would change', async () => {
    const screen = await review();
    screen.press('b', 'd').type('zeppelin').press('enter');
    await screen.sees('Nothing would change in 1 photo');
  });

  it('get the title of the photo under the cursor', async () => {
    const screen = await review();
    screen.press('space', 'space', 'down', 'b', 't');
    await screen.sees('2 of 2 photos would change');
    screen.press('y');
    await screen.sees('Copied title and short title of photo-0003.jpg to 2 photos');
    expect(screen.lines.filter((line) => /photo-000[013] +Lanterns/.test(line))).toHaveLength(3);
  });

  it('get another place, and their datelines follow', async () => {
    const screen = await review();
    screen.press('space', 'g', 'b');
    await screen.sees('set the place');
    screen.press('p').type('Izmir').press('enter');
    await screen.sees('Write the city, a comma, and the country');
    screen.type(', Turkey').press('enter', 'y');
    await screen.sees('Izmir, Turkey - May 14 2019');
  });
});
