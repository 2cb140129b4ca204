import { describe, expect, it } from 'vitest';
import { windowsLine } from '../../../src/ui/terminal/external-programs.ts';

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
