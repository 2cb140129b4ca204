/** The outlets at the command line: what is known of them, and the user's own files. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { endWarmCommands, runWarm } from '../helpers/warm-commands.ts';

endWarmCommands();

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

  it('knows which name was meant', async () => {
    const { code, stderr } = await run('outlets', 'show', 'adobee');
    expect(code).toBe(2);
    expect(stderr).toContain('There is no outlet "adobee". Did you mean adobe?');
  });
});
