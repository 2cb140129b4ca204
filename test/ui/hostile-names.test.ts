/** Folders, files, metadata and answers that hold what steers a terminal: it must reach none, by no way. */

import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordIssue } from '../../src/catalog/issues.ts';
import { readyPhotos } from '../../src/catalog/photos.ts';
import { insertSuggestion } from '../../src/catalog/suggestions.ts';
import { takeSuggestion } from '../../src/catalog/take-suggestion.ts';
import { openArchive } from '../../src/pipeline/archive/archive.ts';
import { systemClock } from '../../src/pipeline/archive/clock.ts';
import { scan } from '../../src/pipeline/scan/scan.ts';
import { defaultSettings } from '../../src/settings.ts';
import { blankAnswer } from '../helpers/records.ts';
import type { Terminal } from '../helpers/terminal.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { copyOf } from './reviewed-archive.ts';
import { closeScreens, openScreen } from './screen.ts';

const esc = '\u001B';
const bell = '\u0007';

/** Each with the place it is put in; what is left of it may be seen, the sequence may not. */
const attacks = {
  clipboard: `${esc}]52;c;cHduZWQ=${bell}`,
  link: `${esc}]8;;x:${esc}]52;c;cHduZWQ=${bell}${esc}\\`,
  windowTitle: `${esc}]0;pwned${esc}\\`,
  cursor: `${esc}[6;66H`,
  device: `${esc}P$q"p${esc}\\`,
  reset: `${esc}c`,
  eightBit: '\u009B6;66H\u009D0;pwned\u009C',
  direction: '\u202Egpj.\u2066',
} as const;

const country = `Tur${attacks.link}key`;
const city = `Istan${attacks.windowTitle}${attacks.cursor}bul`;
const name = `ferry${attacks.eightBit}${attacks.direction}\nsecond row${attacks.clipboard}.jpg`;
const broken = `broken${attacks.clipboard}${attacks.reset}.jpg`;
const maker = `Can${attacks.cursor}${attacks.clipboard}on`;
const title = `Ferries ${attacks.device}cross${attacks.link} the ${attacks.reset}strait ${bell}at dusk`;
const keyword = `fer${attacks.clipboard}ry`;
/** What is odd without steering: marks on marks, what moves back or nowhere, half a letter, more than anybody reads. */
const strange = `Zal${'\u0301\u0336\u0489'.repeat(200)}go\t\b\b\u007F\u2028\u2029\u200B\u2060\uFEFF\uD800`;
const long = `${attacks.clipboard}${'long '.repeat(20_000)}`;
/** XML allows no ESC, but what stands for it in eight bits. */
const sidecarText = `Ferry ${attacks.eightBit}${attacks.direction}${strange.replace(/[\b\uD800]/g, '')}`;

closeScreens();

let made: string;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-hostile-'));
  made = join(folder, `Photos${attacks.windowTitle}`);
  const place = join(made, country, city, 'editorial');
  await mkdir(place, { recursive: true });
  const picture = await sharp({
    create: { width: 96, height: 64, channels: 3, background: '#4080c0' },
  })
    .withExif({
      IFD0: { Make: maker, Model: 'R6' },
      IFD2: { DateTimeOriginal: '2019:05:14 10:00:00' },
    })
    .jpeg()
    .toBuffer();
  await writeFile(join(place, name), picture);
  await writeFile(join(place, broken), 'no JPEG at all');
  await answer(made);
  await writeFile(
    join(place, `${name}.xmp`),
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Headline="${sidecarText}" photoshop:City="${sidecarText}"/></rdf:RDF></x:xmpmeta>`,
  );
});

/** Scans the archive, and stores an answer as it must never have come so far: as the model gave it. */
async function answer(root: string): Promise<void> {
  const archive = await openArchive(root, {
    settings: defaultSettings,
    service: { apiKey: undefined, baseURL: undefined },
    command: 'test',
  });
  const { signal } = new AbortController();
  await scan({ archive, signal, report: () => undefined, clock: systemClock });
  const [photo] = readyPhotos(archive.catalog, 'prepare', '', 10);
  if (photo === undefined) throw new Error('There is no photo to answer for.');
  const suggestion = {
    description: title,
    shortTitle: title,
    keywords: [keyword, 'ferries', 'water', strange],
    usage: 'editorial' as const,
    usageReason: `nobody${attacks.cursor}`,
    unsure: [keyword, strange],
    repairs: [{ rule: 'duplicate' as const, field: 'keywords' as const, before: keyword }],
  };
  const id = insertSuggestion(archive.catalog, {
    photoId: photo.id,
    requestId: undefined,
    at: new Date(0),
    source: 'batch',
    model: `test${attacks.clipboard}`,
    hint: `lower${attacks.link}${attacks.cursor}`,
    suggestion,
    answer: blankAnswer,
  });
  takeSuggestion(archive.catalog, photo.id, id, suggestion, 'batch');
  recordIssue(archive.catalog, photo.id, { stage: 'embed', code: 'odd', message: long });
  archive.close();
}

/** All that the program itself writes to steer: colours, places, what to erase, modes, questions. */
const ours = new RegExp(
  `${esc}(?:${[
    String.raw`\[[\d;]*m`,
    String.raw`\[\d*[ABEGJK]`,
    String.raw`\[(?:\d+;\d+)?H`,
    String.raw`\[\?(?:7|25|1049|2004|2026|1036;1039|1000;1002;1003)[hlsr]`,
    String.raw`\[c|\[6n|\[1[46]t|\[2[23];2t|\[>q|\[\?2;1;0S|[78]`,
    // What a program before us may have left on.
    String.raw`\[>4;0m|\[=0;1u`,
    String.raw`\]11;\?${esc}\\`,
    // The title of the window, and the question for kitty's pictures.
    String.raw`\]2;proofsheet – [^${esc}]*${esc}\\`,
    String.raw`_Gi=83189999,s=1,v=1,a=q,t=d,f=24;AAAA${esc}\\`,
  ].join('|')})`,
  'g',
);

/** What came through of all that was put in. */
function steering(written: string): string[] {
  const rest = written.replace(ours, '').replaceAll(/[\r\n]/g, '');
  const signs =
    /\p{Cc}(?:[^\p{Cc}]{0,12})|[\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u206F\uFEFF]|\p{Cs}/gu;
  return rest.match(signs) ?? [];
}

const otherStages = ['2', '3', '4', '6', '7', '8', '9', '5'];
/** Windows over the screen, and what tells that each is open. */
const windows = [
  ['?', 'All keys'],
  [',', 'Settings and keys of your own'],
  ['L', 'Messages'],
  ['B', 'Bring back'],
  ['a', 'Add keywords'],
  [':', 'Commands'],
] as const;

/** Every part of the screen that shows such a text, one after the other. */
async function walk(screen: Terminal): Promise<void> {
  await screen.sees(/Istan[ ␛]\]0;pwned/);
  screen.press('i');
  await screen.sees('In the file');
  screen.press('escape');
  await screen.seesNot('In the file');
  screen.press('1');
  await screen.sees('Scan again');
  await screen.sees(/Istan[ ␛]\]0;pwned/);
  for (const key of otherStages) {
    const before = screen.bytes;
    screen.press(key);
    await screen.until(() => screen.bytes > before, `an answer to ${key}`);
  }
  await screen.sees('cross');
  for (const [key, seen] of windows) {
    screen.press(key);
    await screen.sees(seen);
    screen.press('escape');
    await screen.seesNot(seen);
  }
  // What another program wrote beside the photo.
  screen.press('w');
  await screen.sees('title, ours');
  screen.press('escape');
  await screen.seesNot('title, ours');
  screen.press('5');
  await screen.sees('cross');
  screen.press('p');
  await screen.sees('Accepted');
  screen.press('q');
  await screen.ends();
}

describe('names that steer terminals', () => {
  it('are shown without it on every screen', async () => {
    const screen = openScreen(await copyOf(made));
    await walk(screen);
    expect(steering(screen.raw)).toEqual([]);
  });

  it('are read out without it', async () => {
    const screen = openScreen(await copyOf(made), {
      env: { INK_SCREEN_READER: 'true' },
      // All of it is in view.
      columns: 200,
      rows: 200,
    });
    await walk(screen);
    expect(steering(screen.raw)).toEqual([]);
  });

  it.each([
    [['scan']],
    [['status', '--issues']],
    [['sidecars', '--diff']],
    [['prepare']],
    [['prepare', '--show']],
    [['embed', '--dry-run']],
    [['embed']],
    [['review', '--export']],
    [['doctor']],
    [['undo', '--lsit']],
  ])('are printed without it by %s', async (words) => {
    // A copy for each, as some write.
    const screen = openScreen(await copyOf(made), { words, columns: 300 });
    await screen.ends();
    expect(screen.text.trim()).not.toBe('');
    expect(steering(screen.raw)).toEqual([]);
  });

  it('are printed on one line, with what they hold in sight', async () => {
    const { stdout } = await runWarm(['status', '--issues', await copyOf(made)]);
    expect(stdout).toContain('Istan␛]0;pwned␛\\␛[6;66Hbul');
    expect(stdout).toContain('broken␛]52;c;cHduZWQ=␇␛c.jpg');
  });

  it('are whole in JSON, which holds nothing that steers', async () => {
    const { stdout } = await runWarm(['review', '--export', await copyOf(made)]);
    expect(steering(stdout)).toEqual([]);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const line = JSON.parse(stdout) as { path: string };
    expect(line.path).toBe([country, city, 'editorial', name].join('/'));
  });
});
