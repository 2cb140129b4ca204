/** What the checks and the model say, and answering it, as a person sees it. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/catalog.ts';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy, review } = reviewing(6);

describe('spelling', () => {
  it('is checked when it is asked for, remembered, and silent about words of the archive', async () => {
    const root = await copy();
    const screen = openScreen(root);
    await screen.sees('1 of 6');
    screen.press('t').type(' in brigt sunshine over the gezi').press('enter');
    await screen.sees('Title · edited');
    expect(screen.text).not.toContain('dictionary');
    screen.press('W', 'a');
    await screen.sees(/"brigt" is not in the dictionary.* F write "bright".* ! keep/);
    screen.press('f', 'w');
    await screen.sees('/has:spelling');
    await screen.sees(/1 of [1-4] /);
    screen.press('F');
    await screen.sees(/n +leave it as it is[\s\S]*t +edit the title/);
    screen.press('F', 'enter');
    await screen.seesNot('leave it as it is');
    await screen.sees('in brigt sunshine');
    screen.press('F');
    await screen.sees(/\d +write "bright"/);
    screen.press(/(\d) +write "bright"/.exec(screen.text)?.[1] ?? '');
    await screen.sees('in bright sunshine');
    await screen.sees('"gezi" is not in the dictionary');
    screen.press('!');
    await screen.sees(/\d +gezi/);
    screen.press(/(\d) +gezi/.exec(screen.text)?.[1] ?? '');
    await screen.sees('"gezi" is no longer checked');
    await screen.seesNot('dictionary.');
    screen.press('q');
    await screen.ends();

    const again = openScreen(root);
    await again.sees('/has:spelling');
    again.press('escape');
    await again.sees('1 of 6');
    again.press('home', 't').type(' nearbyy').press('enter');
    await again.sees('"nearbyy" is not in the dictionary');
    expect(again.text).not.toContain('"gezi"');
    again.press('W', 'n');
    await again.sees('Spelling is not checked');
    await again.seesNot('nearbyy" is not');
  });
});

describe("the model's opinion of the usage", () => {
  it('is taken with one key, and the dateline goes with it and comes back', async () => {
    const screen = await review();
    screen.press('down', 'down', 'down', 'down');
    await screen.sees('May 14 2019: Market');
    await screen.sees(/The model would make it commercial: no.* M take/);
    screen.press('M');
    await screen.sees('14 May 2019 · commercial');
    await screen.seesNot('May 14 2019: Market');
    await screen.seesNot('The model would make it');
    screen.press('M');
    await screen.sees('It is commercial already, as the model suggests.');
    screen.press('z');
    await screen.sees('May 14 2019: Market');
    await screen.sees('The model would make it commercial');
  });
});

it('tells how the model had written what was mended before anybody saw it', async () => {
  const screen = await review();
  screen.press('i');
  await screen.sees(/Title was +#Ferries cross the strait.* \(hashtags taken out\)/);
});

describe('what the checks say', () => {
  it('names the field where the same is said of two', async () => {
    const screen = await review({ columns: 120, rows: 60 });
    screen.press('t', 'end').type(' \u{1F600}').press('enter');
    await screen.sees('It contains an emoji');
    screen.press('T', 'end').type(' \u{1F600}').press('enter');
    await screen.sees('It contains an emoji');
    screen.press('i');
    await screen.sees('In the title: It contains an emoji');
    await screen.sees('In the short title: It contains an emoji');
  });

  it('names the keys that the user has chosen', async () => {
    const { mkdtemp, writeFile } = await import('node:fs/promises');
    const { tmpdir } = await import('node:os');
    const { join } = await import('node:path');
    const config = await mkdtemp(join(tmpdir(), 'proofsheet-keys-'));
    await writeFile(join(config, 'keys.json'), JSON.stringify({ 'review.fix': 'H' }));
    const screen = await review({ env: { PROOFSHEET_CONFIG_DIR: config } });
    screen.press('down', 'down');
    await screen.sees(/"ferries" repeats "ferry".* H remove/);
    screen.press('H');
    await screen.sees('49 of 50');
  });

  it('is told with what was accepted in spite of it', async () => {
    const screen = await review();
    screen.press('down', 'down', 'p');
    await screen.sees('Accepted photo-0002.jpg, with 1 problem');
    screen.press('z').press('down', 'p');
    await screen.sees('Accepted photo-0003.jpg, with 1 unverified name');
    screen.press('z', '*', 'p');
    await screen.sees(
      /Accepted 6 photos, 1 of them with problems and 1 with unverified names. Every photo is\s+decided/,
    );
  });

  it('says what a key does to a name that the title holds, too, and lets go of messages of the photo before', async () => {
    const screen = await review();
    screen.press('#').type('photo-0003').press('enter');
    await screen.sees(/Galata Tower" was neither given.* F drop .*! keep/);
    screen.press('t', 'ctrl+u').type('Lanterns of the Galata Tower').press('enter');
    await screen.sees(/Galata Tower" was neither given.* F write .*! keep/);
    screen.press('a').type('Galata Tower').press('enter');
    await screen.sees('51 of 50');
    screen.press('F');
    await screen.sees('50 of 50');
    screen.press('F');
    await screen.sees('"Galata Tower" in photo-0003.jpg');
    screen.press('d');
    await screen.sees(/Dropped "Galata Tower" from the keywords.*\(photo-0003\.jpg\)/);
    screen.press('down');
    await screen.seesNot('Dropped "Galata Tower"');
  });

  it('offers what can be done about a name in the title, and shows what would be left of it', async () => {
    const screen = await review();
    screen.press('down', 'down', 'down', 'F');
    await screen.sees('"Galata Tower" in photo-0003.jpg');
    await screen.sees(/d +drop it/);
    await screen.sees('+ ');
    screen.press('d');
    await screen.sees('Dropped "Galata Tower" (photo-0003.jpg)');
    await screen.sees(/wooden temple gate, number 3 *$/m);
    screen.press('z', 'F', 'w', 'ctrl+u').type('Senso-ji').press('enter');
    await screen.sees('Wrote "Senso-ji" for "Galata Tower" in photo-0003.jpg');
    screen.press('z', 'F', 'k');
    await screen.sees('Kept "Galata Tower" in photo-0003.jpg');
    await screen.seesNot('was neither given');
  });

  it('lets a person who types on without looking edit the title', async () => {
    const screen = await review();
    screen.press('down', 'down', 'down').type('Ft by dusk').press('enter');
    await screen.sees('near the Galata Tower by dusk');
  });

  it('answers the weightiest, one after the other, and names its key beside no other', async () => {
    const screen = await review();
    screen.press('down', 'down', 'a').type('2019').press('enter');
    await screen.sees(/"2019" is only a number.*F remove "2019" +! keep/);
    await screen.sees(/"ferries" repeats[^F\n]*! keep/);
    screen.press('F');
    await screen.sees('Removed "2019"');
    await screen.sees(/"ferries" repeats.*F remove.*! keep/);
    screen.press('F');
    await screen.sees('Removed "ferries"');
  });

  it('says which keys help where none fixes it, and leaves hints alone meanwhile', async () => {
    const screen = await review();
    screen.press('D', 'ctrl+u').press('enter', 't', 'ctrl+u', 'enter');
    await screen.sees(/There is no title\..*t edit/);
    screen.press('F');
    await screen.sees('There is no automatic fix: t edit.');
  });

  it('leaves the usage to its own key', async () => {
    const screen = await review();
    screen.press('#').type('photo-0004').press('enter', 'F');
    await screen.sees('No key can fix anything here; M would make it commercial.');
    await screen.sees('May 14 2019: Market');
  });

  it('is fixed for the keyword under the cursor first', async () => {
    const screen = await review();
    screen.press('down', 'down', 'a').type('2019').press('enter');
    await screen.sees('51 of 50');
    screen.press('tab', 'end', 'F');
    await screen.sees('Removed "2019", which is only a number');
    await screen.sees('21 ferries !');
  });
});

it('tells what each outlet would get of the text, and which would refuse it', async () => {
  const screen = await review({ columns: 120, rows: 110 });
  screen.press('i');
  await screen.sees(/Adobe Stock +without ",", without place and date in front/);
  await screen.sees(/Envato +It takes no editorial photos\./);
  await screen.sees(/Dreamstime +.*without place and date in front/);
});

it('lets a person write another title for one outlet, and says when that is for an earlier text', async () => {
  const screen = await review({ columns: 120, rows: 60 });
  screen.press('i');
  await screen.sees(/Enter outlets/);
  screen.press('enter');
  await screen.sees(/1 +Adobe Stock/);
  screen.press('1');
  await screen.sees(/t +edit the title/);
  screen.press('t');
  await screen.sees('The title for Adobe Stock alone');
  screen.press('ctrl+u').type('Ferries, gulls');
  await screen.sees(/The title has .*","/);
  screen.press('ctrl+u').type('Ferries at the old tower').press('enter');
  await screen.sees('Adobe Stock gets your own text');
  screen.press('t').type(' in the evening').press('enter');
  await screen.sees('Title · edited');
  screen.press('i');
  await screen.sees(/Enter outlets/);
  screen.press('enter');
  await screen.sees(/1 +Adobe Stock +your text is for an earlier one/);
  screen.press('1');
  await screen.sees(/r +take the derived text again/);
  screen.press('r');
  await screen.sees('Adobe Stock gets the derived text again');
});

it('attaches releases to many photos at once, and shows them', async () => {
  const screen = await review({ columns: 120, rows: 110 });
  screen.press('*');
  await screen.sees('6 selected');
  screen.press('b');
  await screen.sees(/l +attach releases/);
  screen.press('l');
  await screen.sees(/m +attach a model release/);
  screen.press('m');
  await screen.sees('Model releases of 6 selected photos');
  screen.type('MR Ayşe 12, MR Can').press('enter');
  await screen.sees('Attached the model releases MR Ayşe 12 and MR Can to 6 photos');
  screen.press('i');
  await screen.sees(/Model release +MR Ayşe 12, MR Can/);
});

it('sets categories of many photos at once, by the beginnings of their names, and shows them', async () => {
  const screen = await review({ columns: 120, rows: 110 });
  screen.press('*');
  await screen.sees('6 selected');
  screen.press('b');
  await screen.sees(/g +set categories/);
  screen.press('g');
  await screen.sees('Categories of 6 selected photos');
  await screen.sees('animals, arts, backgrounds');
  screen.type('trav, castles').press('enter');
  await screen.sees('There is no category castles.');
  screen.press('ctrl+u').type('trav, peo').press('enter');
  await screen.sees('6 of 6 photos would change');
  screen.press('enter');
  await screen.sees('Set the categories travel and people of 6 photos');
  screen.press('i');
  await screen.sees(/Categories +travel, people/);
});

describe('asking again', () => {
  const rehearsal = { words: ['rehearse'] };

  it('shows old and new side by side, and each is a key away', async () => {
    const screen = await review(rehearsal);
    screen.press('r').type('the lanterns are red').press('enter');
    await screen.sees(/now +\$0\.\d+, a few seconds/);
    await screen.sees(/with the next batch +\$0\.\d+, within a day/);
    screen.press('n');
    await screen.sees('photo-0000.jpg: before and now');
    await screen.sees('-strait');
    screen.press('1');
    await screen.seesNot('below the old tower, number 0');
    screen.press('B');
    await screen.sees(/Ferries cross the strait.*compare: the model, first answer/);
    screen.press('1');
    await screen.sees('Now, and the model, first answer');
    screen.press('1');
    await screen.sees('below the old tower, number 0');
  });

  it('leaves text that a person has touched, and says that an answer waits', async () => {
    const screen = await review(rehearsal);
    screen.press('t').type(' by me').press('enter');
    await screen.sees('number 0 by me');
    screen.press('r').type('red').press('enter');
    await screen.sees('a few seconds');
    // Who goes on meanwhile is not interrupted.
    screen.press('n', 'down', 't');
    await screen.sees('The new answer about photo-0000.jpg is there; go to it: # photo-0000.jpg');
    screen.press('enter', 'up');
    await screen.sees('number 0 by me');
    await screen.sees(/The model has answered again.* B compare/);
    screen.press('/').type('has:newer').press('enter');
    await screen.sees('1 of 1');
    screen.press('B', '1');
    await screen.sees('Now, and the model, asked again: "red"');
    screen.press('3');
    await screen.seesNot('The model has answered again');
    await screen.sees('number 0 by me');
    await screen.sees('Keywords · edited');
  });

  // Leaving waits for the answer.
  it('keeps the answer for who leaves while it is being made', async () => {
    const root = await copy();
    const screen = openScreen(root, { ...rehearsal, columns: 120, rows: 46 });
    await screen.sees('1 of');
    screen.press('r').type('red').press('enter');
    await screen.sees('a few seconds');
    screen.press('n');
    await screen.sees('Asking about photo-0000.jpg');
    screen.press('q');
    await screen.ends();
    const catalog = openCatalog(join(root, '.proofsheet'));
    // Either it was not asked yet, and is not, or the answer is here.
    const asked = catalog.count('SELECT count(*) FROM attempt');
    expect(catalog.count("SELECT count(*) FROM attempt WHERE outcome = 'answered'")).toBe(asked);
    expect(catalog.count('SELECT count(*) FROM suggestion WHERE request_id IS NOT NULL')).toBe(
      asked,
    );
    catalog.close();
  });

  it('waits for the next batch where that is enough', async () => {
    const screen = await review(rehearsal);
    screen.press('r').type('red').press('enter');
    await screen.sees('within a day');
    screen.press('b');
    await screen.sees('It goes with the next batch');
    await screen.sees('The model is asked again with a batch: red.');
    screen.press(']', '[', '[', '[');
    await screen.sees('Send 1 photo');
  });

  it('asks about all selected photos with the next batch', async () => {
    const screen = await review(rehearsal);
    screen.press('space', 'space', 'space', 'r').type('they are ferries').press('enter');
    await screen.sees('Ask the model again about 3 selected photos');
    await screen.sees(/with the next batch +about \$0\.\d+, within a day/);
    // Only one photo at a time is asked about now, so that is not offered.
    expect(screen.text).not.toContain('a few seconds');
    screen.press('b');
    await screen.sees('3 photos go with the next batch');
    await screen.sees('3 selected');
    screen.press(']', '[', '[', '[');
    await screen.sees('Send 3 photos');
  });
});

describe('a place that was only guessed', () => {
  it('is kept with one key, in one photo or in all of that place, and undo asks again', async () => {
    const root = await copy();
    const catalog = openCatalog(join(root, '.proofsheet'));
    catalog.run("UPDATE photo SET place_source = 'gps', place_distance = 3.2");
    catalog.close();
    const screen = openScreen(root);
    await screen.sees(/is guessed from.*F keep[\s\S]*position, 3 km away\./);
    screen.press('i');
    await screen.sees(/Place +Istanbul, Turkey \(guessed from the position, 3 km away\)/);
    screen.press('escape');
    await screen.seesNot('In the file');
    screen.press('F');
    await screen.sees(/a +keep "Istanbul, Turkey" +in all \d+ photos of this place/);
    screen.press('a');
    await screen.sees(/Kept Istanbul, Turkey \(\d+ photos\)/);
    await screen.seesNot('is guessed from');
    screen.press('down');
    await screen.sees('2 of 6');
    expect(screen.text).not.toContain('is guessed from');
    screen.press('z');
    await screen.sees('is guessed from');
  });
});
