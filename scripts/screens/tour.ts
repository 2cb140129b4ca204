/** A short recording, as an animated picture: accept, edit, filter, embed, undo, with the keys that were pressed. */
import sharp from 'sharp';
import { Kitty, type KittyOptions } from './kitty.ts';

type Frame = { readonly png: Buffer; readonly milliseconds: number };

const reading = 1800;
const typing = 120;
const barHeight = 40;

/** An animated WebP, played without end. */
export async function tour(options: KittyOptions): Promise<Buffer> {
  const desk = await Kitty.open(options);
  try {
    await toReview(desk);
    const frames: Frame[] = [];
    for await (const { keys, does, time } of steps(desk))
      frames.push({ png: await captioned(await desk.shot(), keys, does), milliseconds: time });
    return await sharp(
      frames.map(({ png }) => png),
      { join: { animated: true } },
    )
      .webp({
        quality: 74,
        effort: 6,
        loop: 0,
        delay: frames.map(({ milliseconds }) => milliseconds),
        minSize: true,
      })
      .toBuffer();
  } finally {
    desk.leave();
  }
}

async function toReview(desk: Kitty): Promise<void> {
  for (const [key, seen] of [
    ['', 'Go on to Prepare'],
    ['enter', 'Prepare 31 photos'],
    ['enter', 'Go on to Submit'],
    ['enter', 'Send 31 photos'],
    ['enter', 'send them'],
    ['y', 'Go on to Collect'],
    ['enter', /Wait for the answers|Go on to Review/],
  ] as const)
    await desk.press(...(key === '' ? [] : [key])).sees(seen);
  if (!desk.text.includes('Go on to Review')) await desk.press('enter').sees('Go on to Review');
  await desk.press('enter').sees('of 31');
}

type Step = { readonly keys: string; readonly does: string; readonly time: number };

async function* steps(desk: Kitty): AsyncGenerator<Step> {
  await desk.showsPictures();
  yield { keys: '', does: '31 photos, answered. Now look at them, one key each.', time: reading };
  await desk.press('p').sees('ccepted 1 of');
  yield { keys: 'p', does: 'accept, and go on', time: reading };
  await desk.press('F').sees('Keywords · edited');
  yield { keys: 'F', does: 'one keyword no agency takes: out with it', time: reading };
  for (const count of [2, 3]) {
    await desk.press('p').sees(`ccepted ${count} of`);
    yield { keys: 'p', does: 'accept, and go on', time: reading / 2 };
  }
  await desk.type('/DSCF3420').press('enter').sees('1 of 1');
  yield {
    keys: '/',
    does: 'find a photo: this one is in Porto, its title says Lisbon',
    time: reading,
  };
  await desk.press('t');
  yield { keys: 't', does: 'edit the title', time: reading / 2 };
  await desk.press('ctrl+w');
  yield { keys: 't', does: 'edit the title', time: typing * 3 };
  for (const letter of 'Porto') {
    await desk.press(letter);
    yield { keys: 't', does: 'edit the title', time: typing };
  }
  await desk.press('enter').sees('nightfall in Porto');
  yield { keys: 'Enter', does: 'done', time: reading / 2 };
  await desk.press('F').seesNot('Lisbon');
  yield { keys: 'F', does: 'mend the keyword, too', time: reading };
  await desk.press('!').seesNot('short title has not');
  yield { keys: '!', does: 'the short title is fine as it is', time: reading };
  await desk.press('p').sees('ccepted 4 of');
  yield { keys: 'p', does: 'accept', time: reading / 2 };
  await desk.press('/', 'ctrl+u').type('city:kyoto').press('enter').sees('/city:kyoto');
  yield { keys: '/', does: 'filter: the photos of Kyoto', time: reading };
  await desk.press('A').sees('neither ! nor ?');
  await desk.press('w').sees(/ccepted \d+ photos/);
  yield { keys: 'A w', does: 'accept all of them that no check has flagged', time: reading };
  await desk.press(']').sees(/Write \d+ sidecars/);
  const [, count = ''] = /Write (\d+) sidecars/.exec(desk.text) ?? [];
  yield { keys: ']', does: 'on to the next stage', time: reading / 2 };
  await desk.press('enter').sees('Go on to Embed');
  yield { keys: 'Enter', does: 'write a sidecar beside each photo', time: reading };
  await desk.press('enter').sees(`Embed in ${count} photos`);
  await desk.press('enter').sees(`Type ${count} to go ahead`);
  await desk.type(count);
  yield { keys: `${count} Enter`, does: 'embed in the photos themselves', time: reading };
  await desk.press('enter').sees('written, read back');
  yield { keys: '', does: 'Written, read back, pixels proved unchanged.', time: reading };
  await desk.press('u').sees('Restore the old values');
  yield { keys: 'u', does: 'and if it was a mistake ...', time: reading };
  await desk.press('enter').sees(`Embed in ${count} photos`);
  yield { keys: 'Enter', does: '... everything is as it was', time: reading * 1.5 };
}

/** The picture with a bar below it, which says what was pressed and what that does. */
async function captioned(png: Buffer, keys: string, does: string): Promise<Buffer> {
  const { width, height } = await sharp(png).metadata();
  const cap =
    keys === ''
      ? ''
      : `<rect x="14" y="7" width="${keys.length * 10 + 20}" height="26" rx="5" fill="#d7dae0"/>
<text x="24" y="25" fill="#14161a" font-weight="bold">${keys}</text>`;
  const at = keys === '' ? 14 : keys.length * 10 + 48;
  const bar = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${barHeight}">
<rect width="100%" height="100%" fill="#2b3038"/>
<g font-family="DejaVu Sans Mono, monospace" font-size="16">${cap}
<text x="${at}" y="25" fill="#f2f4f8">${does}</text></g></svg>`;
  return sharp(png)
    .extend({ bottom: barHeight, background: '#2b3038' })
    .composite([{ input: Buffer.from(bar), left: 0, top: height }])
    .png()
    .toBuffer();
}
