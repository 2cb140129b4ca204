/**
 * What a terminal can do, told by its environment. Asking the terminal itself misleads for most pictures: some answer
 * that they know a protocol and then print its bytes (Konsole and kitty's placeholders), so only known brands get those.
 * Sixel alone is asked for: it stands among the attributes that terminals have always told.
 */
import type { ColourDepth } from '../theme.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type PictureKind = 'kitty' | 'iterm' | 'sixel' | 'blocks' | 'off';

export type Capabilities = {
  readonly colours: ColourDepth;
  readonly pictures: PictureKind;
  readonly unicode: boolean;
  /** Inside tmux or screen, which pass neither pixels nor most questions on. */
  readonly multiplexed: boolean;
  /** Output as a linear text for a screen reader. */
  readonly screenReader: boolean;
};

/** Terminals inside others, which pass on no pixels, but the variables of the one around them: they may name its brand. */
const innerTerminals = ['ZELLIJ', 'NVIM', 'VIM_TERMINAL', 'INSIDE_EMACS'];

/** Brands that are known to draw pixels, by what they say they are; kitty also by a variable of its own. */
const brands: Readonly<Record<string, 'kitty' | 'iterm'>> = {
  'xterm-kitty': 'kitty',
  ghostty: 'kitty',
  'xterm-ghostty': 'kitty',
  'iTerm.app': 'iterm',
  WezTerm: 'iterm',
  WarpTerminal: 'iterm',
  mintty: 'iterm',
};

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

/**
 * The capabilities of a terminal with this environment.
 * @param wanted the setting `ui.picture`
 */
export function capabilitiesOf(
  env: Environment,
  wanted: PictureKind | 'auto' = 'auto',
): Capabilities {
  const term = env['TERM'] ?? '';
  const multiplexed = isSet(env['TMUX']) || isSet(env['STY']) || /^(tmux|screen)/.test(term);
  const colours = coloursOf(env, term);
  const screenReader = env['INK_SCREEN_READER'] === 'true';
  const unicode = hasUnicode(env, term);
  return {
    colours,
    unicode,
    multiplexed,
    screenReader,
    pictures: screenReader ? 'off' : picturesOf(env, wanted, { colours, unicode, multiplexed }),
  };
}

function coloursOf(env: Environment, term: string): ColourDepth {
  const forced = forcedColours[env['FORCE_COLOR'] ?? ''];
  if (forced !== undefined) return forced;
  if (isSet(env['NO_COLOR']) || term === 'dumb' || term === 'vt100') return 'none';
  if (/^(truecolor|24bit)$/i.test(env['COLORTERM'] ?? '')) return 'true';
  if (/-direct$/.test(term) || isSet(env['WT_SESSION'])) return 'true';
  if (/kitty|ghostty|alacritty|wezterm|foot/.test(term)) return 'true';
  // The console of Windows (10, version 1703, and later) tells nothing of itself; Node runs on no older one.
  if (term === '' && env['OS'] === 'Windows_NT') return 'true';
  return /256/.test(term) ? '256' : '16';
}

/** As other programs read FORCE_COLOR (https://force-color.org): it goes before NO_COLOR. */
const forcedColours: Readonly<Record<string, ColourDepth>> = {
  '0': 'none',
  false: 'none',
  '1': '16',
  true: '16',
  '2': '256',
  '3': 'true',
};

function hasUnicode(env: Environment, term: string): boolean {
  if (term === 'linux' || term === 'dumb' || term === 'vt100') return false;
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(isSet);
  // A terminal without any locale is most often a container, whose terminal outside speaks UTF-8.
  return locale === undefined || /utf-?8/i.test(locale);
}

function picturesOf(
  env: Environment,
  wanted: PictureKind | 'auto',
  { colours, unicode, multiplexed }: Pick<Capabilities, 'colours' | 'unicode' | 'multiplexed'>,
): PictureKind {
  if (wanted !== 'auto' && wanted !== 'blocks') return wanted;
  const blocks = unicode && (colours === 'true' || colours === '256') ? 'blocks' : 'off';
  const isInner =
    env['TERM_PROGRAM'] === 'vscode' || innerTerminals.some((name) => isSet(env[name]));
  if (wanted === 'blocks' || multiplexed || isInner) return blocks;
  const brand = isSet(env['KITTY_WINDOW_ID'])
    ? 'kitty'
    : (brands[env['TERM'] ?? ''] ?? brands[env['TERM_PROGRAM'] ?? '']);
  return brand !== undefined && colours !== 'none' ? brand : blocks;
}
