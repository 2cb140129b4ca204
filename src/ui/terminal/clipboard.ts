/** The clipboard: by the tool of the system, by tmux, or through the terminal, which may pass it on or not. */
import { startProgram } from '../../files/child.ts';
import { type Platform, platform } from '../../files/platform.ts';
import { base64, type Harmless, sequence } from '../../terminal-output.ts';
import type { Environment } from './capabilities.ts';

type Tool = NonNullable<Platform['clipboard']> & { readonly words?: readonly string[] };

const isSet = (value: string | undefined) => value !== undefined && value !== '';

/** The tools that may work here, in the order in which they are tried. */
function toolsFor(env: Environment, own: Platform['clipboard']): readonly Tool[] {
  // The clipboard of the machine that we run on is not that of the person in front of the terminal.
  const isFar = isSet(env['SSH_CONNECTION']) || isSet(env['SSH_TTY']);
  const isX = isSet(env['DISPLAY']);
  const here: readonly (readonly [boolean, Tool | undefined])[] = [
    [true, own],
    [isSet(env['WSL_DISTRO_NAME']), { command: 'clip.exe', encoding: 'utf16le' }],
    [isSet(env['WAYLAND_DISPLAY']), { command: 'wl-copy', encoding: 'utf8' }],
    [isX, { command: 'xclip', words: ['-selection', 'clipboard'], encoding: 'utf8' }],
    [isX, { command: 'xsel', words: ['--clipboard', '--input'], encoding: 'utf8' }],
  ];
  // With -w it passes the text on to the clipboard of the terminal outside, where that takes it.
  const tmux: Tool = { command: 'tmux', words: ['load-buffer', '-w', '-'], encoding: 'utf8' };
  const found = isFar ? [] : here.flatMap(([when, tool]) => (when && tool ? [tool] : []));
  return isSet(env['TMUX']) ? [...found, tmux] : found;
}

/** Milliseconds that a tool may take. Those of X11 stay in the background and keep the text. */
const patience = 2000;

/**
 * Puts text on the clipboard.
 * @param write what the terminal is told, where no tool has taken it
 * @returns what has become of it, as the end of a sentence
 */
export async function copyOutside(
  text: string,
  write: (copied: Harmless) => void,
  {
    env = process.env,
    clipboard = platform().clipboard,
  }: { readonly env?: Environment } & Pick<Platform, 'clipboard'> = {},
): Promise<string> {
  for (const tool of toolsFor(env, clipboard))
    if (await takes(tool, text))
      return tool.command === 'tmux' ? "copied to tmux's buffer" : 'copied';
  // OSC 52, which terminals pass on to the clipboard of the machine that they run on, also through ssh.
  write(sequence`\u001B]52;c;${base64(Buffer.from(text))}\u0007`);
  return 'sent to the terminal; if nothing arrives, allow it there to set the clipboard';
}

/** Whether the tool is there and has taken the text. */
function takes({ command, words = [], encoding }: Tool, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = startProgram(command, words, {
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
      signal: AbortSignal.timeout(patience),
      // Without a locale pbcopy takes the text for MacRoman.
      env: { LC_CTYPE: 'UTF-8' },
    });
    child.on('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
    child.stdin?.once('error', () => resolve(false));
    child.stdin?.end(Buffer.from(text, encoding));
  });
}
