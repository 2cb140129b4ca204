/** What is asked of each terminal. Each answers with what is wrong, in words; nothing, where all is right. */
import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { difference, drawnIn, type Shot } from './display.ts';
import type { Seat } from './seat.ts';

type Text = { readonly verdict: string; readonly title: string };

/** The texts of the archive, as the command exports them. */
export type Texts = () => readonly Text[];

export function textsOf(cli: string, archive: string, env: NodeJS.ProcessEnv): Texts {
  return () =>
    execFileSync(process.execPath, [cli, 'review', '--export', archive], { env, encoding: 'utf8' })
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Text);
}

/** As large as a cursor is. */
const same = 0.0002;

type Before = { readonly shot: Shot; readonly title: string };

type Check = (seat: Seat, texts: Texts, before: Before) => Promise<string[]>;

/** A picture must be there, drawn as well as the terminal can. */
const pictures: Check = async (seat) => {
  const shot = await seat.rest(0);
  await seat.keep('review', shot);
  const drawn = drawnIn(shot);
  return drawn === seat.row.pictures ? [] : [`there are ${drawn}`];
};

const keys: Check = async (seat, texts) => {
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string) => {
    if (!holds) faults.push(fault);
  };
  const verdicts = () => texts().map(({ verdict }) => verdict);
  const at = (index: number) => texts()[index]?.title ?? '';
  // The greeting goes with the first key.
  seat.press('Home');
  const start = await seat.rest();
  seat.press('F1');
  const help = await seat.rest();
  await seat.keep('F1', help);
  expect(difference(start, help) > 0.01, 'F1 does nothing');
  seat.press('Escape');
  expect(difference(start, await seat.rest()) < same, 'Esc does not close the help');
  seat.press('question');
  expect(difference(help, await seat.rest()) < same, 'F1 and ? are not the same');
  seat.press('Escape');
  await seat.rest();
  seat.press('p');
  await seat.rest();
  seat.press('Right', 'x');
  await seat.rest();
  const [first, second, third] = verdicts();
  expect(
    first === 'accepted' && second === 'open' && third === 'rejected',
    `p, Right, x: ${first}, ${second}, ${third}`,
  );
  seat.press('alt+p', 'alt+x', 'alt+a');
  await seat.rest();
  expect(
    verdicts().filter((verdict) => verdict !== 'open').length === 2,
    'Alt with a letter decides',
  );
  seat.press('z', 'z');
  await seat.rest();
  expect(
    verdicts().every((verdict) => verdict === 'open'),
    'z does not undo',
  );
  seat.press('Home');
  await seat.rest();
  seat.press('t', 'End');
  seat.type(' one two');
  seat.press('alt+b');
  seat.type('X');
  seat.press('ctrl+Left', 'ctrl+Left');
  seat.type('Y');
  await seat.display.offer('pasted words');
  seat.press('End');
  seat.press(seat.row.paste);
  await seat.keep('typing', await seat.rest());
  seat.press('Return');
  await seat.rest();
  const title = at(0);
  expect(
    title.endsWith(' Yone Xtwopasted words'),
    `typing, Alt-B, Ctrl-Left and paste gave "${title.slice(-40)}"`,
  );
  const before = JSON.stringify(texts());
  seat.press(seat.row.paste);
  await seat.rest();
  expect(JSON.stringify(texts()) === before, 'a paste outside of a field changes something');
  return faults;
};

/** Sizes of the window in pixels, and how long each stays. */
const storms: readonly (readonly (readonly [
  width: number,
  height: number,
  milliseconds: number,
])[])[] = [
  [[900, 600, 0]],
  [[1200, 800, 0]],
  [
    [1100, 700, 30],
    [1000, 650, 30],
    [900, 600, 30],
    [800, 560, 30],
    [940, 640, 30],
    [1180, 900, 0],
  ],
  [
    [700, 900, 120],
    [1400, 500, 120],
    [900, 900, 0],
  ],
  [[1180, 560, 0]],
  [[1180, 900, 0]],
];

const resize: Check = async (seat) => {
  const faults: string[] = [];
  const compare = async (name: string) => {
    const shot = await seat.rest(900);
    await seat.keep(name, shot);
    seat.press('ctrl+l');
    const drawn = await seat.rest(500);
    const part = difference(shot, drawn);
    if (part < same) return;
    await seat.keep(`${name} redrawn`, drawn);
    faults.push(`${name}: ${(part * 100).toFixed(2)} % is not as Ctrl-L draws it`);
  };
  if (seat.row.isWayland !== true)
    for (const [index, storm] of storms.entries()) {
      for (const [width, height, milliseconds] of storm) {
        seat.resize(width, height);
        await wait(milliseconds);
      }
      await compare(`resized ${index + 1}`);
    }
  const { larger, smaller } = seat.row;
  if (larger === undefined || smaller === undefined) return faults;
  seat.press(larger, larger);
  await compare('larger');
  seat.press(smaller, smaller, smaller);
  await compare('smaller');
  seat.press(larger);
  await compare('as before');
  return faults;
};

/** By the tool of the system where there is one. */
const clipboard: Check = async (seat, texts) => {
  await seat.display.offer('nothing of ours');
  seat.press('y');
  await seat.keep('copied', await seat.rest(1000));
  const got = seat.display.clipboard();
  const titles = texts().map(({ title }) => title);
  return titles.some((title) => title !== '' && got.startsWith(title.slice(0, 30)))
    ? []
    : [`the clipboard has "${got.slice(0, 30)}"`];
};

const exit: Check = async (seat, _, before) => {
  const faults: string[] = [];
  seat.restore();
  await seat.rest(900);
  const ready = await seat.told('ready');
  if (seat.hasEnded !== undefined) faults.push(`it had ended: ${seat.hasEnded}`);
  else seat.press('q');
  const ended = await seat.told('ended');
  const after = await seat.rest();
  await seat.keep('after', after);
  if (difference(before.shot, after) > same)
    faults.push(
      `${(difference(before.shot, after) * 100).toFixed(2)} % of the screen is not as before`,
    );
  if (ready.modes !== ended.modes) faults.push(`modes ${ready.modes} are now ${ended.modes}`);
  if (ready.settings !== ended.settings) faults.push('the settings of the line are others');
  if (before.title !== seat.title)
    faults.push(`the title "${before.title}" is now "${seat.title}"`);
  return faults;
};

/** In the order in which they are made. */
export const checks = { pictures, keys, clipboard, resize, exit };
