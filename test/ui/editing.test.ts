/** Editing titles and keywords, as a person sees it. */
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy, review } = reviewing(4);

describe('the title', () => {
  it('is typed with the count of all characters, dateline included, and saved with Enter', async () => {
    const screen = await review();
    await screen.sees('94 of 200');
    screen.press('t').type(' seen from the ferry');
    await screen.sees('114 of 200');
    screen.press('enter');
    await screen.sees('Title · edited');
    await screen.sees('number 0 seen from the ferry');
    screen.press('z');
    await screen.sees('94 of 200');
  });

  it('is opened by Enter, too, and typed on where the photo under the cursor says it', async () => {
    const screen = await review();
    screen.press('down', 'enter').type(' in Japan').press('enter');
    await screen.sees('number 1 in Japan');
    await screen.sees(/▸ ✎ photo-0001/);
  });

  it.each([
    [120, 40],
    [80, 24],
  ])('says at %i x %i that its short title was not changed with it', async (columns, rows) => {
    const screen = await review({ columns, rows });
    screen.press('t', 'ctrl+u').type('Gulls over the old quay').press('enter');
    await screen.sees(/· The title has.* F from title +! keep/);
    await screen.sees(/title has not\./);
    await screen.sees(/Short title +32 of 64 bytes/);
    screen.press('F');
    await screen.sees(/▸ n +leave it as it is/);
    screen.press('y');
    await screen.sees('Took the short title from the title (photo-0000.jpg)');
    await screen.seesNot('· The title has');
    screen.press('z', '!');
    await screen.sees('Kept the short title in photo-0000.jpg');
    await screen.seesNot('· The title has');
  });

  it('gives its beginning to the short titles of all selected photos', async () => {
    const screen = await review();
    await screen.press('*', 'b', 'w').sees('Replace words in titles');
    await screen.type('old').press('enter').sees('Replace "old"');
    await screen.type('new').press('enter').sees('photos would change');
    screen.press('y');
    await screen.sees(/Replaced "old" with "new" in the title of/);
    await screen.press('escape').seesNot('4 selected');
    screen.press('t', 'end').type(' again').press('enter');
    await screen.sees('· The title has changed');
    await screen.press('end').sees('4 of 4');
    screen.press('t', 'end').type(' again').press('enter');
    await screen.sees('Galata Tower again');
    screen.press('*', 'F');
    await screen.sees(/take the short title from the title +2 photos/);
    screen.press(/(\d) +take the short title/.exec(screen.text)?.[1] ?? '');
    await screen.sees('2 of 4 photos would change');
    screen.press('n', '!');
    await screen.sees(/\d +the short title as it is +2 photos/);
    screen.press(/(\d) +the short title/.exec(screen.text)?.[1] ?? '');
    await screen.sees('+ kept the short title');
    screen.press('y');
    await screen.sees('Kept the short title in 2 photos');
  });

  it('knows the keys of readline', async () => {
    const screen = await review();
    screen.press('t', 'ctrl+u').type('boats and ferries').press('ctrl+a').type('Two ');
    screen.press('alt+f', 'ctrl+k', 'ctrl+y', 'ctrl+e', 'ctrl+w').type('gulls').press('enter');
    await screen.sees(/May 14 2019: Two boats and gulls\s/);
  });

  it('takes an emoji of several code points and wide letters as one letter each', async () => {
    const screen = await review();
    screen.press('t', 'ctrl+u').type('Family 👨‍👩‍👧‍👦 in 東京x');
    await screen.sees('東京x');
    screen.press('backspace', 'backspace', 'left', 'left', 'left', 'left', 'left', 'backspace');
    screen.press('enter');
    await screen.sees(/2019: Family in 東\s*$/m);
  });

  it('says by how much it is too long and shows where it is cut', async () => {
    const screen = await review();
    screen.press('t').type(' and so on'.repeat(12));
    await screen.sees('214 of 200, 14 too long');
    // Text past the limit is underlined, whatever the colours.
    expect(screen.raw).toContain('\u001B[4m');
    screen.press('enter');
    await screen.sees(/! .*200/);
  });

  it('takes a pasted text with line breaks as one line', async () => {
    const screen = await review();
    screen.press('t', 'ctrl+u').paste('Gulls above\r\nthe harbor\tin q p x');
    screen.press('enter');
    await screen.sees('2019: Gulls above the harbor in q p x');
    await screen.sees('▸ ✎ photo-0000');
    expect(screen.text).not.toMatch(/[✓✗] photo/);
  });

  it('does not take a pasted text for keys when nothing is being typed', async () => {
    const screen = await review();
    screen.paste('ppp');
    await screen.sees('the pasted text was ignored');
    screen.press('escape');
    await screen.sees('accepted 0 of 4');
  });

  it('asks whose date it shall be when it comes with another one, and takes both in one step', async () => {
    const screen = await review();
    screen.press('t', 'ctrl+u').type('Istanbul, Turkey - May 20 2019: Gulls above the strait');
    screen.press('enter');
    await screen.sees('The title says May 20 2019');
    await screen.sees(/k +keep what the photo says +Istanbul, Turkey - May 14 2019/);
    screen.press('escape');
    await screen.sees('Enter save');
    screen.press('enter', 't');
    await screen.sees('Set May 20 2019 with the title in photo-0000.jpg');
    await screen.sees('Istanbul, Turkey - May 20 2019: Gulls above the strait');
    screen.press('z');
    await screen.sees('May 14 2019: Ferries cross the strait');
    screen.press('Z', 't').type(' at noon').press('enter');
    await screen.sees('May 20 2019: Gulls above the strait at noon');
  });

  it('keeps the place of the photo where that is said, and takes another with its keywords', async () => {
    const screen = await review();
    const typed = 'Izmir, Turkey - May 14 2019: Gulls above the bay';
    screen.press('t', 'ctrl+u').type(typed).press('enter');
    await screen.sees('The title says Izmir, Turkey');
    screen.press('enter');
    await screen.sees('Istanbul, Turkey - May 14 2019: Gulls above the bay');
    await screen.sees('1 Istanbul');
    screen.press('t', 'ctrl+u').type(typed).press('enter', 't');
    await screen.sees(/Izmir, Turkey - May 14 2019: Gulls above the bay/);
    await screen.sees('1 Izmir');
  });

  it('says where place and date come from when those that were typed cannot be taken', async () => {
    const screen = await review();
    screen.press('t', 'ctrl+u').type('Istanbul, Turkey - June 2019: Gulls').press('enter');
    await screen.sees("place and date are the photo's; C and D change them");
    screen.press('m', 't', 'ctrl+u').type('Izmir, Turkey - May 20 2019: Gulls, too').press('enter');
    await screen.sees(/Izmir, Turkey - May 20 2019 is left\s+out/);
    await screen.press('L').sees(/is left\s+out,\s+as\s+in\s+all\s+commercial\s+titles/);
  });

  it('stays as it was after Esc', async () => {
    const screen = await review();
    screen.press('t').type(' far away').press('escape');
    await screen.sees('The title stays as it was; t Ctrl-_ brings back what was typed.');
    await screen.seesNot('far away');
    screen.press('t', 'enter', 't', 'ctrl+_').type(' and quiet').press('enter');
    await screen.sees('number 0 far away and quiet');
  });

  it('comes back after the program was killed in the middle of typing', async () => {
    const root = await copy();
    const before = openScreen(root);
    await before.sees('1 of 4');
    before.press('t').type(' with gulls');
    await before.sees('number 0 with gulls');
    await before.kill();
    const after = openScreen(root);
    // Open, so that nobody accepts the old title unaware.
    await after.sees('what you had typed before');
    await after.sees('number 0 with gulls');
    after.press('enter');
    await after.sees('Title · edited');
    after.press('q');
    await after.ends();
    const last = openScreen(root);
    await last.sees('Title · edited');
    expect(last.text).not.toContain('what you had typed');
  });

  it('puts the cursor of the terminal where the next letter goes', async () => {
    const screen = await review();
    screen.press('t', 'ctrl+u').type('ab');
    await screen.sees('2019: ab');
    const y = screen.lines.findIndex((line) => line.includes('2019: ab'));
    const x = (screen.lines[y] ?? '').indexOf('2019: ab') + '2019: ab'.length;
    await screen.until(() => screen.cursor.x === x && screen.cursor.y === y, 'the cursor there');
  });

  it('has a short title beside it, counted in bytes', async () => {
    const screen = await review();
    screen.press('T', 'ctrl+u').type('İstanbul');
    await screen.sees('9 of 64 bytes');
    screen.press('enter');
    await screen.sees('Title · edited');
  });

  it("goes to the user's own editor with the keywords and back", async () => {
    const folder = await mkdtemp(join(tmpdir(), 'proofsheet-editor-'));
    const editor = join(folder, 'editor');
    await writeFile(
      editor,
      '#!/bin/sh\necho IN THE EDITOR; read answer; sed -i "s/old tower/new $answer/; /^dusk$/d" "$1"\n',
    );
    await chmod(editor, 0o755);
    const screen = await review({ env: { EDITOR: editor, VISUAL: '' } });
    screen.press('e');
    await screen.sees('IN THE EDITOR');
    expect(screen.isFullScreen).toBe(false);
    screen.type('ppx\r');
    await screen.sees('below the new ppx');
    await screen.sees('49 of 50, 1 missing');
    expect(screen.text).toContain('1 of 4');
  });
});

describe('the own editor', () => {
  async function withEditor(script: string) {
    const folder = await mkdtemp(join(tmpdir(), 'proofsheet-editor-'));
    const editor = join(folder, 'editor');
    await writeFile(editor, `#!/bin/sh\n${script}\n`);
    await chmod(editor, 0o755);
    return review({ env: { EDITOR: editor, VISUAL: '' } });
  }

  it('changes nothing when a heading is lost, and opens with what was written the next time', async () => {
    const screen = await withEditor(
      'if grep -q "# Keywords" "$1"; then sed -i "s/^# Keywords.*/My own words/" "$1"; else sed -i "s/^My own words/# Keywords/" "$1"; fi',
    );
    screen.press('e');
    await screen.sees('The line "# Keywords" is missing, so nothing was changed');
    await screen.sees('50 of 50');
    screen.press('e');
    await screen.sees('Nothing changed in photo-0000.jpg');
    await screen.sees('50 of 50');
  });

  it('that hands the text to a window and comes back at once is waited for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'proofsheet-window-'));
    const screen = await withEditor(
      `echo "$1" > ${folder}/name.part; mv ${folder}/name.part ${folder}/name`,
    );
    screen.press('e');
    await screen.sees(/came back at once\.\s+If the text is open/);
    const file = (await readFile(join(folder, 'name'), 'utf8')).trim();
    await writeFile(file, (await readFile(file, 'utf8')).replace('old tower', 'tall lighthouse'));
    screen.press('enter');
    await screen.sees('below the tall lighthouse');
    screen.press('e');
    await screen.sees(/Press Enter here\s+when you have saved\./);
    screen.press('enter');
    await screen.sees('Nothing was changed.');
  });

  it('changes nothing when the file comes back empty, or the editor fails', async () => {
    const screen = await withEditor(': > "$1"');
    screen.press('e');
    await screen.sees('Nothing was left of the file, so nothing was changed');
    await screen.press('q').ends();
    const other = await withEditor('exit 3');
    other.press('e');
    await other.sees('ended with code 3');
    await other.sees('50 of 50');
  });

  it('asks about the date of a title, and keeps what was written where no answer is given', async () => {
    const screen = await withEditor(
      'sed -i "s/^Ferries cross.*/Istanbul, Turkey - May 20 2019: Boats on the strait/" "$1"',
    );
    screen.press('e');
    await screen.sees('The title says May 20 2019');
    screen.press('escape');
    await screen.sees('Nothing was changed. e opens what you wrote again.');
    screen.press('e');
    // This editor finds nothing to change any more and is back at once, as one that has a window of its own.
    await screen.sees(/came back at once/);
    screen.press('enter');
    await screen.sees('The title says May 20 2019');
    screen.press('t');
    await screen.sees('May 20 2019: Boats on the strait');
  });

  it('takes a caption, and a pasted title with its dateline', async () => {
    const screen = await withEditor(
      'sed -i "s/^Ferries cross.*/Istanbul, Turkey - May 14 2019: Boats\\non the strait/; s/^# Caption.*/&\\nA longer text/" "$1"',
    );
    screen.press('e');
    await screen.sees('May 14 2019: Boats on the strait');
    await screen.sees('Changed title and caption');
    await screen.sees(/Caption +13 characters/);
    await screen.sees('A longer text');
    screen.press('i');
    await screen.sees(/Caption +A longer text/);
    screen.press('escape');
    await screen.seesNot('In the file');
    screen.press('/').type('has:caption').press('enter');
    await screen.sees('1 of 1');
  });
});

describe('the keywords', () => {
  it('are reached with Tab, and the one under the cursor is removed and brought back', async () => {
    const screen = await review();
    screen.press('tab', 'down', 'down', 'd');
    await screen.sees('Removed "ferry"');
    await screen.sees('49 of 50, 1 missing');
    screen.press('B');
    await screen.sees('Bring back');
    await screen.sees(/ferry +keyword, taken out since the answer/);
    screen.press('escape');
    await screen.seesNot('Bring back');
    screen.press('z');
    await screen.sees('50 of 50');
  });

  it('are moved, and put into the top ten', async () => {
    const screen = await review();
    screen.press('tab', 'down', '>');
    await screen.sees(/2 ferry[\s\S]*3 Turkey/);
    screen.press('end', '+');
    await screen.sees(/10 season/);
    screen.press('=');
    await screen.sees(/2 Turkey[\s\S]*3 ferry/);
    screen.press('home', '+');
    await screen.sees('"Istanbul" is first already.');
  });

  it('are added with completion from the words of the archive, never twice', async () => {
    const screen = await review();
    screen.press('a').type('silh');
    await screen.sees('silhouette');
    screen.press('tab', 'enter');
    await screen.sees('"silhouette" is there already');
    screen.press('a').type('sea gull, Bosphorus').press('enter');
    await screen.sees('52 of 50, 2 too many');
    await screen.sees('52 Bosphorus');
  });

  it('are named with what was there already, in whatever form', async () => {
    const screen = await review();
    screen.press('a').type('bamboo grove, Ferries, Sagano').press('enter');
    await screen.sees(
      'Added "bamboo grove" and "Sagano" in photo-0000.jpg; "Ferries" is there already, as "ferry"',
    );
    screen.press('a').type('ferry, strait').press('enter');
    await screen.sees('"ferry" and "strait" are there already.');
    screen.press('tab', 'enter', 'ctrl+u').type('strait').press('enter');
    await screen.sees('Removed "ferry" in photo-0000.jpg; "strait" is there already');
  });

  it('are added into the first ten by a key that the window names, on 80 columns, too', async () => {
    const screen = await review({ columns: 80, rows: 24 });
    screen.press('a');
    await screen.sees('Enter add at the end   Ctrl-T into the top ten   Tab complete   Esc close');
    screen.type('pier, sea gull').press('ctrl+t');
    await screen.sees('Added "pier" and "sea gull"');
    await screen.sees(/9 pier[\s\S]*10 sea gull/);
    screen.press('a').type('jetty, tram, strait').press('ctrl+t');
    await screen.sees(/9 jetty[\s\S]*10 tram/);
    await screen.press('L').sees(/"tram" moved\s+there;\s+"strait"\s+is\s+there\s+already/);
    await screen.press('escape').seesNot('moved there');
    screen.press('z');
    await screen.sees(/9 pier[\s\S]*10 sea gull/);
    screen.press('tab', 'a');
    await screen.sees('Enter add here   Ctrl-T into the top ten');
    screen.type('jetty').press('enter');
    await screen.sees('11 jetty');
    screen.press('tab', '/', 'ctrl+t');
    await screen.sees('Enter keep   Tab complete   Esc close');
  });

  it('that a person adds are not those that have to go when there are too many', async () => {
    const screen = await review();
    await screen.sees('50 season');
    screen.press('a').type('sea gull').press('enter');
    await screen.sees(/! 51 keywords; you asked for 50.* F drop/);
    screen.press('F');
    await screen.sees('50 sea gull');
    screen.press('a').type('pier, jetty, quayside').press('enter');
    await screen.sees('53 quayside');
    screen.press('F');
    await screen.sees(
      'Dropped "cloud", "horizon" and "silhouette", the model\'s last; yours stay (photo-0000.jpg)',
    );
    await screen.sees(/47 sea gull[\s\S]*50 quayside/);
    await screen.sees('50 of 50');
  });

  it('take a pasted list apart at commas and line ends', async () => {
    const screen = await review();
    screen.press('a').paste('pier; jetty\nmooring').press('enter');
    await screen.sees('53 of 50, 3 too many');
    await screen.sees('53 mooring');
  });

  it('take a pasted row of a spreadsheet apart at its tabs, for one photo and for many', async () => {
    const screen = await review();
    screen.press('a').paste('pier\tjetty\t\told mooring\t').press('enter');
    await screen.sees(/51 pier[\s\S]*52 jetty[\s\S]*53 old mooring/);
    screen.press('space', 'space', 'b', 'a').paste('capstan\twinch').press('enter');
    await screen.sees('2 of 2 photos would change');
    screen.press('y');
    await screen.sees('Added "capstan, winch" to 2 photos');
  });

  it('take sixty pasted at once, with commas, semicolons and lines, and each once', async () => {
    const screen = await review();
    const list = Array.from({ length: 60 }, (_, index) => `pasted${index}`);
    const ends = [', ', ';', '\n', '\r\n'];
    const pasted = list.map((word, index) => word + ends[index % 4]).join('');
    screen.press('a').paste(`${pasted}Pasted0, ferry,, `).press('enter');
    await screen.sees('110 of 50, 60 too many');
    await screen.sees('Added "pasted0", "pasted1" and 58 more');
    screen.press('z');
    await screen.sees('50 of 50');
  });

  it('are changed in their place', async () => {
    const screen = await review();
    screen.press('tab', 'down', 'down', 'enter', 'ctrl+u').type('ferryboat').press('enter');
    await screen.sees(/3 ferryboat/);
  });

  it('are mended by the key beside the check', async () => {
    const screen = await review();
    screen.press('down', 'down');
    await screen.sees('21 ferries !');
    screen.press('F');
    await screen.sees('49 of 50, 1 missing');
    expect(screen.text).not.toContain('ferries !');
  });

  it('keep a word whose check is silenced, in the whole archive', async () => {
    const screen = await review();
    screen.press('down', 'down');
    await screen.sees('21 ferries !');
    screen.press('tab');
    for (let step = 0; step < 20; step++) screen.press('down');
    screen.press('!');
    await screen.sees('"ferries" is no longer checked');
    await screen.seesNot('ferries !');
    screen.press('z');
    await screen.sees('21 ferries !');
  });

  it('show unverified names, to be kept', async () => {
    const screen = await review();
    screen.press('end');
    await screen.sees('"Galata Tower" was neither given nor legible');
    screen.press('!');
    await screen.sees('Kept "Galata Tower"');
    await screen.seesNot('neither given nor legible');
  });
});

describe('the usage', () => {
  it('changes the dateline with it', async () => {
    const screen = await review();
    await screen.sees('Istanbul, Turkey - May 14 2019: Ferries');
    screen.press('m');
    await screen.sees('14 May 2019 · commercial');
    await screen.seesNot('May 14 2019: Ferries');
    screen.press('m');
    await screen.sees('May 14 2019: Ferries');
  });
});
