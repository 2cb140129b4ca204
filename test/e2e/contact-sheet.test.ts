/** A contact sheet by the built program: one file that a browser shows without asking anybody for anything. */
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { runWarm } from '../helpers/warm-commands.ts';
import { reviewedArchive } from '../ui/reviewed-archive.ts';

const hostile = `"><script>alert('x')</script><img src=https://example.com/a.png> & \u202Edesrever\u0007`;

it('has pictures, titles, keywords and decisions of the photos that are chosen, escaped, and nothing outside', async () => {
  const root = await reviewedArchive(4);
  const path = (index: number) => `Turkey/Istanbul/editorial/photo-000${index}.jpg`;
  const texts = join(root, 'texts.jsonl');
  await writeFile(
    texts,
    [
      { path: path(0), title: hostile, keywords: [hostile, 'boat'], verdict: 'accepted' },
      { path: path(1), verdict: 'rejected' },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  );
  await runWarm(['review', '--import', texts, root]);
  await rm(join(root, path(2)));
  const out = join(root, 'sheet.html');
  await writeFile(out, 'an older one');

  const whole = await runWarm(['contact-sheet', '--json', '--out', out, root]);
  expect(whole.stderr).not.toContain('error');
  expect(whole.code).toBe(0);
  expect(JSON.parse(whole.stdout)).toEqual({
    file: out,
    photos: 4,
    bytes: (await stat(out)).size,
  });
  const page = await readFile(out, 'utf8');
  expect(page).toContain('1 accepted, 1 rejected, 2 open');
  for (const index of [0, 1, 2, 3]) expect(page).toContain(path(index).replaceAll('/', '/<wbr>'));
  expect(page.match(/<figure /g)).toHaveLength(4);
  expect(page).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;');
  const tags = new Set([...page.matchAll(/<(\w+)/g)].map(([, name]) => name));
  const own =
    'html head meta title style body header h1 h2 p main figure figcaption div span img wbr';
  expect([...tags].filter((name) => !own.split(' ').includes(name ?? ''))).toEqual([]);
  expect(page).not.toContain('\u0007');
  for (const [, source = ''] of page.matchAll(/<img alt="[^"]*" src="([^"]{0,30})/g))
    expect(source).toMatch(/^data:image\/jpeg;base64,/);
  expect(page).toContain("default-src 'none'");
  // The file of one photo is gone; its place says so.
  const pictures = [...page.matchAll(/base64,([^"]+)"/g)].map(([, data]) => data ?? '');
  expect(pictures).toHaveLength(3);
  expect(page).toContain('The file cannot be read');
  for (const data of pictures) {
    const { format, width } = await sharp(Buffer.from(data, 'base64')).metadata();
    expect([format, width]).toEqual(['jpeg', expect.any(Number)]);
  }

  const some = await runWarm(['contact-sheet', '--where', 'state:accepted', '--out', out, root]);
  expect(some.stderr).toContain('1 of 4 photos');
  expect(some.stdout).toMatch(/sheet\.html: 1 photo, \d/);
  expect((await readFile(out, 'utf8')).match(/<figure /g)).toHaveLength(1);
});

it('writes over no photo, and says what is missing', async () => {
  const root = await reviewedArchive(1);
  const photo = join(root, 'Turkey/Istanbul/editorial/photo-0000.jpg');
  const before = await readFile(photo);
  const cases = [
    [['--out', photo], 'is a page of HTML'],
    [['--out', join(root, 'sheet.pdf')], 'print it into a file'],
    [[], 'Where should the sheet be written?'],
    [['--out', join(root, 'no/such/folder/sheet.html')], 'folder'],
    [['--where', 'city:nowhere', '--out', join(root, 'sheet.html')], 'No photo'],
  ] as const;
  for (const [words, message] of cases) {
    const { code, stderr } = await runWarm(['contact-sheet', ...words, root]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  }
  expect(await readFile(photo)).toEqual(before);
});
