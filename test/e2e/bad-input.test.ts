/** What a user sees when something is not as it should be: one clear sentence, what to do, nothing lost. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RehearsalServer, startRehearsalServer } from '../../src/rehearsal/server.ts';
import { makeArchive, picture } from '../helpers/archive.ts';
import { serve, start } from '../helpers/program.ts';
import { smallDisk } from '../helpers/small-disk.ts';
import { runWarm } from '../helpers/warm-commands.ts';

let service: RehearsalServer;

beforeAll(async () => {
  service = await startRehearsalServer();
});
afterAll(() => service.close());
const emptyFolder = () => mkdtemp(join(tmpdir(), 'proofsheet-empty-'));

describe('an archive that cannot be worked on', () => {
  it('is missing', async () => {
    const { code, stderr } = await runWarm(['scan', '/no/such/folder']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/\/no\/such\/folder does not exist\.\nName the folder/);
  });

  it('is not made by rehearsing on it', async () => {
    const missing = join(await emptyFolder(), 'Photos');
    const { code, stderr } = await runWarm(['rehearse', missing]);
    expect(code).toBe(2);
    expect(stderr).toContain('Photos does not exist');
    expect(existsSync(missing)).toBe(false);
  });

  it('is a file', async () => {
    const file = join(await emptyFolder(), 'a.jpg');
    await writeFile(file, await picture(1, 48));
    const { code, stderr } = await runWarm(['scan', file]);
    expect(code).toBe(2);
    expect(stderr).toContain('is a file, not a folder');
  });

  it('is empty', async () => {
    const { code, stderr, stdout } = await runWarm(['scan', await emptyFolder()]);
    expect(code).toBe(2);
    expect(stderr + stdout).toMatch(/no JPEG/i);
  });

  it('cannot have its batch files where a file lies in the way', async () => {
    const root = await makeArchive({ photos: 1, edge: 48 });
    await runWarm(['scan', root]);
    const file = join(await emptyFolder(), 'file');
    await writeFile(file, '');
    const { code, stderr } = await runWarm(['batch', 'export', join(file, 'out'), root]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `${file}/out cannot be opened or created: a part of its path is a file.\nFix this, or choose another location; everything done so far is kept.\n`,
    );
  });

  it('has not been scanned when a later stage is asked for', async () => {
    const { code, stderr } = await runWarm(['status', await emptyFolder()]);
    expect(code).toBe(2);
    expect(stderr).toContain('has not been scanned yet');
  });

  it('is left without a trace by commands that find nothing in it', async () => {
    const folder = await emptyFolder();
    await runWarm(['doctor', '--offline', folder]);
    for (const words of [['scan'], ['run', '--yes'], ['rehearse', '--headless']])
      expect(await runWarm([...words, folder])).toEqual({
        code: 2,
        stdout: '',
        stderr: `There is no JPEG or other photo in ${folder} or its folders.\nName the folder with your photos.\n`,
      });
    const later = ['prepare', 'submit', 'collect', 'review', 'sidecars', 'embed', 'undo', 'status'];
    for (const words of [
      ...later.map((name) => [name]),
      ['batch', 'list'],
      ['batch', 'cancel', 'all'],
    ])
      expect(await runWarm([...words, folder]), words.join(' ')).toEqual({
        code: 2,
        stdout: '',
        stderr: `${folder} has not been scanned yet.\nRun \`proofsheet scan ${folder}\` first.\n`,
      });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is named as the shell wants it where it has not been scanned', async () => {
    const folder = join(await emptyFolder(), "Ann's photos");
    await mkdir(folder);
    const { stderr } = await runWarm(['status', folder]);
    expect(stderr).toContain(`Run \`proofsheet scan '${folder.replace("'", "'\\''")}'\` first.`);
  });

  it('is missing when the doctor is asked about it', async () => {
    const { code, stdout, stderr } = await runWarm(['doctor', '--offline', '/no/such/folder']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/\/no\/such\/folder does not exist\.\nName the folder/);
  });
});

describe('a folder that is hardly meant', () => {
  const advice = 'Name the folder with your photos, for example `proofsheet ~/Photos`.';

  it.each([
    ['the home folder', (home: string) => home, 'is your home folder, with everything in it.'],
    ['what holds it', (home: string) => dirname(home), 'holds your home folder, and much'],
    ['the disk', () => '/', '/ holds your home folder, and much'],
  ])('is not scanned unasked: %s', async (_what, folderOf, sentence) => {
    const home = join(await emptyFolder(), 'ana');
    await mkdir(home);
    await writeFile(join(home, 'a.jpg'), await picture(1, 48));
    for (const words of [['scan'], ['run', '--yes'], ['rehearse', '--headless']]) {
      const { code, stderr } = await runWarm([...words, folderOf(home)], { env: { HOME: home } });
      expect(code).toBe(2);
      expect(stderr).toContain(sentence);
      expect(stderr).toContain(advice);
    }
    expect(await readdir(home)).toEqual(['a.jpg']);
  });

  it('is scanned where the user says so, and not asked about again', async () => {
    const home = await emptyFolder();
    await writeFile(join(home, 'a.jpg'), await picture(1, 48));
    const scan = (...words: string[]) => runWarm(['scan', ...words, home], { env: { HOME: home } });
    expect((await scan('--yes')).stdout).toContain('1 photo: 1 new');
    expect((await scan()).stdout).toContain('1 photo, nothing changed');
  });
});

it('says so when there is no room for the catalog', async (context) => {
  for (const bytes of [40_000, 300_000]) {
    const disk = await smallDisk(bytes);
    if (disk === undefined) return context.skip('a tmpfs cannot be mounted here');
    try {
      await writeFile(join(disk, 'a.jpg'), await picture(1, 48));
      const { code, stderr } = await runWarm(['scan', disk]);
      expect(code).toBe(2);
      expect(stderr).toContain('There is no space left for the catalog.\nFree some space and run');
    } finally {
      execFileSync('umount', [disk]);
    }
  }
});

describe('words that are not right', () => {
  it.each([
    [['scn', '/tmp'], '`scn` is neither a command nor a folder here. Did you mean scan?'],
    [['statsu'], '`statsu` is neither a command nor a folder here. Did you mean status?'],
    [['photographs', '/tmp'], '`photographs` is neither a command nor a folder here.'],
    [['photographs'], 'photographs does not exist.\nName the folder'],
    [['batch', 'lst'], 'Did you mean list?'],
    [['help', 'sidecar'], 'There is no command `sidecar`. Did you mean sidecars?\nRun'],
    [['scan', '--agian'], "unknown option '--agian'\n(Did you mean --again?)\nAdd --help"],
    [
      ['scan', 'My', 'Photos'],
      'got 2: My, Photos.\nAdd --help to see what is possible; put a name',
    ],
    [['review', '--export', '--accept-all'], 'do not go together.\nUse one of them'],
    [['batch', 'list', '--archive', '/tmp', '/tmp'], 'The archive is named twice'],
    [
      ['status', '--set', 'budget', '/tmp'],
      '--set budget gives no value.\nWrite it as budget=value',
    ],
    [['status', '--set', 'budgt=5', '/tmp'], 'does not name a setting. Did you mean budget?'],
    [['exclude', '--where', '', '/tmp'], 'There is nothing behind --where.\nWrite what is meant'],
    [['embed', '--yes', '--only=', '/tmp'], 'There is nothing behind --only.'],
    [['embed', '--only', 'Turkey', '--only', ' ', '/tmp'], 'There is nothing behind --only.'],
    [['scan', '--catalog', '', '/tmp'], 'There is nothing behind --catalog.'],
    [['deliver', '--to', 'adobe', '--into', '', '/tmp'], 'There is nothing behind --into.'],
    [['contact-sheet', '--out', '', '/tmp'], 'There is nothing behind --out.'],
  ])('%j', async (words, sentence) => {
    const { code, stderr } = await runWarm(words);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });

  it.each([
    [['scan', '--agian', '--json'], "unknown option '--agian'\n(Did you mean --again?)"],
    [['config', 'set', 'budget', '--json'], "missing required argument 'value'"],
    [['scan', '--json', '--set'], "option '--set <name=value>' argument missing"],
  ])('%j, told to a program', async (words, message) => {
    const { code, stdout } = await runWarm(words);
    expect(code).toBe(2);
    const advice = 'Add --help to see what is possible; put a name with spaces in quotes.';
    expect(JSON.parse(stdout)).toEqual({ error: { code: 'usage', message, advice } });
  });

  it('name no photo to undo', async () => {
    const root = await makeArchive({ photos: 1, edge: 48 });
    await runWarm(['scan', root]);
    const { code, stderr } = await runWarm(['undo', '--photo', 'nope.jpg', root]);
    expect(code).toBe(2);
    expect(stderr).toContain('nope.jpg is not a photo of this archive.\nGive its path inside');
    const nothing = await runWarm(['undo', root]);
    expect(nothing).toEqual({ code: 0, stdout: 'There is nothing to undo.\n', stderr: '' });
  });
});

describe('a service that cannot be used', () => {
  let root: string;
  beforeAll(async () => {
    root = await makeArchive({ photos: 2, edge: 48 });
    await runWarm(['scan', root]);
    await runWarm(['prepare', root]);
  });

  it('has no key', async () => {
    const { code, stderr } = await runWarm(['submit', root]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/OPENAI_API_KEY|config key/);
  });

  it('refuses the key', async () => {
    const strict = await serve(['--key', 'the-right-one']);
    try {
      const env = { OPENAI_API_KEY: 'the-wrong-one' };
      const { code, stderr } = await runWarm(['submit', root], { url: strict.url, env });
      expect(code).toBe(2);
      expect(stderr).toMatch(/key/i);
      expect(stderr).not.toContain('the-wrong-one');
    } finally {
      await strict.stop();
    }
  });

  it('is not there', async () => {
    const env = { OPENAI_API_KEY: 'rehearsal', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };
    const { code, stderr } = await runWarm(['submit', root], { env });
    expect(code).toBe(2);
    expect(stderr).toMatch(/127\.0\.0\.1:9/);
  });
});

describe('files and folders as they come', () => {
  it('names each bad photo, spends nothing on it, and finishes the others', async () => {
    const root = await emptyFolder();
    const folder = join(root, "Côte d'Ivoire", '東京 100% #1', 'editorial');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'good.jpg'), await picture(1, 96));
    await writeFile(join(folder, 'no-picture.jpg'), 'this is a text');
    await writeFile(join(folder, 'nothing.jpg'), '');
    const whole = await picture(2, 400);
    await writeFile(join(folder, 'cut-short.jpg'), whole.subarray(0, whole.length / 2));

    const words = ['run', '--yes', '--json', '--accept', 'all', '--embed-rehearsal', root];
    const { code, stdout, stderr } = await runWarm(words, { url: service.url });
    expect(stderr).not.toContain('bug in proofsheet');
    expect(code).toBe(1);
    const issues = JSON.parse(stdout).issues as { path: string; code: string }[];
    expect(issues.map(({ path }) => path.split('/').at(-1)).sort()).toEqual([
      'cut-short.jpg',
      'no-picture.jpg',
      'nothing.jpg',
    ]);
    const status = JSON.parse((await runWarm(['status', '--json', root])).stdout);
    expect(status.done).toBe(1);
    expect(await readFile(join(folder, 'no-picture.jpg'), 'utf8')).toBe('this is a text');
    const sidecar = await readFile(join(folder, 'good.jpg.xmp'), 'utf8');
    expect(sidecar).toContain('東京 100% #1');
    expect(sidecar).toMatch(/Côte d(&apos;|')Ivoire/);
  });

  it('shows control characters in names instead of obeying them', async () => {
    const root = await emptyFolder();
    await writeFile(join(root, 'title\u001B]0;mine\u0007.jpg'), 'this is a text');
    await runWarm(['scan', root]);
    const { stdout } = await runWarm(['status', root]);
    expect(stdout).toContain('! title␛]0;mine␇.jpg (scan): ');
    const missing = await runWarm(['scan', join(root, 'no\u001B[31m')]);
    expect(missing.stderr).toContain('no␛[31m does not exist');
  });

  it('asks before it writes to photos when nobody said --yes', async () => {
    const root = await makeArchive({ photos: 2, edge: 48 });
    const { code, stderr } = await runWarm(['run', root], { url: service.url });
    expect(code).toBe(2);
    expect(stderr).toContain('--yes');
  });

  it('keeps the text of a rehearsal out of real photos', async () => {
    const root = await makeArchive({ photos: 2, edge: 48 });
    const before = await readFile(join(root, 'Turkey/Istanbul/editorial/photo-0000.jpg'));
    const { code, stdout, stderr } = await runWarm(['run', '--yes', '--accept', 'all', root], {
      url: service.url,
    });
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(/rehearsal/i);
    expect(await readFile(join(root, 'Turkey/Istanbul/editorial/photo-0000.jpg'))).toEqual(before);

    const early = await runWarm(['embed', '--dry-run', root]);
    expect(early.stdout).toBe('Nothing would change.\n');
    expect(early.stderr).toBe(
      '2 photos are held back at the sidecars; `proofsheet status` says why.\n',
    );
    const written = await runWarm(['sidecars', '--write-rehearsal', root]);
    expect(written.code).toBe(0);
    const planned = await runWarm(['embed', '--dry-run', root]);
    expect(planned.code).toBe(1);
    expect(planned.stdout).toMatch(/photo-0000\.jpg: .*rehearsal.*--embed-rehearsal/);
    expect(planned.stdout).not.toContain('+ Headline');
  });

  it('says once why many photos of a rehearsal wait, and embeds them when told to', async () => {
    const root = await makeArchive({ photos: 6, edge: 48 });
    const undated = join(root, 'Turkey/Istanbul/editorial/undated.jpg');
    await writeFile(
      undated,
      await sharp(await picture(77, 48))
        .jpeg()
        .toBuffer(),
    );

    const held = await runWarm(['rehearse', '--headless', root]);
    expect(held.code).toBe(1);
    expect(held.stdout.match(/--write-rehearsal/g)).toHaveLength(1);
    expect(held.stdout).toMatch(/ and \d more \(sidecars\): /);

    const shown = await runWarm(['sidecars', '--diff', root]);
    expect(shown.stdout).toMatch(/ {2}\+ Date created: "2\d{3}-/);
    expect(shown.stderr).toMatch(/^\d missing\n$/);
    await runWarm(['sidecars', '--write-rehearsal', root]);
    const planned = await runWarm(['embed', '--dry-run', root]);
    expect(planned.code).toBe(1);
    expect(planned.stdout).toMatch(
      /^! .*\.jpg and \d more: Its text was made up in a rehearsal.*\n$/,
    );
    const insisting = await runWarm(['embed', '--dry-run', '--embed-rehearsal', root]);
    expect(insisting.stdout).toMatch(/ {2}- Date created: .*\n {2}\+ Date created: /);

    const insisted = await runWarm(['rehearse', '--headless', '--embed-rehearsal', root]);
    expect(insisted.code).toBe(0);
    expect(insisted.stdout).toMatch(/\d photos? left for a person to look at: .*1 has no date/);
    expect(existsSync(join(root, 'Turkey/Istanbul/editorial/photo-0000.jpg.xmp'))).toBe(true);
    expect(existsSync(`${undated}.xmp`)).toBe(false);

    expect((await runWarm(['undo', '--list', root])).stdout).toMatch(
      /^run 2 {2}\d+ [A-Z][a-z]{2} \d{4}, \d\d:\d\d {2}\d photos\nrun 1 {2}.+ {2}\d sidecars\n$/,
    );
    expect((await runWarm(['batch', 'list', root])).stdout).toMatch(/^#\d +\w/m);
    const nothing = await runWarm(['embed', '--dry-run', root]);
    expect(nothing).toMatchObject({ code: 0, stdout: 'Nothing would change.\n' });
  });
});

it('says which command to use where there is no terminal', async () => {
  const root = await makeArchive({ photos: 1, edge: 48 });
  const { code, stdout, stderr } = await runWarm([root]);
  expect(code).toBe(0);
  expect(stdout + stderr).toMatch(/proofsheet scan/);
});

it('goes on when nobody reads its output any more', async () => {
  const root = await makeArchive({ photos: 2, edge: 48 });
  const words = ['run', '--yes', '--accept', 'all', '--embed-rehearsal', root];
  const { process: program, finished } = start(words, { url: service.url });
  program.stdout?.destroy();
  expect((await finished).code).toBe(0);
  expect(JSON.parse((await runWarm(['status', '--json', root])).stdout)).toMatchObject({ done: 2 });
});

it('finishes what it has in hand when it is interrupted, and says how to go on', async () => {
  const root = await makeArchive({ photos: 12, edge: 48 });
  const running = start(['run', '--yes', root], { url: service.url });
  await running.says(/^scan: /m);
  running.process.kill('SIGINT');
  const { code, stderr } = await running.finished;
  expect(code).toBe(130);
  expect(stderr).toContain('Interrupted. Everything done so far is kept');
});
