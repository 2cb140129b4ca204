/** Keyword lists at the command line: in, out, and what is wrong with them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { noFiles } from '../helpers/no-file.ts';
import { runWarm } from '../helpers/warm-commands.ts';

let config = '';
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'proofsheet-keywords-'));
});

const run = (...words: string[]) =>
  runWarm(['keywords', ...words], { env: { PROOFSHEET_CONFIG_DIR: config } });
function list(text: string | Buffer, name = 'list.txt') {
  const file = join(config, name);
  writeFileSync(file, text);
  return file;
}

const lightroom =
  '[PLACES]\r\n\tEurope\r\n\t\tPortugal\r\n\t\t\tLisbon\r\n\t\t\t\t{Lisboa}\r\nvehicle\r\n\tferry boat\r\n\t\t{ferry}\r\n';
const plain = lightroom.replaceAll('\r', '');

describe('proofsheet keywords', () => {
  it('imports a list as Lightroom on Windows exports it, and exports the same', async () => {
    const { code, stdout } = await run('import', list(`\uFEFF${lightroom}`));
    expect(stdout).toBe(
      `Imported 5 keywords in 4 levels, 2 synonyms and 1 category, read as a tree.\nYour list: ${join(config, 'keywords.txt')}\n`,
    );
    expect(code).toBe(0);
    expect((await run('export')).stdout).toBe(plain);
    expect((await run('export', '--form', 'flat')).stdout).toBe(
      'Europe\nPortugal\nLisbon\nvehicle\nferry boat\n',
    );
    const out = join(config, 'out.txt');
    expect((await run('export', '--form', 'photo-mechanic', '--out', out)).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(plain);
    const json = JSON.parse((await run('export', '--json')).stdout);
    expect(json[3]).toEqual({ name: 'Lisbon', level: 3, synonyms: ['Lisboa'], isExported: true });
  });

  it('reads UTF-16, keeps the list before, and adds to a list', async () => {
    await run('import', list('dusk\nferry'));
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('São Tomé\n', 'utf16le')]);
    const { stdout } = await run('import', list(utf16));
    expect(stdout).toContain(`The one before, 2 keywords: ${join(config, 'keywords-before.txt')}`);
    expect((await run('export')).stdout).toBe('São Tomé\n');
    await run('import', '--add', join(config, 'keywords-before.txt'));
    expect((await run('export')).stdout).toBe('São Tomé\ndusk\nferry\n');
  });

  it.each(noFiles)('says that it cannot be read where it is %s', async (_, put, said) => {
    const file = join(config, 'keywords.txt');
    await put(file);
    const stderr = `The file ${file} cannot be read: ${said}.\nCheck its name and permissions.\n`;
    for (const words of [['export'], ['show', 'dusk'], ['check'], ['import', list('dusk\n')]])
      expect(await run(...words)).toMatchObject({ code: 2, stderr });
  });

  it('looks words up', async () => {
    await run('import', list(plain));
    expect((await run()).stdout).toContain('5 keywords in 4 levels, 2 synonyms and 1 category: ');
    expect((await run('show', 'Ferry Boats')).stdout).toBe(
      'ferry boat\n  in the tree: vehicle > ferry boat\n  brought along by keywords.add: vehicle and ferry\n',
    );
    const unknown = await run('show', 'submarine');
    expect([unknown.code, unknown.stdout]).toEqual([1, '"submarine" is not in your list.\n']);
  });

  it('names file, line and mistake, and leaves the list that is there', async () => {
    await run('import', list('dusk'));
    const bad = list('[PLACES\n\tEurope\n\t{\n', 'bad.txt');
    const { code, stderr } = await run('import', bad);
    expect(code).toBe(2);
    expect(stderr).toContain(`${bad}:1: The bracket is not closed.`);
    expect(stderr).toContain('the list has 2 mistakes');
    expect((await run('export')).stdout).toBe('dusk\n');
    const checked = await run('check', bad);
    expect([checked.code, checked.stdout]).toEqual([
      1,
      `${bad}:1: The bracket is not closed.\n${bad}:3: A brace is not closed, or stands alone.\n`,
    ]);
    const right = await run('check', list('fruit\n\tdates, dried\n', 'right.txt'));
    expect(right.stdout).toContain('right.txt:2: "dates, dried" contains ","');
    expect(right.stdout).toContain('right.txt is right: 2 keywords in 2 levels, read as a tree.');
    expect((await run('export', '--form', 'xml')).stderr).toContain('There is no form "xml".');
  });

  it('refuses what is no list, at once', async () => {
    const huge = list('a', 'huge.txt');
    truncateSync(huge, 200_000_000);
    const pipe = join(config, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const folder = join(config, 'folder');
    mkdirSync(folder);
    for (const [file, why] of [
      [huge, 'is longer than anything of its kind'],
      [pipe, 'it is a pipe, not a file'],
      [folder, 'it is a folder, not a file'],
      [join(config, 'none.txt'), 'does not exist'],
      [list('', 'empty.txt'), 'is empty'],
      [list(Buffer.from('ffd8ffe000104a464946', 'hex'), 'a.jpg'), 'is a picture'],
    ] as const) {
      const { code, stderr } = await run('import', file);
      expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
    }
    expect((await run('export')).stderr).toContain('You have no keyword list.');
  });
});
