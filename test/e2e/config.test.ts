/** `proofsheet config` as its users meet it: what holds, where it comes from, and a key that is never shown. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { startRehearsalServer } from '../../src/rehearsal/server.ts';
import { noFiles } from '../helpers/no-file.ts';
import { run } from '../helpers/program.ts';
import { smallDisk } from '../helpers/small-disk.ts';
import { runWarm } from '../helpers/warm-commands.ts';

const secret = 'sk-never-shown-0123456789';

/** Takes no room on most disks. */
function huge(path: string): void {
  writeFileSync(path, '{}');
  truncateSync(path, 2 ** 31);
}

/** Runs with one settings folder, as one user does; without a key of the surroundings. */
function user(env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'proofsheet-config-'));
  const own = { PROOFSHEET_CONFIG_DIR: folder, OPENAI_API_KEY: '', OPENAI_BASE_URL: '', ...env };
  return {
    file: join(folder, 'config.json'),
    folder,
    config: (...words: string[]) => runWarm(['config', ...words], { env: own }),
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
      `API key: none\nSettings file: ${file}\nYour own keys: ${folder}/keys.json`,
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
    [
      ['get', 'preview.egde'],
      'There is no setting "preview.egde". Did you mean preview.edge?\nRun `proofsheet config`',
    ],
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

  it('is read from a file as PowerShell 5 writes it', async () => {
    const { config, file } = user();
    const json = JSON.stringify({ keywords: { required: ['São João'] } });
    await writeFile(file, Buffer.from(`\uFEFF${json}\r\n`, 'utf16le'));
    expect((await config('get', 'keywords.required')).stdout).toBe('São João\n');
  });

  it('is read from a file with a byte order mark', async () => {
    const { config, file } = user();
    await writeFile(file, `\uFEFF{ "apiKey": "${secret}" }`);
    expect((await config()).stdout).toContain('API key: settings file');
  });

  it('is not shown when the file it is in is damaged', async () => {
    const { config, file } = user();
    await writeFile(file, `{ "apiKey": "${secret}", }`);
    const { code, stdout, stderr } = await config();
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      `The settings file ${file} cannot be read: it is not JSON.\nFix it, or delete it to start with the defaults.\n`,
    );
    expect(await readFile(file, 'utf8')).toContain(secret);
  });

  it.each(['[]', '7', '"model"', 'null'])(
    'are told to be missing where the file is %s',
    async (json) => {
      const { config, file } = user();
      await writeFile(file, json);
      expect(await config('set', 'model', 'other')).toMatchObject({
        code: 2,
        stderr: `The settings file ${file} cannot be read: it holds no settings.\nFix it, or delete it to start with the defaults.\n`,
      });
      expect(await readFile(file, 'utf8')).toBe(json);
    },
  );

  it('are all kept where several programs change them at once', async () => {
    const { file, folder } = user();
    // Left by one that was killed.
    await writeFile(`${file}.lock`, '');
    await utimes(`${file}.lock`, 0, 0);
    const ids = ['adobe', 'alamy', 'pond5', '123rf', 'vecteezy'];
    const set = (id: string) =>
      run(['config', 'set', `outlets.${id}.user`, id], { env: { PROOFSHEET_CONFIG_DIR: folder } });
    const done = await Promise.all(ids.map(set));
    expect(done.map(({ code }) => code)).toEqual(ids.map(() => 0));
    const { outlets } = JSON.parse(await readFile(file, 'utf8'));
    expect(Object.keys(outlets).sort()).toEqual([...ids].sort());
    expect(readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
  });

  it.each([
    ...noFiles,
    ['a file of 2 GB', huge, 'it is larger than anything of its kind'] as const,
  ])('are told to be unreadable where %s has their name', async (_, put, said) => {
    const { config, file } = user();
    await put(file);
    for (const words of [[], ['set', 'model', 'other']])
      expect(await config(...words)).toMatchObject({
        code: 2,
        stderr: `The settings file ${file} cannot be read: ${said}.\nFix it, or delete it to start with the defaults.\n`,
      });
  });
});

describe('an API key that no header may carry', () => {
  // A port on which nothing listens: whoever asks the service says so.
  const away = 'http://127.0.0.1:9/v1';
  const refused = (what: string) =>
    `The API key has ${what}, which no key has.\nCopy it once more, without quotation marks`;

  const brokenKeys = [
    ['\u201csk-SECRETSECRET\u201d', 'a quotation mark in it (character 1 of 17)'],
    ['sk-SECRET\nSECRET', 'a line break in it (character 10 of 16)'],
  ] as const;

  it.each(brokenKeys)('is neither stored, nor sent, nor shown: %j', async (key, what) => {
    const { store, config } = user();
    const { code, stdout, stderr } = await store(`${key}\n`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(refused(what));
    expect(stderr).not.toContain('SECRET');
    expect((await config()).stdout).toContain('API key: none');
    const env = { OPENAI_BASE_URL: away, OPENAI_API_KEY: key };
    const found = await runWarm(['doctor'], { env });
    expect(found.code).toBe(1);
    expect(found.stdout).toContain(refused(what).split('\n')[0]);
    expect(found.stdout + found.stderr).not.toMatch(/SECRET|connection/);
  });

  it('stops a submit before anything is asked, wherever it is from', async () => {
    const root = mkdtempSync(join(tmpdir(), 'proofsheet-keys-'));
    mkdirSync(join(root, 'Portugal/Porto/editorial'), { recursive: true });
    const picture = { width: 64, height: 48, channels: 3, background: 'teal' } as const;
    await sharp({ create: picture }).jpeg().toFile(join(root, 'Portugal/Porto/editorial/a.jpg'));
    const { file, folder } = user();
    const key = 'sk-SECRET\nSECRET';
    await writeFile(file, JSON.stringify({ apiKey: key }));
    const env = { PROOFSHEET_CONFIG_DIR: folder, OPENAI_BASE_URL: away };
    await runWarm(['scan', root], { env });
    await runWarm(['prepare', root], { env });
    for (const [from, json] of [
      [{ OPENAI_API_KEY: '' }, []],
      [{ OPENAI_API_KEY: key }, ['--json']],
    ] as const) {
      const { code, stdout, stderr } = await runWarm(['submit', '--yes', ...json, root], {
        env: { ...env, ...from },
      });
      expect(code).toBe(2);
      expect(stderr).toContain(refused('a line break in it (character 10 of 16)'));
      expect(stdout + stderr).not.toMatch(/SECRET|asking again/);
    }
  });

  it('is taken without the blanks around it', async () => {
    const env = { OPENAI_BASE_URL: away, OPENAI_API_KEY: ' sk-SECRETSECRET\r\n' };
    const { stdout } = await runWarm(['doctor'], { env });
    expect(stdout).toContain('ok   API key: there is one');
    expect(stdout).not.toContain('SECRET');
  });
});

describe('an address of the service', () => {
  it('needs its scheme, wherever it is given', async () => {
    const sentence =
      'The setting baseURL cannot be "localhost:8765/v1": it must be empty, or an address such as http://localhost:11434/v1';
    const given = await runWarm(['doctor'], { env: { OPENAI_BASE_URL: 'localhost:8765/v1' } });
    expect(given.code).toBe(2);
    expect(given.stderr).toContain(sentence);
    expect(given.stderr).toContain('change OPENAI_BASE_URL, or unset it');
    const set = await user().config('set', 'baseURL', 'localhost:8765/v1');
    expect(set.code).toBe(2);
    expect(set.stderr).toContain(sentence);
  });
});

describe('the doctor', () => {
  const model = 'qwen3-vl:8b';
  const examined = (baseURL: string) =>
    runWarm(['doctor', '--set', `model=${model}`], {
      env: { OPENAI_API_KEY: '', OPENAI_BASE_URL: baseURL },
    });

  it("asks a server of one's own without a key", async () => {
    const server = await startRehearsalServer({ kind: 'local', models: [model] });
    try {
      const { code, stdout } = await examined(server.url);
      expect(code).toBe(0);
      expect(stdout).toContain(`ok   API key: there is none; ${server.url} may not need one`);
      expect(stdout).toContain(`ok   Service: ${server.url} answers and offers ${model}`);
      expect(server.stats().calls['models.get']).toBe(1);
    } finally {
      await server.close();
    }
  });

  it('says so when that server wants a key', async () => {
    const server = await startRehearsalServer({ models: [model], key: 'another' });
    try {
      const { code, stdout } = await examined(server.url);
      expect(code).toBe(1);
      expect(stdout).toMatch(/BAD {2}Service: .*API key/);
    } finally {
      await server.close();
    }
  });

  it('wants a key for OpenAI itself, and asks nothing without one', async () => {
    const { code, stdout } = await examined('');
    expect(code).toBe(1);
    expect(stdout).toContain('BAD  API key: there is none\n     Set OPENAI_API_KEY or run');
    expect(stdout).toContain('-    Service: needs a key');
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
