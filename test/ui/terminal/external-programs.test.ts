import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyHere, windowsLine } from '../../../src/ui/terminal/external-programs.ts';

const file = String.raw`C:\Users\A & B\AppData\Local\Temp\title.txt`;
const notepadPlus = String.raw`C:\Program Files\Notepad++\notepad++.exe`;
const exists = (path: string) => path === notepadPlus;

describe('the line that starts an editor on Windows', () => {
  it.each([
    ['notepad', `notepad "${file}"`],
    ['code --wait', `code --wait "${file}"`],
    [notepadPlus, `"${notepadPlus}" "${file}"`],
    [`"${notepadPlus}" -multiInst`, `"${notepadPlus}" -multiInst "${file}"`],
  ])('keeps options apart and paths together: %s', (command, line) => {
    expect(windowsLine(command, file, exists)).toBe(line);
  });
});

describe('the clipboard of a system that has a program for it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clipboard-'));
  const command = join(folder, 'clip');
  const taken = join(folder, 'taken');
  writeFileSync(command, `#!/bin/sh\ncat > '${taken}'\n`, { mode: 0o755 });

  it.each(['utf8', 'utf16le'] as const)('gets the text in its encoding: %s', async (encoding) => {
    await copyHere('São João, 日本', { clipboard: { command, encoding } }, {});
    expect(readFileSync(taken).toString(encoding)).toBe('São João, 日本');
  });

  it('is another one through ssh, and may be missing', async () => {
    rmSync(taken);
    await copyHere(
      'a',
      { clipboard: { command, encoding: 'utf8' } },
      { SSH_CONNECTION: '1 2 3 4' },
    );
    await copyHere('a', { clipboard: { command: join(folder, 'gone'), encoding: 'utf8' } }, {});
    expect(existsSync(taken)).toBe(false);
  });
});
