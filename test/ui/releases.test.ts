/** Releases attached and taken off on the screen, at the size that many terminals have. */
import { expect, it } from 'vitest';
import { reviewing } from './reviewing.ts';

const { review } = reviewing(2);

it('are attached to a photo, shown in everything about it, and taken off again', async () => {
  const screen = await review({ columns: 80, rows: 24 });
  await screen.press('b').sees('releases');
  await screen.press('l').sees('attach a model release');
  await screen.press('m').sees('Names');
  await screen.type('MR 1, MR 2').press('enter').sees('Attached the model releases MR 1 and MR 2');
  await screen.press('i').sees('MR 1; MR 2');
  expect(screen.text).toContain('Model release ID');
  await screen.press('escape').seesNot('MR 1; MR 2');
  await screen.press('b').sees('releases');
  await screen.press('l').sees('take one off');
  await screen.press('t').sees('Names');
  await screen.type('MR 2').press('enter').sees('Took MR 2 off 1 photo');
  await screen.press('z').sees('Undone');
  screen.press('/').type('has:release').press('enter');
  await screen.sees('1 of 1');
});
