/** The command of the user's editor, made to wait: many of those with windows hand the file to one that runs and end at once. */

/** What makes an editor wait until the file is closed, by the name of its program. */
const waitFlags: Readonly<Record<string, string>> = {
  ...each(
    [
      ...[
        'code',
        'code-insiders',
        'code-oss',
        'codium',
        'vscodium',
        'cursor',
        'windsurf',
        'positron',
      ],
      ...['trae', 'kiro', 'antigravity', 'subl', 'sublime_text', 'zed', 'zeditor', 'zedit'],
      ...['atom', 'pulsar', 'lapce', 'gedit', 'xed', 'vimr', 'bbedit', 'nova'],
      ...['idea', 'webstorm', 'pycharm', 'phpstorm', 'goland', 'rubymine', 'clion', 'rider'],
    ],
    '--wait',
  ),
  mate: '-w',
  kate: '--block',
  gvim: '-f',
  mvim: '-f',
  neovide: '--no-fork',
  'nvim-qt': '--nofork',
  mousepad: '--disable-server',
  open: '-W -n',
};

function each(names: readonly string[], flag: string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, flag]));
}

/** A user who has given one of these has thought of it. */
const isTold =
  /\s(?:-[wWfb]|--wait|--block|--no-?fork|--foreground|--disable-server|--standalone)(?=\s|$)/;

/** The same command with the flag that makes a known editor wait, unless it has one: `code -n` is `code --wait -n`. */
export function waitingCommand(command: string): string {
  const [first = ''] = /^\s*(?:"[^"]*"|'[^']*'|(?:\\.|[^\s\\])+)/.exec(command) ?? [];
  const program = first.trim().replace(/^["']|["']$/g, '');
  const name = program.split(/[\\/]/).at(-1) ?? '';
  const flag = waitFlags[name.toLowerCase().replace(/\.(?:exe|cmd|bat)$/, '')];
  if (flag === undefined || isTold.test(command)) return command;
  return `${first} ${flag}${command.slice(first.length)}`;
}
