/** A photographer's template, from a file in the folder to sidecars and photos, and back to the byte. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { createXmp } from '../../src/xmp/index.ts';
import { picture } from '../helpers/archive.ts';
import { askExifTool } from '../helpers/exiftool.ts';
import { runWarm } from '../helpers/warm-commands.ts';

const photos = ['Turkey/Istanbul/editorial/a.jpg', 'Turkey/Istanbul/editorial/b.jpg'] as const;
const accepted = {
  headline: 'Istanbul, Turkey - May 14 2019: Ferries cross the Bosphorus at dusk',
  keywords: ['ferry', 'Bosphorus', 'Istanbul', 'Turkey', 'dusk'],
};

async function newArchive(templates: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-templates-'));
  const files = { ...templates };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  for (const [at, path] of photos.entries()) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), await picture(at, 48));
    const bytes = createXmp({ ...accepted }, { metadataDate: '2026-11-23T10:00:00+01:00' });
    await writeFile(join(root, `${path}.xmp`), bytes);
  }
  return root;
}

const run = async (...words: string[]) => {
  const { code, stdout, stderr } = await runWarm(words);
  return { code, text: stdout + stderr };
};
const tagsOf = async (file: string, ...tags: string[]) =>
  (
    JSON.parse(await askExifTool(['-j', '-G1', '-n', ...tags, file])) as Record<string, unknown>[]
  )[0];

it('is shown, checked, written to sidecars and photos in its right forms, and undone to the byte', async () => {
  const root = await newArchive({
    'proofsheet.template.txt': [
      'Creator: Ann Lee; Bob Roe',
      'Copyright notice (replace): © {year} Ann Lee',
      'Copyright status: copyrighted',
      'Credit line: Ann Lee / Agency',
      'Licensor name: Ann Lee',
      'Licensor URL: https://example.com/{filename}',
      'Contact email: ann@example.com',
      'Contact city: Ankara',
      'Data mining: prohibited',
      'Event: Regatta of {country}',
      'Job ID: {sequence}',
      'Instructions: with {camera}',
      'Copyrite: x',
    ].join('\n'),
    'Turkey/Istanbul/proofsheet.template.txt':
      'Event (replace): Regatta of {city}\nSource: \\ist\\\n',
  });
  const [a, b] = photos.map((path) => join(root, path)) as [string, string];
  // What others have begun is not filled up with ours; what is to be replaced is.
  await askExifTool([
    ...['-overwrite_original', '-XMP-iptcCore:CreatorWorkURL=https://other.example'],
    ...['-IPTC:CopyrightNotice=Old', '-XMP-dc:Rights=Old', '-XMP-dc:Rights-de=Alt', b],
  ]);
  const files = [a, b, `${a}.xmp`, `${b}.xmp`];
  const before = await Promise.all(files.map((file) => readFile(file)));
  const scanned = await run('scan', root);
  expect(scanned.text).toContain('proofsheet.template.txt:13: Copyrite: There is no such field.');
  expect((await run('sidecars', '--import', root)).code).toBe(0);

  const shown = await run('template', 'show', root);
  expect(shown.code).toBe(1);
  expect(shown.text).toContain(
    'Turkey/Istanbul, from proofsheet.template.txt, Turkey/Istanbul/proofsheet.template.txt:',
  );
  expect(shown.text).toContain('Event (replace): Regatta of {city}');

  const dry = (await run('template', 'apply', '--dry-run', root)).text;
  expect(dry).toContain('+ Copyright notice: "© ');
  expect(dry).toContain('- Copyright notice: "Old"');
  expect(dry).toContain('= Contact email: left alone beside "https://other.example"');
  expect(dry).toContain('+ Instructions: "with Canon EOS R6"');
  expect(dry).toContain('Source is left alone: \\ist\\ has no value here.');
  expect(await readFile(`${a}.xmp`)).toEqual(before[2]);

  await run('template', 'apply', root);
  await run('sidecars', root);
  expect((await run('embed', '--yes', root)).text).toContain('2 photos');
  const all = ['-XMP:all', '-IPTC:all'];
  for (const file of [a, `${a}.xmp`]) {
    expect(await tagsOf(file, ...all), file).toMatchObject({
      'XMP-dc:Creator': ['Ann Lee', 'Bob Roe'],
      'XMP-dc:Rights': expect.stringMatching(/^© \d{4} Ann Lee$/),
      'XMP-xmpRights:Marked': true,
      'XMP-photoshop:Credit': 'Ann Lee / Agency',
      'XMP-plus:LicensorName': 'Ann Lee',
      'XMP-plus:LicensorURL': 'https://example.com/a',
      'XMP-iptcCore:CreatorWorkEmail': 'ann@example.com',
      'XMP-iptcCore:CreatorCity': 'Ankara',
      'XMP-plus:DataMining': 'DMI-PROHIBITED',
      'XMP-iptcExt:Event': 'Regatta of Istanbul',
    });
  }
  expect(await tagsOf(a, '-IPTC:all')).toMatchObject({
    'IPTC:By-line': ['Ann Lee', 'Bob Roe'],
    'IPTC:CopyrightNotice': expect.stringContaining('Ann Lee'),
    'IPTC:Credit': 'Ann Lee / Agency',
  });
  const other = await tagsOf(b, ...all);
  expect(other).toMatchObject({
    'XMP-iptcCore:CreatorWorkURL': 'https://other.example',
    'XMP-dc:Rights': expect.stringContaining('Ann Lee'),
    'XMP-dc:Rights-de': 'Alt',
    'IPTC:CopyrightNotice': expect.stringContaining('Ann Lee'),
  });
  expect(other).not.toHaveProperty('XMP-iptcCore:CreatorWorkEmail');

  // Nothing is left to write; a template that changes finds the photos again.
  const settled = (await run('template', 'apply', '--dry-run', root)).text;
  expect(settled).not.toContain('+ ');
  expect(settled).toContain('Nothing would change: all that templates give is written already.');
  await writeFile(join(root, 'Turkey/Istanbul/proofsheet.template.txt'), 'Event (replace): Cup\n');
  expect((await run('scan', root)).text).toContain('The templates of 1 folder have changed');
  expect((await run('template', 'apply', root)).text).toContain('something new for 2 photos');
  await run('embed', '--yes', root);
  expect(await tagsOf(a, '-XMP-iptcExt:Event')).toMatchObject({ 'XMP-iptcExt:Event': 'Cup' });

  for (let left = 6; left > 0; left -= 1) await run('undo', root);
  const after = await Promise.all(files.map((file) => readFile(file)));
  for (const [at, file] of files.entries())
    expect(after[at]?.equals(before[at] ?? Buffer.alloc(0)), file).toBe(true);

  await rm(root, { recursive: true });
}, 120_000);

it("comes from the user's own folder and text codes, by setting or by a folder's file", async () => {
  const own = await mkdtemp(join(tmpdir(), 'proofsheet-own-'));
  await mkdir(join(own, 'templates'));
  await writeFile(join(own, 'templates', 'mine.txt'), 'Creator: Ann Lee\nEvent: \\ist#2\\\n');
  await writeFile(join(own, 'templates', 'agency.txt'), 'Credit line: Agency\nEvent:\n');
  await writeFile(join(own, 'codes.txt'), 'ist\tIstanbul, Turkey\tRegatta on the Bosphorus\n');
  const root = await newArchive({
    'Turkey/Istanbul/proofsheet.template.txt': 'Use: agency\n',
    'Greece/proofsheet.template.txt': 'Use: nobody\n',
  });
  const env = { PROOFSHEET_CONFIG_DIR: own };
  const say = async (...words: string[]) => {
    const { stdout, stderr } = await runWarm(
      [
        ...words,
        '--set',
        'template.name=mine',
        '--set',
        `template.codes=${join(own, 'codes.txt')}`,
      ],
      { env },
    );
    return stdout + stderr;
  };
  const scanned = await say('scan', root);
  expect(scanned).toContain(
    'Greece/proofsheet.template.txt:1: Use: There is no template "nobody" of your own.',
  );
  const shown = await say('template', 'show', root);
  expect(shown).toContain('The archive, from mine:\n  Creator: Ann Lee\n  Event: \\ist#2\\');
  expect(shown).toContain(
    'Turkey/Istanbul, from mine, agency, Turkey/Istanbul/proofsheet.template.txt:\n  Creator: Ann Lee\n  Credit line: Agency\n',
  );
  await say('sidecars', '--import', root);
  const dry = await say('template', 'apply', '--dry-run', root);
  expect(dry).toContain('+ Credit line: "Agency"');
  expect(dry).not.toContain('Event');
  await rm(join(root, 'Turkey/Istanbul/proofsheet.template.txt'));
  await say('scan', root);
  expect(await say('template', 'apply', '--dry-run', root)).toContain(
    '+ Event: "Regatta on the Bosphorus"',
  );
  await Promise.all([root, own].map((folder) => rm(folder, { recursive: true })));
}, 60_000);
