/**
 * What nobody foresaw: warnings of Node, a library that prints, faults of our own wherever they happen. Each is made to
 * happen in the real program, by a module that Node loads before it. What it says is hostile.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeArchive } from '../helpers/archive.ts';
import { environmentOf, run } from '../helpers/program.ts';
import { copyOf, reviewedArchive } from '../ui/reviewed-archive.ts';
import { closeScreens, startScreen } from '../ui/screen.ts';

const key = 'sk-proj-TOPSECRETtopsecret0123456789';
const esc = '\u001B';
const odd = `odd ${esc}]0;pwned\u0007 ${esc}]52;c;cHduZWQ=\u0007\u202E\u009B2J\nsecond ${key} row`;
const steers = /[\p{Cc}\u202A-\u202E]/u;

let root: string;
let reviewed: string;
/** What is compiled of the program, for all of them, and in it the details of the last fault. */
let cache: string;
beforeAll(async () => {
  root = await makeArchive({ photos: 1, edge: 48 });
  reviewed = await reviewedArchive(1);
  cache = await mkdtemp(join(tmpdir(), 'proofsheet-cache-'));
});
closeScreens();

/** The environment of a program in which `code` runs when it first asks for the name of this machine, as its lock does. */
async function environmentWith(code: string, options = ''): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-odd-'));
  const file = join(folder, 'odd.mjs');
  await writeFile(
    file,
    `import { syncBuiltinESMExports } from 'node:module';
     import os from 'node:os';
     const odd = ${JSON.stringify(odd)};
     const { hostname } = os;
     os.hostname = () => { os.hostname = hostname; syncBuiltinESMExports(); ${code}; return hostname(); };
     syncBuiltinESMExports();`,
  );
  await rm(join(cache, 'proofsheet/faults'), { recursive: true, force: true });
  return {
    NODE_OPTIONS: `--import=${pathToFileURL(file)} ${options}`,
    OPENAI_API_KEY: key,
    XDG_CACHE_HOME: cache,
    LOCALAPPDATA: cache,
  };
}

/** Scans with it, and looks at all that is printed. */
async function scanWith(code: string, options?: string) {
  const env = await environmentWith(code, options);
  const ended = await run(['scan', '--quiet', '--json', root], { env });
  const printed = ended.stdout + ended.stderr;
  expect(printed.replaceAll('\n', '')).not.toMatch(steers);
  expect(printed).not.toContain('TOPSECRET');
  return { ...ended, details: join(cache, 'proofsheet/faults/last.txt') };
}

describe('what others print', () => {
  it.each([
    ['a warning', "process.emitWarning(odd, 'OddWarning')", '', 'Node warns: OddWarning: odd ␛]0;'],
    [
      'a warning with its stack',
      "process.emitWarning(odd, 'OddWarning')",
      '--trace-warnings',
      'odd.mjs',
    ],
    ['what is deprecated', "process.emitWarning(odd, 'DeprecationWarning')", '', 'odd ␛]0;pwned'],
    ['an error on the console', 'console.error(odd, new Error(odd))', '', 'odd ␛]0;pwned'],
    ['a line on the console', 'console.log(odd)', '', 'second (the key) row'],
  ])('%s', async (_what, code, options, shown) => {
    const { code: exitCode, stdout, stderr } = await scanWith(code, options);
    expect(stderr).toContain(shown);
    expect(JSON.parse(stdout)).toMatchObject({ stage: 'scan', issues: 0 });
    expect(exitCode).toBe(0);
  });

  it.each([
    ['an experiment', "process.emitWarning(odd, 'ExperimentalWarning')", ''],
    ['a warning that nobody wants', 'process.emitWarning(odd)', '--no-warnings'],
  ])('%s is not told', async (_what, code, options) => {
    expect(await scanWith(code, options)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('a fault of our own', () => {
  it.each([
    ['in what is waited for', 'throw new TypeError(odd)', 'TypeError: odd ␛]0;pwned'],
    ['in a timer', 'setTimeout(() => { throw new RangeError(odd) })', 'RangeError: odd ␛]0;'],
    ['in a promise', 'void Promise.reject(new Error(odd))', 'Error: odd ␛]0;pwned'],
    ['that is no error', 'setTimeout(() => { throw odd })', 'odd ␛]0;pwned'],
    [
      'that cannot be shown',
      'setTimeout(() => { throw new Proxy(new Error(odd), { get() { throw odd } }) })',
      'something that cannot be shown',
    ],
  ])('%s ends in a sentence', async (_where, code, shown) => {
    const { code: exitCode, stderr, details } = await scanWith(code);
    expect(exitCode).toBe(2);
    const [message = '', advice, ...more] = stderr.split('\n');
    expect(message).toContain(`This is a bug in proofsheet, not your mistake: ${shown}`);
    expect(advice).toMatch(/^Nothing was lost: .* Please report it .*\.$/);
    expect(advice).toContain(details);
    expect(more).toEqual(['']);
    expect(statSync(details).mode & 0o777).toBe(0o600);
    const kept = readFileSync(details, 'utf8');
    expect(kept.replaceAll('\n', '')).not.toMatch(steers);
    expect(kept).not.toContain('TOPSECRET');
    expect(kept).toMatch(/Node v\d.*\n.*odd/);
  });

  it('is told where no details can be kept', async () => {
    const env = { ...(await environmentWith('throw new TypeError(odd)')), XDG_CACHE_HOME: root };
    await writeFile(join(root, 'proofsheet'), '');
    const { code, stderr } = await run(['scan', '--quiet', root], { env });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^This is a bug .*\nNothing was lost: .* got proofsheet from\.\n$/);
  });

  it('is no fault where the system refuses', async () => {
    const refused = `Object.assign(new Error(odd), { code: 'EACCES', path: '/odd${esc}c' })`;
    const { stderr } = await scanWith(`setTimeout(() => { throw ${refused} })`);
    expect(stderr).toMatch(/^\/odd␛c cannot be opened or created: permission denied\.\n.*\n$/);
  });
});

it('goes on where nobody listens to what it says', async () => {
  const env = environmentOf({ env: await environmentWith('console.error(odd)') });
  const cli = join(import.meta.dirname, '../../dist/cli.js');
  const other = await makeArchive({ photos: 2, edge: 48 });
  const child = spawn(process.execPath, [cli, 'scan', other], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.destroy();
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  expect(existsSync(join(other, '.proofsheet/catalog.sqlite'))).toBe(true);
});

describe('on the screen', () => {
  const drawing = 'Date.prototype.toLocaleTimeString = () => { throw new TypeError(odd) }';
  it.each([
    ['while it draws', drawing, ['L']],
    ['while it draws for a screen reader', drawing, ['L'], 'true'],
    [
      'behind it',
      "process.stdin.on('data', (keys) => { if (String(keys).includes('L')) throw new TypeError(odd) })",
      ['L'],
    ],
  ])(
    'a fault %s gives the terminal back, and ends in a sentence',
    async (_where, code, keys, reader?: string) => {
      const env = { ...(await environmentWith(code)), INK_SCREEN_READER: reader };
      const screen = startScreen(await copyOf(reviewed), { env, columns: 200 });
      await screen.sees('Ferries cross');
      screen.press('p');
      await screen.sees('Accepted');
      screen.press(...keys);
      expect(await screen.ends()).toBe(2);
      expect(screen.isFullScreen).toBe(false);
      expect(screen.text).toContain(
        'This is a bug in proofsheet, not your mistake: TypeError: odd ␛]0;',
      );
      expect(screen.text).toContain('Nothing was lost');
      expect(screen.text).not.toMatch(/at .*\.m?js/);
      for (const part of [`${esc}]52;`, `${esc}]0;`, '\u009B', '\u202E', 'TOPSECRET'])
        expect(screen.raw).not.toContain(part);
    },
  );

  it('what others print is said when it is left', async () => {
    const code = 'setTimeout(() => { console.error(odd); process.emitWarning(odd) })';
    const screen = startScreen(await copyOf(reviewed), { env: await environmentWith(code) });
    await screen.sees('Ferries cross');
    screen.press('q');
    expect(await screen.ends()).toBe(0);
    expect(screen.text).toContain('Node warns: Warning: odd ␛]0;pwned');
    expect(screen.text).toContain('second (the key) row');
    for (const part of [`${esc}]52;`, `${esc}]0;`, '\u009B', '\u202E'])
      expect(screen.raw).not.toContain(part);
  });
});
