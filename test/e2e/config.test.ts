/** `proofsheet config` as its users meet it: what holds, where it comes from, and a key that is never shown. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../helpers/program.ts';
import { smallDisk } from '../helpers/small-disk.ts';

const secret = 'sk-never-shown-0123456789';

/** Runs with one settings folder, as one user does; without a key of the surroundings. */
function user(env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'proofsheet-config-'));
  const own = { PROOFSHEET_CONFIG_DIR: folder, OPENAI_API_KEY: '', OPENAI_BASE_URL: '', ...env };
  return {
    file: join(folder, 'config.json'),
    folder,
    config: (...words: string[]) => run(['config', ...words], { env: own }),
    store: (key: string) => run(['config', 'key'], { env: own, input: key }),
  };
}

describe('settings', () => {
  it('are listed with what they are for and where they come from', async () => {
    const { config, file, folder } = user({ OPENAI_BASE_URL: 'http://localhost:11434/v1' });
    await config('set', 'keywords.required', 'stock,', 'travel');
    const { stdout } = await config();
    expect(stdout).toContain('model = gpt-6-luna  (default)\n    The vision model');
    expect(stdout).toContain('keywords.required = stock, travel  (settings file)');
    expect(stdout).toContain('baseURL = http://localhost:11434/v1  (from OPENAI_BASE_URL)');
    expect(stdout).toContain(
      `API key: none\nSettings file: ${file}\nKeys of your own: ${folder}/keys.json`,
    );
    expect(JSON.parse((await config('--json')).stdout)).toMatchObject({
      path: file,
      settings: { 'keywords.required': ['stock', 'travel'], model: 'gpt-6-luna' },
      from: { 'keywords.required': 'settings file', model: 'default', baseURL: 'environment' },
      apiKey: 'none',
    });
  });

  it('are read, changed and taken back one by one', async () => {
    const { config } = user();
    const said = async (...words: string[]) => (await config(...words)).stdout;
    expect(await said('get', 'preview.edge')).toBe('768\n');
    expect(await said('set', 'preview.edge', '1024')).toBe(
      'preview.edge = 1024  (settings file)\n',
    );
    expect(await said('get', 'preview.edge')).toBe('1024\n');
    expect(JSON.parse(await said('get', 'preview.edge', '--json'))).toEqual({
      name: 'preview.edge',
      value: 1024,
      from: 'settings file',
    });
    expect(await said('reset', 'preview.edge')).toBe('preview.edge = 768  (default)\n');
  });

  it.each([
    [['get', 'preview.egde'], 'There is no setting "preview.egde".\nRun `proofsheet config`'],
    [['set', 'preview.edge', 'wide'], 'it must be a whole number from 256 to 2048'],
    [['get'], "missing required argument 'name'"],
  ])('are named where they are not right: %j', async (words, sentence) => {
    const { code, stderr } = await user().config(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});

describe('the API key', () => {
  it('is stored for the user alone and never shown', async () => {
    const { config, store, file } = user();
    expect((await store(`${secret}\n`)).stdout).toContain(`The key is stored in ${file}`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    for (const words of [[], ['--json'], ['key', '--json', '--forget']]) {
      const { stdout, stderr } = await config(...words);
      expect(stdout + stderr).not.toContain('sk-never');
    }
    expect((await config()).stdout).toContain('API key: none');
    expect((await user({ OPENAI_API_KEY: secret }).config()).stdout).toContain(
      'API key: from OPENAI_API_KEY\n',
    );
  });

  it('is not shown when the file it is in is damaged', async () => {
    const { config, file } = user();
    await writeFile(file, `{ "apiKey": "${secret}", }`);
    const { code, stdout, stderr } = await config();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      `The settings file ${file} cannot be read: it is not JSON.\nMend it, or delete it to begin with the defaults.\n`,
    );
    expect(await readFile(file, 'utf8')).toContain(secret);
  });
});

it('says so when the settings cannot be written', async (context) => {
  // Permissions do not hold root back, a disk that is read-only does.
  const disk = await smallDisk(40_000);
  if (disk === undefined && process.getuid?.() === 0)
    return context.skip('root may write everywhere, and a tmpfs cannot be mounted here');
  const folder = disk ?? mkdtempSync(join(tmpdir(), 'proofsheet-config-'));
  if (disk === undefined) chmodSync(folder, 0o500);
  else execFileSync('mount', ['-o', 'remount,ro', disk]);
  try {
    const { config } = user({ PROOFSHEET_CONFIG_DIR: folder });
    const { code, stderr } = await config('set', 'model', 'other');
    expect(code).toBe(2);
    expect(stderr).toContain(
      `The settings file ${join(folder, 'config.json')} cannot be written: `,
    );
  } finally {
    if (disk === undefined) chmodSync(folder, 0o700);
    else execFileSync('umount', [disk]);
  }
});
