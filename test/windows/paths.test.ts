/** The ways in which people name folders and files on Windows, and where the program keeps what is theirs. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { picture } from '../helpers/archive.ts';
import { newFolder, run, windowsPath } from './computer.ts';

let root: string;

beforeAll(async () => {
  root = newFolder();
  const file = join(root, 'Portugal/Porto/commercial/a.jpg');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await picture(1, 64));
  await run(['scan', windowsPath(root)]);
});

it.each<[string, (path: string) => string]>([
  ['a drive in small letters', (path) => path.replace(/^C/, 'c')],
  ['other capitals', (path) => path.toUpperCase()],
  ['slashes', (path) => `${path.replaceAll('\\', '/')}/`],
  ['a backslash at the end', (path) => `${path}\\`],
  ['the long form', (path) => `\\\\?\\${path}`],
  ['the quote that PowerShell 5 leaves behind a backslash', (path) => `${path}"`],
  ['the home of the user', (path) => path.replace(/^.*\\/, `${String.raw`~\..\..\Photos`}\\`)],
])('an archive is found by %s', async (_, form) => {
  const { stdout, stderr } = await run(['status', '--json', form(windowsPath(root))]);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({ photos: 1 });
});

it('is told what to type, in words that cmd and PowerShell take', async () => {
  const empty = newFolder();
  const { stderr } = await run(['status', windowsPath(empty)]);
  expect(stderr).toContain(`proofsheet scan "${windowsPath(empty)}"\` first.`);
});

it('keeps settings in the roaming profile, and reads those that PowerShell 5 wrote', async () => {
  const env = { PROOFSHEET_CONFIG_DIR: '' };
  const told = JSON.parse((await run(['config', '--json'], env)).stdout) as { path: string };
  expect(told.path).toMatch(/^C:\\users\\[^\\]+\\AppData\\Roaming\\proofsheet\\.*config\.json$/);
  expect((await run(['config', 'set', 'preview.edge', '1024'], env)).code).toBe(0);
  const file = join(dirname(dirname(root)), told.path.slice(3).replaceAll('\\', '/'));
  const json = await readFile(file, 'utf8');
  await writeFile(file, Buffer.from(`\uFEFF${json}`, 'utf16le'));
  const read = await run(['config', '--json'], env);
  expect(JSON.parse(read.stdout)).toMatchObject({ settings: { 'preview.edge': 1024 } });
});
