/**
 * Colours by the role a text plays. Screens name roles, never colours. Where the background is not known, those of the
 * terminal's own palette are used that can be read on any. No role is told by colour alone:
 * a glyph or a word always says the same.
 */
import { type Harmless, joined, printable, sequence } from '../terminal-output.ts';
import { nearest256, type Rgb } from './terminal/colours.ts';

export type Role =
  /** Labels and what matters second. */
  | 'quiet'
  /** Lines and fillers that carry no information. */
  | 'faint'
  | 'strong'
  /** Where the person is: the current stage, the focused pane, keys. */
  | 'accent'
  | 'good'
  | 'bad'
  | 'warn'
  | 'unsure'
  /** Text past a limit. */
  | 'over'
  /** The block cursor of a field. */
  | 'cursor'
  /** The keyword or row that keys act on. */
  | 'current'
  | 'selected'
  | 'added'
  | 'removed';

export type ColourDepth = 'none' | '16' | '256' | 'true';
export type Background = 'dark' | 'light' | 'unknown';

export type Theme = {
  /** For a terminal without Unicode. */
  readonly isPlain: boolean;
  /** The current row is inverse; colours in it would become patches. */
  readonly isCurrentInverse: boolean;
  paint(role: Role, text: Harmless): Harmless;
};

/** What opens a role; every part has its own way to close, so that roles can lie inside one another. */
type Look = {
  readonly colour?: number | Rgb;
  readonly ground?: Rgb;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
};
const rgb = (hex: string): Rgb => {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16);
  return [part(0), part(2), part(4)];
};

const inverse: Look = { inverse: true };
const bold: Look = { bold: true };
const ink = (hex: string): Look => ({ colour: rgb(hex) });
const on = (hex: string): Look => ({ ground: rgb(hex) });
const under = (look: Look): Look => ({ ...look, underline: true });

const palettes = ['dark', 'light', 'bright', 'deep', 'either', 'mono'] as const;
/** One for each palette, in their order. */
type Looks = readonly Look[];

/** A colour of the palette, by its SGR number. */
const own = (colour: number): Look => ({ colour });
const dim: Look = { dim: true };
const good: Looks = [ink('82b8f2'), ink('1a5fb4'), own(94), own(34), own(94), {}];
const bad: Looks = [ink('f0917a'), ink('b03a1a'), own(91), own(31), own(31), {}];
const everywhere = (look: Look): Looks => palettes.map(() => look);

/**
 * Every role on a dark and on a light ground; in the sixteen colours of the terminal's own palette (faint text stays the
 * terminal's own colour, only dimmed): the bright ones on a dark ground, the deep ones on a light one, and where the ground
 * is not known those alone that can be read on black and on white; and without colours.
 */
const looks: Readonly<Record<Role, Looks>> = {
  quiet: [ink('9aa4ae'), ink('59636e'), dim, dim, dim, {}],
  faint: [ink('4b535c'), ink('b8c0c8'), dim, dim, dim, {}],
  strong: everywhere(bold),
  // On white, neither the cyan of xterm can be read,
  accent: [ink('6fcfc0'), ink('00756a'), own(96), own(34), own(94), bold],
  good,
  bad,
  // nor any yellow.
  warn: [ink('e8b85c'), ink('8a5600'), own(93), bold, bold, bold],
  unsure: [ink('c9a6ea'), ink('7a3aa8'), own(95), own(35), own(35), {}],
  over: bad.map(under),
  cursor: everywhere(inverse),
  // A bar as bright as the text glares where nobody knows the ground.
  current: [on('2a3540'), on('d3e4ea'), inverse, under(bold), under(bold), inverse],
  selected: [on('23292f'), on('e9eef2'), {}, {}, {}, {}],
  added: good,
  removed: bad,
};

/** The theme for a terminal of this depth and background; `isPlain` for one without Unicode. */
export function makeTheme(depth: ColourDepth, background: Background, isPlain = false): Theme {
  const column = palettes.indexOf(paletteOf(depth, background));
  const lookOf = (role: Role) => looks[role][column] ?? {};
  const pairs = new Map(
    (Object.keys(looks) as Role[]).map((role) => [role, escapesOf(lookOf(role), depth)]),
  );
  return {
    isPlain,
    isCurrentInverse: lookOf('current').inverse === true,
    paint(role, text) {
      const pair = pairs.get(role);
      return pair === undefined || pair[0] === '' || text === ''
        ? text
        : sequence`${pair[0]}${text}${pair[1]}`;
    },
  };
}

function paletteOf(depth: ColourDepth, background: Background): (typeof palettes)[number] {
  if (depth === 'none') return 'mono';
  if (background === 'unknown') return 'either';
  if (depth !== '16') return background;
  return background === 'dark' ? 'bright' : 'deep';
}

function escapesOf(look: Look, depth: ColourDepth): readonly [open: Harmless, close: Harmless] {
  const open: string[] = [];
  const close: string[] = [];
  const add = (start: string, end: string) => {
    open.push(start);
    close.unshift(end);
  };
  if (look.bold === true) add('1', '22');
  if (look.dim === true) add('2', '22');
  if (look.underline === true) add('4', '24');
  if (look.inverse === true) add('7', '27');
  if (look.colour !== undefined) add(colourCode(look.colour, depth, 38), '39');
  if (look.ground !== undefined) add(colourCode(look.ground, depth, 48), '49');
  const styled = (codes: readonly string[]) =>
    joined(codes.map((code) => sequence`\u001B[${printable(code)}m`));
  return [styled(open), styled(close)];
}

function colourCode(colour: number | Rgb, depth: ColourDepth, layer: 38 | 48): string {
  if (typeof colour === 'number') return String(colour);
  return depth === 'true' ? `${layer};2;${colour.join(';')}` : `${layer};5;${nearest256(colour)}`;
}
