/** Selected photos: which ones the keys reach, in sight or not, and what becomes of them when a decision is undone. */
import { describe, expect, it } from 'vitest';
import { reviewing } from './reviewing.ts';
import { openScreen } from './screen.ts';

const { copy } = reviewing(6);

/** Photos 0, 1 and 2 are selected; the list shows only those that go with a filter. */
async function filtered(filter: string, options: Parameters<typeof openScreen>[1] = {}) {
  const screen = openScreen(await copy(), options);
  await screen.sees('1 of 6');
  screen.press('space', 'space', 'space', '/').type(filter).press('enter');
  await screen.seesNot('Tab complete');
  return screen;
}

describe('selected photos that the list does not show', () => {
  it('are counted in the status line', async () => {
    const screen = await filtered('file:0002,0003', { columns: 80, rows: 24 });
    await screen.sees('3 selected, 2 not in this list');
    screen.press('*');
    await screen.sees('4 selected, 2 not in this list');
    screen.press('escape');
    await screen.seesNot('selected');
  });

  it('are decided about only when it is said so', async () => {
    const screen = await filtered('file:0002,0003');
    await screen.sees('2 not in this list');
    screen.press('x');
    await screen.sees('2 of 3 selected photos not in this list');
    screen.press('n');
    await screen.seesNot('only those in this list');
    screen.press('x');
    await screen.sees(/l +only those in this list +1 photo/);
    screen.press('l');
    await screen.sees('Rejected photo-0002.jpg');
    screen.press('escape');
    await screen.sees('rejected 1');
    expect(screen.text).not.toContain('selected');
  });

  it('leave the photo under the cursor to the keys where none is in sight', async () => {
    const screen = await filtered('file:0004');
    await screen.sees('3 selected, 3 not in this list');
    screen.press('p');
    await screen.sees('3 selected photos, not in this list');
    await screen.sees(/c +only the photo under the cursor +photo-0004.jpg/);
    screen.press('enter');
    await screen.sees('Accepted photo-0004.jpg');
    expect(screen.text).not.toContain('selected');
  });

  it('are changed with the others where that is meant', async () => {
    const screen = await filtered('file:0002,0003');
    screen.press('b');
    await screen.sees('2 of 3 selected photos not in this list');
    screen.press('a');
    await screen.sees('Change 3 selected photos');
    screen.press('a').type('pier').press('enter');
    await screen.sees('3 of 3 photos would change');
    screen.press('y');
    await screen.sees('Added "pier" to 3 photos');
  });

  it('are asked about in the same way by every key that reaches them', async () => {
    const screen = await filtered('file:0004');
    for (const key of ['p', 'x', 'u', 'P', 'X', 'U', 'A', 'F', '!', 'm', 'D', 'C', 'r', 'b']) {
      screen.press(key);
      await screen.sees('all that are selected');
      screen.press('n');
      await screen.seesNot('all that are selected');
    }
    screen.press('escape');
    await screen.seesNot('selected');
  });
});

describe('a decision about selected photos', () => {
  it('gives the selection back with it when it is undone', async () => {
    const screen = openScreen(await copy());
    await screen.sees('1 of 6');
    screen.press('space', 'space', 'x');
    await screen.sees('Rejected 2 photos');
    await screen.seesNot('2 selected');
    screen.press('z');
    await screen.sees('Undone: Rejected 2 photos');
    await screen.sees('2 selected');
    screen.press('Z');
    await screen.sees('Done again: Rejected 2 photos');
    await screen.seesNot('2 selected');
    screen.press('z', 'p');
    await screen.sees('Accepted 2 photos');
    screen.press('escape');
    await screen.sees('accepted 2 of 6');
    expect(screen.text).not.toContain('rejected');
  });
});
