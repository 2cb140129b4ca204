/** Completion in the shells themselves: the script that the program prints is loaded, and Tab is pressed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { Terminal } from '../helpers/terminal.ts';

const program = join(import.meta.dirname, '../../dist/cli.js');

/** A folder with `proofsheet` on the path and folders to complete. */
function place(): { folder: string; env: Record<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), 'shell-'));
  const bin = join(folder, 'bin');
  for (const name of [bin, join(folder, 'Photo Archive')]) mkdirSync(name);
  writeFileSync(
    join(bin, 'proofsheet'),
    `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`,
  );
  chmodSync(join(bin, 'proofsheet'), 0o755);
  const path = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
  return { folder, env: { PATH: path, HOME: folder, PS1: '> ', INPUTRC: '/dev/null' } };
}

const isThere = (shell: string) => spawnSync(shell, ['--version']).status === 0;
const missing = (shell: string) => `${shell} is not installed; .ci/run installs it`;

const interactive: Record<string, { words: string[]; load: string }> = {
  bash: { words: ['--noprofile', '--norc', '-i'], load: 'source <(proofsheet completion bash)' },
  zsh: {
    words: ['-f', '-i'],
    load: 'autoload -U compinit && compinit -u -D && source <(proofsheet completion zsh)',
  },
};

it.for(Object.entries(interactive))(
  'completes in %s',
  async ([shell, { words, load }], context) => {
    if (!isThere(shell)) return context.skip(missing(shell));
    const { folder, env } = place();
    const screen = new Terminal({ command: shell, words, cwd: folder, env, columns: 160 });
    try {
      screen.type(`PS1='> '; ${load}; echo loa''ded\n`);
      await screen.sees('loaded');
      for (const [typed, seen] of [
        ['proofsheet sca\t', 'proofsheet scan '],
        ['proofsheet batch canc\t', 'proofsheet batch cancel '],
        ['proofsheet embed --dry\t', 'proofsheet embed --dry-run '],
        ['proofsheet config set ui.th\t', 'proofsheet config set ui.theme '],
        ['proofsheet config set ui.theme da\t', 'proofsheet config set ui.theme dark'],
        ['proofsheet scan --set ui.them\t', 'proofsheet scan --set ui.theme='],
        ['proofsheet scan --set ui.theme=mo\t', 'proofsheet scan --set ui.theme=mono'],
        ['proofsheet prepare --where state:op\t', 'proofsheet prepare --where state:open'],
        ['proofsheet scan Pho\t', 'proofsheet scan Photo\\ Archive/'],
      ] as const) {
        screen.type(typed);
        await screen.sees(`> ${seen}`);
        screen.press('ctrl+u');
      }
    } finally {
      await screen.kill();
    }
  },
);

it('completes in fish', (context) => {
  if (!isThere('fish')) return context.skip(missing('fish'));
  const { folder, env } = place();
  const ask =
    'proofsheet completion fish | source; for line in $argv; complete -C $line; echo; end';
  const answersTo = (...lines: readonly string[]) =>
    execFileSync('fish', ['--no-config', '-c', ask, ...lines], {
      cwd: folder,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    }).split('\n\n');
  const [command, value, assigned, filter, path] = answersTo(
    'proofsheet sca',
    'proofsheet config set ui.theme d',
    'proofsheet scan --set ui.theme=m',
    'proofsheet prepare --where state:op',
    'proofsheet scan Pho',
  );
  expect(command).toBe('scan\tfind the photos and read place, date and existing text');
  expect(value).toBe('dark');
  expect(assigned).toContain('ui.theme=mono');
  expect(filter).toContain('state:open');
  expect(path).toContain('Photo');
});

it('completes in PowerShell', (context) => {
  if (!isThere('pwsh'))
    return context.skip('pwsh is not installed, and Debian has no package of it');
  const { folder, env } = place();
  const line = 'proofsheet config set ui.theme d';
  const script = `proofsheet completion powershell | Out-String | Invoke-Expression; (TabExpansion2 '${line}' ${line.length}).CompletionMatches.CompletionText`;
  const said = execFileSync('pwsh', ['-NoProfile', '-Command', script], {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  expect(said.trim()).toBe('dark');
});
