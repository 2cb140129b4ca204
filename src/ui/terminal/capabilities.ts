/**
 * What a terminal can do, told by its environment and by its answers. Pixels are drawn only where the terminal itself
 * has answered that it draws them: variables are inherited by terminals inside other programs, which know nothing of it.
 */
import type { ColourDepth } from '../theme.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** placeholders: kitty's, where its cells are letters, for tmux. */
export type PictureKind = 'kitty' | 'placeholders' | 'iterm' | 'sixel' | 'blocks' | 'off';

export type Capabilities = {
  readonly colours: ColourDepth;
  /** Until the terminal has answered. */
  readonly pictures: PictureKind;
  /** What it answers may make them better. */
  readonly mayImprove: boolean;
  readonly unicode: boolean;
  /** It knows no sequences. */
  readonly isDumb: boolean;
  /** Output as a linear text for a screen reader, or for such a terminal. */
  readonly screenReader: boolean;
};

/** What a terminal has answered of itself; sizes in pixels. */
export type Told = {
  readonly name?: string;
  readonly knowsKitty?: boolean;
  readonly drawsSixel?: boolean;
  readonly isCellKnown?: boolean;
};

/** Terminals that draw iTerm2's pictures, by the name that they answer; there is no question for these. */
const iterms = /^(?:iTerm2|WezTerm|mintty|WarpTerminal)/i;
/** Its Sixel pictures stay behind the text, where spaces do not erase them. */
const withoutSixel = /^Konsole/i;

/** The best pictures that a terminal draws, by its answers; undefined where it draws no pixels. */
export function pixelsOf(told: Told): 'kitty' | 'iterm' | 'sixel' | undefined {
  const { name = '', knowsKitty, drawsSixel, isCellKnown } = told;
  if (knowsKitty === true) return 'kitty';
  if (iterms.test(name)) return 'iterm';
  // Without the size of a cell a picture covers text, or leaves a gap.
  const isSixel = drawsSixel === true && isCellKnown === true && !withoutSixel.test(name);
  return isSixel ? 'sixel' : undefined;
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}

/**
 * The capabilities of a terminal with this environment.
 * @param wanted the setting `ui.picture`
 * @param isReadOut a screen reader was asked for
 */
export function capabilitiesOf(
  env: Environment,
  wanted: Exclude<PictureKind, 'placeholders'> | 'auto' = 'auto',
  isReadOut = false,
): Capabilities {
  const term = env['TERM'] ?? '';
  const colours = coloursOf(env, term);
  const isDumb = term === 'dumb';
  const screenReader = isReadOut || isDumb || env['INK_SCREEN_READER'] === 'true';
  const unicode = hasUnicode(env, term);
  const drawsBlocks = unicode && (colours === 'true' || colours === '256');
  const pixels = wanted === 'kitty' && isInTmux(env) ? 'placeholders' : wanted;
  const before = pixels === 'auto' || pixels === 'blocks' ? blocksIf(drawsBlocks) : pixels;
  return {
    colours,
    unicode,
    isDumb,
    screenReader,
    pictures: screenReader ? 'off' : before,
    mayImprove: wanted === 'auto' && !screenReader && colours !== 'none',
  };
}

export const isInTmux = (env: Environment): boolean => isSet(env['TMUX']);

/** Inside tmux or screen, which answer for themselves. */
export function isMultiplexed(env: Environment): boolean {
  return isInTmux(env) || isSet(env['STY']) || /^(tmux|screen)/.test(env['TERM'] ?? '');
}

/** Inside GNU screen, innermost. */
export function isGnuScreen(env: Environment): boolean {
  return isSet(env['STY']) && !isInTmux(env);
}

function coloursOf(env: Environment, term: string): ColourDepth {
  const forced = forcedColours[env['FORCE_COLOR'] ?? ''];
  if (forced !== undefined) return forced;
  if (isSet(env['NO_COLOR']) || term === 'dumb' || term === 'vt100') return 'none';
  // GNU screen inherits COLORTERM from the terminal outside and shows garbage.
  if (/^(truecolor|24bit)$/i.test(env['COLORTERM'] ?? '')) return isGnuScreen(env) ? '256' : 'true';
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

const blocksIf = (drawsBlocks: boolean): PictureKind => (drawsBlocks ? 'blocks' : 'off');
