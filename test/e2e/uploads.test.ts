/** Servers that previews are uploaded to, as users set them up: passwords that are never shown, and a look by doctor. */
import { globSync, mkdtempSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../helpers/program.ts';
import { type S3Service, startS3 } from '../helpers/s3.ts';
import { runWarm } from '../helpers/warm-commands.ts';

let s3: S3Service;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.close());

/** One user's settings, for pictures in a bucket. */
async function user(changes: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'proofsheet-uploads-'));
  const env = { PROOFSHEET_CONFIG_DIR: folder, OPENAI_API_KEY: 'sk-test-0123456789' };
  const words = (...line: string[]) => runWarm(line, { env });
  const settings = {
    'preview.delivery': 's3',
    'preview.host': s3.url,
    'preview.user': 'S3RVER',
    'preview.directory': 'photos',
    'preview.baseUrl': `${s3.url}/photos`,
    ...changes,
  };
  for (const [name, value] of Object.entries(settings)) await words('config', 'set', name, value);
  return {
    file: join(folder, 'config.json'),
    words,
    store: (password: string) =>
      run(['config', 'password', 'preview'], { env, input: `${password}\n` }),
    doctor: async () => (await words('doctor', '--set', `baseURL=${s3.url}/none`)).stdout,
  };
}

describe('the password of a server', () => {
  it('is stored for its owner alone, shown nowhere, and forgotten', async () => {
    const { store, file, words } = await user();
    const stored = await store('S3RVER-secret-7');
    expect(stored.stdout).toContain(`The password is stored in ${file}, readable by you alone.`);
    expect(JSON.parse(await readFile(file, 'utf8')).passwords).toEqual({
      preview: 'S3RVER-secret-7',
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    for (const line of [['config'], ['config', '--json'], ['config', 'get', 'preview.user']])
      expect((await words(...line)).stdout).not.toContain('secret-7');
    expect((await words('config', 'password', 'preview', '--forget')).stdout).toContain('deleted');
    expect(await readFile(file, 'utf8')).not.toContain('secret-7');
    const wrong = await words('config', 'password', 'previw');
    expect(wrong.stderr).toContain('Did you mean preview?');
  });

  it.each(['a\nb', 'me@host', 'http://me:pass-word-1@host'])(
    'has no place in a host: %j',
    async (host) => {
      const { words } = await user();
      const { code, stderr } = await words('config', 'set', 'preview.host', host);
      expect(code).toBe(2);
      expect(stderr).toContain('without user and password');
    },
  );
});

describe('doctor', () => {
  it('tries the server and its public address', async () => {
    const { store, doctor } = await user();
    expect(await doctor()).toMatch(/BAD {2}Pictures: .* does not accept the access key/);
    await store('S3RVER');
    const found = await doctor();
    expect(found).toContain(
      `ok   Pictures: ${s3.url}/photos (S3) takes files, and everybody finds them at ${s3.url}/photos`,
    );
  });

  it.each([
    ['printf "S3RVER\\nand more"', /ok {3}Pictures/],
    [
      'echo',
      /BAD {2}Pictures: The command of preview\.passwordCommand gave no password: it printed nothing/,
    ],
    ['echo locked >&2; exit 3', /gave no password: it ended with code 3 \(locked\)/],
    ['printf %s "wrong-secret-5"', /does not accept the access key/],
  ])('asks a command for the password: %s', async (command, words) => {
    const { doctor } = await user({ 'preview.passwordCommand': command });
    const found = await doctor();
    expect(found).toMatch(words);
    expect(found.replace(command, '')).not.toContain('wrong-secret-5');
  });

  it.each([
    [
      { 'preview.baseUrl': 'http://127.0.0.1:9/x' },
      /BAD {2}Pictures: http:\/\/127\.0\.0\.1:9\/x\/\w+\.jpg was uploaded and cannot be fetched/,
    ],
    [
      { 'preview.host': '' },
      /BAD {2}Pictures: Pictures are to be uploaded, but the server or the web address/,
    ],
    [{ 'preview.delivery': 'inline' }, /ok {3}Pictures: sent inside the requests/],
    [
      { 'preview.delivery': 'folder' },
      /BAD {2}Pictures: Pictures are to be delivered through a folder/,
    ],
  ])('says of %o what is found', async (changes, words) => {
    const { store, doctor } = await user(changes);
    await store('S3RVER');
    expect(await doctor()).toMatch(words);
  });
});

it('says before plain FTP is used that the password goes unprotected', async () => {
  const { words } = await user({ 'preview.delivery': 'ftp', 'preview.host': 'ftp.example' });
  const archive = await mkdtemp(join(tmpdir(), 'proofsheet-one-'));
  const [photo = ''] = globSync('src/rehearsal/sample/**/*.jpg');
  await copyFile(photo, join(archive, 'one.jpg'));
  await words('scan', '--yes', archive);
  const { stderr } = await words('submit', archive);
  expect(stderr).toContain('FTP sends your password and the pictures to ftp.example unprotected');
});
