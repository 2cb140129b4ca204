/** What people are told to type is what works where they are. */
import { expect, it } from 'vitest';
import { asTyped, howStarted, programName } from '../../src/commands/program-name.ts';

const exec = { npm_command: 'exec' };

it.each([
  ['/usr/local/bin/proofsheet', {}, 'proofsheet'],
  ['/home/ana/.nvm/versions/node/v24.1.0/bin/proofsheet', {}, 'proofsheet'],
  ['/usr/local/lib/node_modules/proofsheet/dist/cli.js', {}, 'proofsheet'],
  [
    'C:\\Users\\Ana\\AppData\\Roaming\\npm\\node_modules\\proofsheet\\dist\\cli.js',
    {},
    'proofsheet',
  ],
  ['C:\\Programs\\proofsheet.exe', {}, 'proofsheet'],
  ['', {}, 'proofsheet'],
  ['/home/ana/.npm/_npx/4f1c/node_modules/.bin/proofsheet', exec, 'npx proofsheet'],
  ['/home/ana/site/node_modules/.bin/proofsheet', exec, 'npx proofsheet'],
  [
    'C:\\Users\\Ana\\npm-cache\\_npx\\4f1c\\node_modules\\proofsheet\\dist\\cli.js',
    exec,
    'npx proofsheet',
  ],
  ['/home/ana/proofsheet/dist/cli.js', {}, 'npx proofsheet'],
  ['/home/ana/proofsheet/dist/cli.js', { npm_command: 'start' }, 'npx proofsheet'],
])('started as %j with %j, it is called %s', (script, env, name) => {
  expect(programName(howStarted(script, env))).toBe(name);
});

it('names the command in every sentence as it is typed', () => {
  const sentence =
    'Run `proofsheet scan` first; `proofsheet status` tells more. proofsheet needs it.';
  expect(asTyped(sentence, 'npx proofsheet')).toBe(
    'Run `npx proofsheet scan` first; `npx proofsheet status` tells more. proofsheet needs it.',
  );
  expect(asTyped(sentence, 'proofsheet')).toBe(sentence);
});
