/** Where the program keeps what Node has compiled of it: whoever could write there would have their code run. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { canRunThrough } from '../helpers/program.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');

type Home = { readonly cache: string; readonly compiled: string; readonly temporary: string };

/** A home of its own, and a temporary folder beside it. */
function home(within = tmpdir()): Home {
  const folder = mkdtempSync(join(within, 'proofsheet-home-'));
  const [cache, temporary] = [join(folder, 'cache'), join(folder, 'tmp')];
  for (const made of [cache, temporary]) mkdirSync(made, { mode: 0o755 });
  chmodSync(folder, 0o755);
  return { cache, compiled: join(cache, 'proofsheet/compiled'), temporary };
}

/** @param through what starts Node, for example as another user */
function start({ cache, temporary }: Home, through: readonly string[] = []): void {
  const [command = '', ...words] = [...through, process.execPath, program, '--version'];
  const { status, stdout, stderr } = spawnSync(command, words, {
    encoding: 'utf8',
    env: {
      ...process.env,
      HOME: cache,
      XDG_CACHE_HOME: cache,
      LOCALAPPDATA: cache,
      TMPDIR: temporary,
      TEMP: temporary,
    },
  });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^\d/);
  expect(status).toBe(0);
}

const isFilled = (folder: string) => existsSync(folder) && readdirSync(folder).length > 0;
const otherUser = 65534;

describe.skipIf(process.platform === 'darwin')('what Node has compiled of the program', () => {
  it('is kept in a folder of the user, closed to all others, and not in the temporary one', () => {
    const at = home();
    start(at);
    expect(isFilled(at.compiled)).toBe(true);
    expect(lstatSync(at.compiled).mode & 0o777).toBe(0o700);
    expect(readdirSync(at.temporary)).toEqual([]);
    start(at);
  });

  it.skipIf(process.platform === 'win32')('is kept nowhere when that is open to others', () => {
    const at = home();
    mkdirSync(at.compiled, { recursive: true });
    chmodSync(at.compiled, 0o777);
    start(at);
    expect(isFilled(at.compiled)).toBe(false);
    expect(readdirSync(at.temporary)).toEqual([]);
  });

  it('is kept nowhere when that is a link', () => {
    const at = home();
    const elsewhere = join(at.temporary, 'elsewhere');
    mkdirSync(elsewhere, { mode: 0o700 });
    mkdirSync(join(at.cache, 'proofsheet'));
    symlinkSync(elsewhere, at.compiled, 'junction');
    start(at);
    expect(isFilled(elsewhere)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'is kept nowhere when others can put another folder in its place',
    () => {
      // The folder of the tests is closed to others, and so would be all in it.
      const at = home('/tmp');
      onTestFinished(() => rmSync(dirname(at.cache), { recursive: true }));
      chmodSync(at.cache, 0o777);
      start(at);
      expect(readdirSync(at.cache)).toEqual([]);
    },
  );

  it('is kept nowhere when that belongs to somebody else', (context) => {
    if (process.getuid?.() !== 0) return context.skip('only root can give a folder away');
    const at = home();
    mkdirSync(at.compiled, { recursive: true, mode: 0o700 });
    chownSync(at.compiled, otherUser, otherUser);
    start(at);
    expect(isFilled(at.compiled)).toBe(false);
  });

  it.each([
    ['in the group of the parent', (at: Home) => chmodSync(at.cache, 0o775)],
    ['in the group of the folder', (at: Home) => chmodSync(at.compiled, 0o770)],
    ['in the group of the one between', (at: Home) => chmodSync(dirname(at.compiled), 0o775)],
  ])('is kept nowhere when others %s can write', (_, open) => {
    const at = home('/tmp');
    onTestFinished(() => rmSync(dirname(at.cache), { recursive: true }));
    mkdirSync(at.compiled, { recursive: true, mode: 0o700 });
    open(at);
    start(at);
    expect(isFilled(at.compiled)).toBe(false);
  });

  const asUser = ['setpriv', '--reuid', '61235', '--regid', '61235', '--clear-groups'];

  /** A home of an ordinary user, in which nothing of root's is. */
  function homeOfUser(context: TestContext): Home {
    if (process.getuid?.() !== 0) context.skip('only root can be another user');
    if (!canRunThrough(asUser)) context.skip('the other user cannot reach Node and the program');
    const at = home('/tmp');
    onTestFinished(() => rmSync(dirname(at.cache), { recursive: true }));
    for (const folder of [dirname(at.cache), at.cache, at.temporary])
      chownSync(folder, 61235, 61235);
    return at;
  }

  it('is kept in a folder of the user who starts it', (context) => {
    const at = homeOfUser(context);
    start(at, asUser);
    expect(isFilled(at.compiled)).toBe(true);
    expect(lstatSync(at.compiled)).toMatchObject({ uid: 61235 });
    expect(lstatSync(at.compiled).mode & 0o777).toBe(0o700);
  });

  it.for([0, otherUser])(
    'is kept nowhere when user %i has put the folder there',
    (owner, context) => {
      const at = homeOfUser(context);
      mkdirSync(at.compiled, { recursive: true });
      chownSync(dirname(at.compiled), 61235, 61235);
      chownSync(at.compiled, owner, 61235);
      chmodSync(at.compiled, 0o770);
      start(at, asUser);
      expect(isFilled(at.compiled)).toBe(false);
    },
  );

  it('is no concern of the start where there is no home to keep it in', () => {
    const at = home();
    start({ ...at, cache: join(at.cache, 'a file', 'cache') });
    start({ ...at, cache: 'relative/cache' });
    expect(existsSync('relative')).toBe(false);
  });
});
