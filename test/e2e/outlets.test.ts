/** The outlets at the command line: what is known of them, and the user's own files. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { embed } from '../../src/pipeline/embed/embed.ts';
import { cameraFacts, exif, jpeg, picture } from '../fixtures/jpeg/build.ts';
import { type FileServer, startSshd, startVsftpd } from '../helpers/file-servers.ts';
import { start } from '../helpers/program.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { contextOf, readyArchive } from '../pipeline/embed/ready-archive.ts';
import { copyOf } from '../ui/reviewed-archive.ts';

let config = '';
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'proofsheet-outlets-'));
  mkdirSync(join(config, 'outlets'));
});

const run = (...words: string[]) => runWarm(words, { env: { PROOFSHEET_CONFIG_DIR: config } });
const own = (name: string, text: string) => {
  const file = join(config, 'outlets', name);
  writeFileSync(file, text);
  return file;
};

describe('proofsheet outlets', () => {
  it('lists them with their limits', async () => {
    const { code, stdout } = await run('outlets');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^adobe +Adobe Stock +70 characters, 1 to 49 keywords, illustrative/m);
    expect(stdout).toMatch(/^shutterstock .*; FTPS$/m);
  });

  it('goes by a correction and an outlet of the user', async () => {
    own(
      'adobe.json',
      '{"id":"adobe","text":{"title":{"value":{"from":"description","most":200}}}}',
    );
    const shown = await run('outlets', 'show', 'folder');
    own('site.json', shown.stdout.replace('"folder"', '"my-site"'));
    const { code, stdout } = await run('outlets');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^adobe .*200 characters/m);
    expect(stdout).toContain('my-site');
    expect(stdout).toContain('From files of your own: adobe and my-site.');
  });

  it('names file, line and field of a mistake, and keeps to what it knows', async () => {
    const file = own('adobe.json', '{ "id": "adobe",\n  "text": { "title": 70 } }\n');
    const { code, stdout } = await run('outlets');
    expect(code).toBe(1);
    expect(stdout).toContain(`! ${file}:2: text.title: It must be an object, in curly brackets.`);
    expect(stdout).toMatch(/^adobe .*70 characters/m);
    const shown = await run('outlets', 'show', 'adobe');
    expect(shown.code).toBe(2);
    expect(shown.stderr).toContain(`${file}:2: text.title`);
  });

  it('checks a file, right or wrong', async () => {
    const good = own('good.json', '{"id":"pond5"}');
    const right = await run('outlets', 'check', good);
    expect([right.code, right.stdout]).toEqual([
      0,
      expect.stringContaining('is right: 80 characters'),
    ]);
    const bad = own('bad.json', '{"id":"pond5",\n"txt":{}}');
    const { code, stdout } = await run('outlets', 'check', bad);
    expect([code, stdout]).toEqual([1, `${bad}:2: txt: There is no such field here.\n`]);
    const json = JSON.parse((await run('outlets', 'check', bad, '--json')).stdout);
    expect(json).toMatchObject({ file: bad, mistakes: [{ line: 2, field: 'txt' }] });
    expect((await run('outlets', 'check', join(config, 'none.json'))).code).toBe(2);
  });

  it('tries an outlet before the first delivery', async () => {
    const hand = await run('outlets', 'try', 'picfair');
    expect([hand.code, hand.stdout]).toEqual([0, 'ok   Way: by hand; there is no server to try\n']);
    await run('config', 'set', 'outlets.folder.directory', config);
    const folder = await run('outlets', 'try', 'folder', '--json');
    expect(JSON.parse(folder.stdout)).toMatchObject({
      outlet: 'folder',
      findings: [{ state: 'good' }, { check: 'Writing', state: 'good' }],
    });
    const none = await run('outlets', 'try', 'adobe');
    expect([none.code, none.stdout]).toEqual([
      1,
      expect.stringContaining('BAD  Server: Who you are at Adobe Stock is not set.\n     Set it'),
    ]);
    const doctor = await run('doctor');
    expect(doctor.stdout).toContain('ok   Outlets: A folder of your own takes files');
  });

  it('knows which name was meant', async () => {
    const { code, stderr } = await run('outlets', 'show', 'adobee');
    expect(code).toBe(2);
    expect(stderr).toContain('There is no outlet "adobee". Did you mean adobe?');
  });
});

describe('proofsheet deliver', () => {
  const path = 'Turkey/Istanbul/editorial/IMG_1.jpg';
  let embedded = '';
  let root = '';
  let into = '';

  beforeAll(async () => {
    const bytes = jpeg(await picture(), [exif(cameraFacts)]);
    const archive = await readyArchive(new Map([[path, bytes]]));
    await embed(contextOf(archive));
    archive.close();
    embedded = archive.root;
  });
  beforeEach(async () => {
    root = await copyOf(embedded);
    into = join(config, 'deliveries');
  });

  it('says what it would do, asks, does it, and does nothing the second time', async () => {
    const words = ['deliver', root, '--to', 'adobe,folder', '--into', into];
    const dry = await run(...words, '--dry-run');
    expect([dry.code, dry.stdout]).toEqual([0, expect.stringMatching(/^Adobe Stock: 1 new; \d/)]);
    expect(dry.stdout).toContain('? Adobe Stock, 1 photo: It takes editorial photos only without');
    expect(existsSync(into)).toBe(false);
    const unasked = await run(...words);
    expect([unasked.code, unasked.stderr]).toEqual([2, expect.stringContaining('Add --yes')]);
    const done = await run(...words, '--yes');
    expect(done.code).toBe(0);
    expect(done.stdout).toContain(`Adobe Stock: 1 copy, in ${join(into, 'adobe')}`);
    expect(done.stdout).toContain(
      '  1. Contributor portal, Uploads, Upload CSV: adobe-1.csv.\n  2. ',
    );
    expect(readdirSync(join(into, 'folder')).sort()).toEqual(['IMG_1.jpg', 'folder-1.csv']);
    const again = await run(...words, '--yes', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      outlets: [
        { outlet: 'adobe', new: 0, same: 1, made: 0, problems: [], csv: ['adobe-1.csv'] },
        { outlet: 'folder', new: 0, same: 1, made: 0 },
      ],
    });
    const marked = await run('deliver', root, '--to', 'adobe', '--mark', 'accepted');
    expect([marked.code, marked.stdout]).toEqual([0, 'Adobe Stock: 1 photo accepted.\n']);
    const list = join(into, 'list.csv');
    writeFileSync(list, 'Filename,Status,Reason\nIMG1.jpg,Approved,\n');
    const results = await run('deliver', root, '--to', 'adobe', '--results', list, '--json');
    expect(JSON.parse(results.stdout)).toMatchObject({ outlet: 'adobe', accepted: 1, unknown: [] });
    writeFileSync(list, 'Title\n');
    const none = await run('deliver', root, '--to', 'adobe', '--results', list);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('is no list of results')]);
    await run('deliver', root, '--to', 'adobe', '--mark', 'refused', '--reason', 'Similar content');
    const status = await run('status', root);
    expect(status.stdout).toMatch(/adobe +1 refused\n *folder +1 delivered/);
    expect(status.stdout).toContain('adobe refused 1 photo: Similar content');
    const outcomes = await run('status', root, '--outcomes', '--where', 'refused:"similar"');
    expect(outcomes.stdout).toMatch(
      /^path,outlet,state,name,reason,at\nTurkey.*,adobe,refused,IMG1\.jpg,Similar content,\S+Z\nTurkey.*,folder,/,
    );
    const records = await run('status', root, '--outcomes', '--json');
    expect(
      records.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).state),
    ).toEqual(['refused', 'delivered']);
  });

  it('uploads by SFTP and FTPS and into a folder, with a stored password, and once only', async (context) => {
    const sftp = await startSshd();
    const ftps = await startVsftpd('ftps');
    onTestFinished(async () => {
      await sftp?.stop();
      await ftps?.stop();
    });
    if (sftp === undefined || ftps === undefined) return context.skip('sshd or vsftpd is missing');
    const at = (way: string, { remote: { directory, host, port } }: FileServer) => ({
      value: { way, host, port, directory },
    });
    own('adobe.json', JSON.stringify({ id: 'adobe', delivery: at('sftp', sftp) }));
    own('alamy.json', JSON.stringify({ id: 'alamy', delivery: at('ftps', ftps) }));
    const env = {
      PROOFSHEET_CONFIG_DIR: config,
      NODE_EXTRA_CA_CERTS: join(ftps.keys, 'certificate.pem'),
    };
    const real = (words: readonly string[], input = '') => start(words, { env, input });
    await run('config', 'set', 'outlets.adobe.user', sftp.remote.user);
    await run('config', 'set', 'outlets.adobe.keyFile', sftp.remote.keyFile ?? '');
    await run('config', 'set', 'outlets.folder.directory', join(config, 'site'));
    const words = ['deliver', root, '--to', 'adobe,alamy,folder'];
    const dry = await run(...words, '--dry-run');
    expect([dry.code, dry.stdout]).toEqual([
      1,
      expect.stringContaining('! Alamy: Who you are at Alamy is not set. Set it with'),
    ]);
    expect(dry.stdout).toContain(`1 copy, `);
    expect(dry.stdout).toContain(`, to 127.0.0.1:${sftp.remote.port}/`);
    await run('config', 'set', 'outlets.alamy.user', ftps.remote.user);
    const stored = await real(['config', 'password', 'alamy'], `${ftps.password}\n`).finished;
    expect(stored.stdout).toContain('The password is stored in');
    const shown = await run('config');
    expect(shown.stdout).toContain('outlets.alamy.user = anonymous  (settings file)');
    expect(shown.stdout).not.toContain(ftps.password);
    const done = await real([...words, '--yes']).finished;
    expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('upload ')]);
    expect(done.stdout).toMatch(/^Adobe Stock: 1 photo, \d+ kB, at 127\.0\.0\.1/m);
    expect(done.stdout).toMatch(/^Alamy: 1 photo, \d+ kB, at 127\.0\.0\.1/m);
    expect(done.stdout).toContain(
      `1. Contributor portal, Uploads, Upload CSV: ${join(root, '.proofsheet/deliveries/adobe/adobe-1.csv')}.`,
    );
    expect(readdirSync(sftp.folder)).toEqual(['IMG1.jpg']);
    expect(readdirSync(ftps.folder)).toHaveLength(1);
    expect(readdirSync(join(config, 'site'))).toHaveLength(2);
    const again = await real([...words, '--yes', '--json']).finished;
    expect(JSON.parse(again.stdout).outlets).toMatchObject(
      ['adobe', 'alamy', 'folder'].map((outlet) => ({ outlet, made: 0, sent: 0, byHand: [] })),
    );
    const { finished: wrong } = start([...words, '--again', '--yes'], {
      env: { ...env, PROOFSHEET_PASSWORD_ALAMY: 'wrong-secret-9' },
    });
    // Nothing waits, so that nobody has to log in.
    expect((await wrong).code).toBe(0);
  });

  it('says before plain FTP is used that the password goes unprotected, and stops where nobody answers', async () => {
    const delivery = { value: { way: 'ftp', host: '127.0.0.1', port: 9 } };
    own('adobe.json', JSON.stringify({ id: 'adobe', delivery }));
    await run('config', 'set', 'outlets.adobe.user', 'me');
    const words = ['deliver', root, '--to', 'adobe'];
    const dry = await run(...words, '--dry-run');
    expect(dry.stdout).toContain('? Adobe Stock: FTP sends your password to 127.0.0.1 unprotected');
    const { code, stderr, stdout } = await run(...words, '--yes');
    expect([code, stderr]).toEqual([1, expect.stringContaining('unprotected')]);
    expect(stdout).toContain('! Adobe Stock: 127.0.0.1:9 (FTP) cannot be reached');
    const allowed = await run(...words, '--dry-run', '--set', 'outlets.adobe.unprotected=yes');
    expect(allowed.stdout).not.toContain('unprotected');
  });

  it.each([
    ['outlets.adobee.user', 'There is no outlet "adobee". Did you mean adobe?'],
    ['outlets.adobe.usr', 'There is no setting "outlets.adobe.usr". Did you mean'],
    ['outlets.adobe.port', 'must be a whole number from 0 to 65535'],
  ])('knows the settings of an outlet: %s', async (name, sentence) => {
    const { code, stderr } = await run('config', 'set', name, 'x');
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('lists a photo that fits no outlet, with the reasons', async () => {
    const { code, stdout } = await run(
      'deliver',
      root,
      '--to',
      'envato,magnific',
      '--into',
      into,
      '--yes',
    );
    expect(code).toBe(1);
    expect(stdout).toContain(`! ${path}: Envato: It takes no editorial photos.`);
    expect(stdout).toContain(
      `! ${path}: Magnific (formerly Freepik): It takes no editorial photos.`,
    );
  });

  it.each([
    [['--into', 'x'], 'Say where the photos go.'],
    [['--to', 'adobee', '--into', 'x'], 'There is no outlet "adobee". Did you mean adobe?'],
    [['--to', 'adobe'], 'Who you are at Adobe Stock is not set.'],
    [['--to', 'adobe,alamy', '--results', 'x.csv'], 'A list of results is that of one outlet.'],
    [['--to', 'adobe', '--results', 'none.csv'], 'none.csv'],
    [['--to', 'adobe', '--mark', 'acepted'], '--mark cannot be acepted. Did you mean accepted?'],
  ])('%j says what is missing', async (words, sentence) => {
    const { code, stderr } = await run('deliver', root, ...words);
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('makes no copies among the photos', async () => {
    const inside = join(root, 'Turkey', 'out');
    const { code, stderr } = await run('deliver', root, '--to', 'adobe', '--into', inside, '--yes');
    expect([code, stderr]).toEqual([2, expect.stringContaining('lies in the archive')]);
    expect(existsSync(inside)).toBe(false);
  });
});
