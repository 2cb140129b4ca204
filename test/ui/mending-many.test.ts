/** Answering the checks of selected photos at once, as a person sees it. */
import { describe, expect, it } from 'vitest';
import { reviewedArchive } from './reviewed-archive.ts';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy, review } = reviewing(12);

describe('F with photos selected', () => {
  it('fixes what needs no decision in all of them, after showing it, as one step', async () => {
    const screen = await review();
    screen.press('*', 'F');
    await screen.sees('Fix in 12 selected photos');
    await screen.sees(/a +every fix that leaves the meaning alone +2 things in 2 photos/);
    await screen.sees(/remove "ferries" +2 photos/);
    screen.press('a');
    await screen.sees('2 of 12 photos would change');
    await screen.sees('- ferries');
    screen.press('y');
    await screen.sees('Removed "ferries", which repeats "ferry" (2 photos)');
    screen.press('z');
    await screen.sees('Undone: Removed "ferries", which repeats "ferry" (2 photos)');
  });

  it('asks once about a name that several have, and writes it in all of them', async () => {
    const screen = await review();
    screen.press('*', 'F');
    await screen.sees(/1 +the name "Galata Tower" +3 photos/);
    screen.press('1');
    await screen.sees('"Galata Tower" in 3 photos');
    await screen.sees('was neither given nor legible');
    screen.press('w');
    await screen.sees('Name Galata Tower');
    screen.type("Maiden's Tower").press('enter');
    await screen.sees('3 of 12 photos would change');
    await screen.sees("near the Maiden's Tower");
    screen.press('y');
    await screen.sees('Wrote "Maiden\'s Tower" for "Galata Tower" in 3 photos');
    await screen.press('escape').seesNot('12 selected');
    screen.press('/').type('unsure:yes').press('enter');
    await screen.sees('No photo matches /unsure:yes');
  });

  it('drops a name from all titles that are sentences without it', async () => {
    const screen = await review();
    screen.press('*', 'F', '1');
    await screen.sees(/d +drop it +from keywords, and from titles/);
    screen.press('d');
    await screen.sees('3 of 12 photos would change');
    await screen.sees(
      /- Lanterns glow in front of a wooden temple gate, number 3 near the Galata Tower/,
    );
    await screen.sees(/\+ Lanterns glow in front of a wooden temple gate, number 3 *$/m);
    screen.press('y');
    await screen.sees('Dropped "Galata Tower" (3 photos)');
    await screen.press('escape').seesNot('12 selected');
    screen.press('/').type('has:unsure').press('enter');
    await screen.sees('No photo matches /has:unsure');
  });

  it('takes the usage of the model only in the photos that it says it of', async () => {
    const screen = await review();
    screen.press('*', 'F');
    await screen.sees(/\d +make it commercial +2 photos/);
    const key = /(\d) +make it commercial/.exec(screen.text)?.[1] ?? '';
    screen.press(key);
    await screen.sees('2 of 12 photos would change');
    await screen.sees('- editorial');
    await screen.sees('+ commercial');
    screen.press('y');
    await screen.sees('Made it commercial (2 photos)');
  });

  it('puts hints last, never chooses one by itself, and asks for a single photo as well', async () => {
    const screen = await review();
    screen.press('*', 'F');
    await screen.sees(/1 +the name "Galata Tower"[\s\S]*\d +make it commercial/);
    screen.press('escape');
    await screen.seesNot('Fix in');
    screen.press('escape');
    await screen.seesNot('12 selected');
    screen.press('#').type('photo-0004').press('enter', 'space', 'F');
    await screen.sees(/1 +make it commercial +1 photo/);
    screen.press('enter');
    await screen.seesNot('Fix in');
    screen.press('F', '1');
    await screen.sees('1 of 1 photo would change');
    screen.press('n', 'up');
    await screen.sees('May 14 2019: Market');
  });

  it('lists all that is to be decided, also what is further down', async () => {
    const screen = openScreen(await copy(), { columns: 80, rows: 24 });
    await screen.sees('1 of 12');
    const countries =
      'France, Spain, Italy, Portugal, Greece, Egypt, Japan, India, Peru, Cuba, Kenya, Norway, Sweden, Finland, Poland, Nepal, Iceland, Vietnam, Croatia, Brazil';
    screen.press('a').type(countries).press('enter');
    await screen.sees('Added');
    screen.press('space', 'F');
    await screen.sees('remove "France"');
    await screen.seesNot('remove "Brazil"');
    screen.press('end');
    await screen.sees('remove "Brazil"');
    screen.press('up', 'enter');
    await screen.sees('1 of 1 photo would change');
  });

  it('says so when there is nothing to fix', async () => {
    const screen = await review();
    screen.press('space', 'F');
    await screen.sees('No key fixes anything in the selected photos.');
  });
});

it('looks through many photos in chunks, in the same steps', async () => {
  const screen = openScreen(await reviewedArchive(120));
  await screen.sees('1 of 120');
  screen.press('*', 'F');
  await screen.sees(/1 +the name "Galata Tower" +30 photos/);
  screen.press('a');
  await screen.sees('20 of 120 photos would change');
  screen.press('y');
  await screen.sees('Removed "ferries", which repeats "ferry" (20 photos)');
});

describe('! with photos selected', () => {
  it('keeps a name in all of them with one step', async () => {
    const screen = await review();
    screen.press('*', '!');
    await screen.sees(/1 +Galata Tower +3 photos/);
    screen.press('1');
    await screen.sees('3 of 12 photos would change');
    await screen.sees('+ kept "Galata Tower"');
    screen.press('y');
    await screen.sees('Kept "Galata Tower" in 3 photos');
    await screen.seesNot(/\?.*Galata Tower/);
    screen.press('z');
    await screen.sees('Undone: Kept "Galata Tower" in 3 photos');
  });

  it('silences any other word in the archive', async () => {
    const screen = await review();
    screen.press('*', '!');
    await screen.sees(/2 +ferries +2 photos/);
    screen.press('2');
    await screen.sees('"ferries" is no longer checked in this archive');
    expect(screen.text).not.toContain('would change');
  });
});

it('counts in the summary what F changed, and tells what is counted', async () => {
  const screen = await review();
  screen.press('*', 'F', 'a', 'y');
  await screen.sees('Removed "ferries"');
  screen.press('g', 'C', 'ctrl+u').type('Izmir, Turkey').press('enter');
  await screen.sees(/\d of 12 photos would change/);
  screen.press('n', 'escape');
  await screen.seesNot('12 selected');
  screen.press('C', 'ctrl+u').type('Izmir, Turkey').press('enter');
  await screen.sees('Set Izmir, Turkey for photo-0000.jpg');
  screen.press(':').type('summary').press('enter');
  await screen.sees(/Your edits +━+─+ +3/);
  await screen.sees('photos with text, usage, place or date changed by you');
});
