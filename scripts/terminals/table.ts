/** The terminals, how each is started, and what lies in it and not in us. */
import type { checks } from './checks.ts';

export type CheckName = keyof typeof checks;

/** How pictures come out: as pixels, as block characters, or not at all. */
export type Drawn = 'pixels' | 'blocks' | 'none';

export type Row = {
  readonly name: string;
  /** The programs that must be there; the first one is asked for its version. */
  readonly programs: readonly string[];
  readonly version?: readonly string[];
  /** What is started; the words of the session are put behind it. */
  readonly words: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The best it can. */
  readonly pictures: Drawn;
  /** Keys, as xdotool names them. */
  readonly larger?: string;
  readonly smaller?: string;
  readonly paste: string;
  /** It is a window of weston, on Wayland. */
  readonly isWayland?: boolean;
  /** It is reached through ssh, over loopback. */
  readonly isFar?: boolean;
  /** What does not come out right there, by the check, and why that lies in the terminal. */
  readonly reasons?: Partial<Readonly<Record<CheckName, string>>>;
};

const kitty = [
  ...['kitty', '-o', 'cursor_blink_interval=0', '-o', 'enable_audio_bell=no'],
  ...['-o', 'confirm_os_window_close=0', '-o', 'remember_window_size=no'],
  ...['-o', 'initial_window_width=120c', '-o', 'initial_window_height=40c', '--'],
];
const xterm = [
  ...['xterm', '-fa', 'DejaVu Sans Mono', '-fs', '10', '-geometry', '120x40'],
  ...['-xrm', 'XTerm*cursorBlink:false', '-bg', '#14161a', '-fg', '#e0e0e0'],
];
const emptyTmux = ['tmux', '-L', 'proofsheet-terminals', '-f', '/dev/null'];
const tmux = [...emptyTmux, 'new-session', '--'];
const passingTmux = [
  ...[...emptyTmux, 'start-server', ';', 'set', '-g', 'allow-passthrough', 'on', ';'],
  ...['new-session', '--'],
];

const inKitty = {
  larger: 'ctrl+shift+equal',
  smaller: 'ctrl+shift+minus',
  paste: 'shift+Insert',
} as const;
const inXterm = {
  larger: 'shift+KP_Add',
  smaller: 'shift+KP_Subtract',
  paste: 'shift+Insert',
} as const;
const others = { larger: 'ctrl+equal', smaller: 'ctrl+minus', paste: 'shift+Insert' } as const;

const movesLines =
  'made smaller and larger, it moves the lines of the shell behind, whatever program has the screen';
const altInXterm =
  'xterm types letters with Alt, and the program in between does not tell it otherwise; `XTerm*metaSendsEscape: true` does';
const sixteen = 'it says that it has 16 colours, which are too few for pictures of blocks';

export const rows: readonly Row[] = [
  { name: 'kitty', programs: ['kitty'], words: kitty, pictures: 'pixels', ...inKitty },
  {
    name: 'Konsole',
    programs: ['konsole'],
    words: [
      ...['konsole', '--separate', '--nofork', '--hide-menubar', '--hide-tabbar'],
      ...['-p', 'TerminalColumns=120', '-p', 'TerminalRows=40', '-e'],
    ],
    pictures: 'pixels',
    ...others,
    larger: 'ctrl+plus',
  },
  {
    name: 'foot',
    programs: ['foot', 'weston', 'wl-copy'],
    words: ['foot', '-o', 'cursor.blink=no', '--window-size-chars=120x40', '--'],
    pictures: 'pixels',
    ...others,
    paste: 'ctrl+shift+v',
    isWayland: true,
  },
  {
    name: 'xterm',
    programs: ['xterm'],
    version: ['-v'],
    words: [...xterm, '-e'],
    pictures: 'none',
    ...inXterm,
    reasons: { pictures: sixteen, exit: movesLines },
  },
  {
    name: 'xterm -ti vt340',
    programs: ['xterm'],
    version: ['-v'],
    words: [...xterm, '-ti', 'vt340', '-e'],
    pictures: 'pixels',
    ...inXterm,
    reasons: { exit: movesLines },
  },
  {
    name: 'mlterm',
    programs: ['mlterm'],
    words: ['mlterm', '--geometry', '120x40', '--fontsize', '16', '-e'],
    pictures: 'pixels',
    paste: 'shift+Insert',
  },
  {
    name: 'Alacritty',
    programs: ['alacritty'],
    words: [
      ...['alacritty', '-o', 'window.dimensions.columns=120'],
      ...['-o', 'window.dimensions.lines=40', '-e'],
    ],
    pictures: 'blocks',
    ...others,
    reasons: { exit: movesLines },
  },
  {
    name: 'xfce4-terminal',
    programs: ['xfce4-terminal', 'dbus-run-session'],
    words: [
      ...['dbus-run-session', '--', 'xfce4-terminal', '--disable-server'],
      ...['--geometry=120x40', '--hide-menubar', '-x'],
    ],
    pictures: 'blocks',
    ...others,
    larger: 'ctrl+plus',
    reasons: { keys: 'it keeps F1 for its own manual' },
  },
  {
    name: 'tmux in xterm',
    programs: ['tmux', 'xterm'],
    version: ['-V'],
    words: [...xterm, '-e', ...tmux],
    pictures: 'blocks',
    ...inXterm,
    reasons: { keys: altInXterm },
  },
  {
    name: 'tmux in kitty',
    programs: ['tmux', 'kitty'],
    version: ['-V'],
    words: [...kitty, ...tmux],
    pictures: 'blocks',
    ...inKitty,
  },
  {
    name: 'tmux (passthrough) in kitty',
    programs: ['tmux', 'kitty'],
    version: ['-V'],
    words: [...kitty, ...passingTmux],
    pictures: 'pixels',
    ...inKitty,
    reasons: { pictures: 'kitty shows them there since 0.28; before, they are of blocks' },
  },
  {
    name: 'GNU screen in xterm',
    programs: ['screen', 'xterm'],
    words: [...xterm, '-e', 'screen', '-c', '/dev/null', '-U'],
    pictures: 'none',
    ...inXterm,
    reasons: {
      pictures: sixteen,
      keys: altInXterm,
      exit: 'by default it has one screen only (`altscreen on`), so that it is empty afterwards',
    },
  },
  {
    name: 'ssh in kitty',
    programs: ['ssh', 'sshd', 'kitty'],
    version: ['-V'],
    words: kitty,
    pictures: 'pixels',
    ...inKitty,
    isFar: true,
  },
];
