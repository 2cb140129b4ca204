/** Sidecars in the review: what other programs wrote beside our text, and what they save while it is open. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { createXmp, mergeXmp, type XmpText } from '../../src/xmp/index.ts';
import { copyOf, reviewedArchive } from './reviewed-archive.ts';
import { closeScreens, openScreen } from './screen.ts';

let made: string;
beforeAll(async () => {
  made = await reviewedArchive(2);
});
closeScreens();

const sidecarIn = (root: string) => join(root, 'Turkey/Istanbul/editorial/photo-0000.jpg.xmp');

/** Another program saves the sidecar of the first photo, with properties that are not ours. */
async function saveElsewhere(root: string, text: XmpText): Promise<void> {
  const before = await readFile(sidecarIn(root)).catch(() =>
    Buffer.from(
      createXmp(text, { metadataDate: '2020-01-01T00:00:00Z' })
        .toString()
        .replace(
          '</rdf:Description>',
          `<xmp:Rating>4</xmp:Rating><xmp:Label>Rot</xmp:Label><l:hierarchicalSubject
            xmlns:l="http://ns.adobe.com/lightroom/1.0/"><rdf:Bag><rdf:li>Orte|Haliç</rdf:li></rdf:Bag
            ></l:hierarchicalSubject></rdf:Description>`,
        ),
    ),
  );
  const { bytes } = mergeXmp(before, text, { metadataDate: '2021-01-01T00:00:00Z' });
  await writeFile(sidecarIn(root), bytes);
}

it('shows what another program wrote, and notices what it saves while the screen is open', async () => {
  const root = await copyOf(made);
  await saveElsewhere(root, {
    headline: 'Golden Horn from a boat',
    caption: 'Their caption',
    keywords: ['golden horn', 'city'],
    city: 'Pera',
  });
  const screen = openScreen(root, { columns: 120, rows: 46 });
  await screen.sees(/title +Golden Horn from a boat/);
  await screen.sees(/caption +Their caption/);
  await screen.sees(/11°golden horn/);
  await screen.sees('2° from before');
  await screen.sees(/rating 4 · label Rot · place Pera.* · hierarchy Orte\|Haliç/);
  await screen.press('w').sees(/title, ours +Istanbul/);
  await screen.sees(/title, there +Golden Horn/);
  await screen.press('escape').seesNot('title, ours');
  await saveElsewhere(root, { headline: 'Saved this very moment' });
  await screen.sees('Another program has saved photo-0000.jpg.xmp');
  await screen.sees(/title +Saved this very moment/);
  screen.press('q');
  await screen.ends();
});

it('says that a title of theirs is embedded instead of ours, also where little has room', async () => {
  const root = await copyOf(made);
  const screen = openScreen(root, { columns: 80, rows: 24 });
  await screen.sees('1 of 2');
  screen.press('P', ']');
  await screen.sees('Write 1 sidecar');
  screen.press('enter');
  await screen.sees('Go on to Embed');
  await saveElsewhere(root, { headline: 'Without a dateline' });
  screen.press('[', 'home');
  await screen.sees(/The sidecar's title is +O ours/);
  await screen.press('w').sees(/title, holds +Without a dateline/);
  await screen.press('escape').seesNot('title, holds');
  await screen.press('O').sees('Kept our title in the sidecar of photo-0000.jpg');
  await screen.seesNot("The sidecar's title is");
  await screen.press(']').sees('Write 1 sidecar');
  await screen.press('enter').sees('Go on to Embed');
  expect(await readFile(sidecarIn(root), 'utf8')).not.toContain('Without a dateline');
  screen.press('q');
  await screen.ends();
});

it.each([
  ['O', 'at last'],
  ['Y', 'Seen by somebody else'],
])('settles a conflict by one key: %s', async (key, expected) => {
  const root = await copyOf(made);
  const screen = openScreen(root, { columns: 120, rows: 46 });
  await screen.sees('1 of 2');
  screen.press('P', ']');
  await screen.sees('Write 1 sidecar');
  screen.press('enter');
  await screen.sees('Go on to Embed');
  const dateline = (await readFile(sidecarIn(root), 'utf8')).match(
    /Istanbul, Turkey - [^:]*: /,
  )?.[0];
  await saveElsewhere(root, { headline: `${dateline}Seen by somebody else` });
  screen.press('[', 'home');
  await screen.sees(/title +.*Seen by somebody else/);
  screen.press('t').type(' at last').press('enter');
  await screen.sees('Sidecar conflict');
  await screen.sees(/title +ours +…Ferries cross/);
  await screen.sees(/theirs +…Seen by somebody else/);
  screen.press(key);
  await screen.seesNot('Sidecar conflict');
  screen.press(']');
  await screen.sees('Write 1 sidecar');
  screen.press('enter');
  await screen.sees('Go on to Embed');
  expect(await readFile(sidecarIn(root), 'utf8')).toContain(expected);
});
