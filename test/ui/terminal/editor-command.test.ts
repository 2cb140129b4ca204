import { expect, it } from 'vitest';
import { waitingCommand } from '../../../src/ui/terminal/editor-command.ts';

it.each([
  ['code', 'code --wait'],
  ['code -n', 'code --wait -n'],
  ['/usr/local/bin/subl', '/usr/local/bin/subl --wait'],
  [
    '"/Applications/Sublime Text.app/Contents/SharedSupport/bin/subl" -n',
    '"/Applications/Sublime Text.app/Contents/SharedSupport/bin/subl" --wait -n',
  ],
  ['C:\\Tools\\Code.cmd', 'C:\\Tools\\Code.cmd --wait'],
  ['windsurf', 'windsurf --wait'],
  ['cursor', 'cursor --wait'],
  ['codium', 'codium --wait'],
  ['zed', 'zed --wait'],
  ['mate', 'mate -w'],
  ['gedit', 'gedit --wait'],
  ['kate', 'kate --block'],
  ['bbedit', 'bbedit --wait'],
  ['open -t', 'open -W -n -t'],
  ['gvim', 'gvim -f'],
])('%s is started as %s', (command, waits) => {
  expect(waitingCommand(command)).toBe(waits);
});

it.each([
  'code --wait',
  'code -w -n',
  'mate -w',
  'kate -b',
  'gvim --nofork',
  'open -W -t',
  'vi',
  'nano -w',
  'emacsclient -n',
  'unicode',
  'my-code',
  'notepad',
  'env A=1 code',
  '',
])('%j stays as it is', (command) => {
  expect(waitingCommand(command)).toBe(command);
});
