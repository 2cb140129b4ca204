/** The whole road through the program, from the first look to the summary, by the keys that a person presses. */

/** From this many columns on, the picture of a photo stands beside the text of every stage. */
export const wide = 120;

export type Desk = {
  press(...keys: readonly string[]): Desk;
  type(text: string): Desk;
  sees(what: string | RegExp): Promise<unknown>;
  seesNot(what: string | RegExp): Promise<unknown>;
  /** What the screen showed last. */
  readonly text: string;
  /** Waits until pictures are there, where they have room: that of a photo, those of the scan, four frames of a burst. */
  showsPictures(which: 'photo' | 'thumbnails' | 'frames'): Promise<void>;
};

/** Goes through a rehearsal of so many photos; wherever there is something to look at, yields its name. */
export async function* road(desk: Desk, photos: number): AsyncGenerator<string> {
  await desk.sees('Go on to Prepare');
  await desk.showsPictures('thumbnails');
  yield 'scan';
  await desk.press('enter').sees(`Prepare ${photos} photos`);
  await desk.showsPictures('photo');
  yield 'prepare';
  await desk.press('enter').sees('Go on to Submit');
  yield 'prepared';
  await desk.press('enter').sees(`Send ${photos} photos`);
  await desk.showsPictures('photo');
  yield 'submit';
  await desk.press('i').sees('Instructions, the same');
  yield 'request';
  await desk.press('escape').seesNot('Instructions, the same');
  await desk.press('enter').sees('send them');
  yield 'consent';
  await desk.press('y').sees('Go on to Collect');
  yield 'submitted';
  await desk.press('enter').sees(/Wait for the answers|Go on to Review/);
  yield 'waiting';
  if (!desk.text.includes('Go on to Review')) await desk.press('enter').sees('Go on to Review');
  yield 'collect';
  await desk.press('enter').sees(`of ${photos}`);
  await desk.type('/DSCF3420').press('enter').sees('1 of 1');
  await desk.showsPictures('photo');
  yield 'checks';
  await desk.press('/', 'ctrl+u').type('city:istanbul').press('enter').sees('1 of 11');
  await desk.press('p', 'p', 'down', 'p', 'p').sees('accepted 4 of');
  await desk.showsPictures('photo');
  yield 'review';
  await desk.press('tab').sees('remove');
  yield 'keywords';
  await desk.press('tab', 'v').seesNot('Keywords');
  await desk.showsPictures('photo');
  yield 'large';
  await desk.press('v', 'v').sees('Title');
  await desk.press('?').sees('Esc close');
  yield 'keys';
  await desk.press('escape').seesNot('All keys');
  await desk.press('c').sees('only these frames');
  await desk.showsPictures('frames');
  yield 'frames';
  await desk.press('c').seesNot('only these frames');
  await desk.press('/', 'ctrl+u', 'enter').sees(`of ${photos}   `);
  await desk.press('*', 'p').sees(`ccepted ${photos}`);
  await desk.press(']').sees(`Write ${photos} sidecars`);
  await desk.showsPictures('photo');
  yield 'sidecars';
  await desk.press('enter').sees('Go on to Embed');
  yield 'written';
  await desk.press('enter').sees(`Embed in ${photos} photos`);
  yield 'embed-facts';
  await desk.press('enter').sees(`Type ${photos} to go ahead`);
  yield 'embed';
  await desk.type(`${photos}`).press('enter').sees('Go on to Deliver');
  yield 'embedded';
  await desk.press('u').sees('Restore the old values');
  yield 'undo';
  await desk.press('n', 'enter').sees('No outlet is chosen');
  yield 'no-outlets';
  await desk.press('o').sees('Where the photos');
  await desk.press('1', '2', 'b', 'd').sees('✓ A folder');
  yield 'outlets';
  await desk.press('escape').sees('copies');
  await desk.showsPictures('photo');
  yield 'deliver';
  await desk.press('enter').sees('It must lie');
  yield 'deliver-folder';
  await desk.press('enter').sees('not now');
  yield 'deliver-question';
  await desk.press('y').sees('copies made');
  await desk.showsPictures('photo');
  yield 'delivered';
  await desk.press('enter').sees('Go to the review');
  yield 'summary';
}
