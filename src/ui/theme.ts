/**
 * Colours by the role a text plays. Screens name roles, never colours. Where the background is not known, the sixteen
 * colours of the terminal's own palette are used, which its owner has made readable. No role is told by colour alone:
 * a glyph or a word always says the same.
 */
import { asciiGlyphs, type Glyphs, unicodeGlyphs } from './glyphs.ts';
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
  /** The chip or row that keys act on. */
  | 'current'
  | 'selected'
  | 'added'
  | 'removed';

export type ColourDepth = 'none' | '16' | '256' | 'true';
export type Background = 'dark' | 'light' | 'unknown';

export type Theme = {
  readonly depth: ColourDepth;
  readonly background: Background;
  readonly glyphs: Glyphs;
  /** The current row is inverse; colours in it would become patches. */
  readonly isCurrentInverse: boolean;
  paint(role: Role, text: string): string;
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
type Palette = Readonly<Record<Role, Look>>;

const rgb = (hex: string): Rgb => [
  Number.parseInt(hex.slice(0, 2), 16),
  Number.parseInt(hex.slice(2, 4), 16),
  Number.parseInt(hex.slice(4, 6), 16),
];

const dark: Palette = {
  quiet: { colour: rgb('9aa4ae') },
  faint: { colour: rgb('4b535c') },
  strong: { bold: true },
  accent: { colour: rgb('6fcfc0') },
  good: { colour: rgb('82b8f2') },
  bad: { colour: rgb('f0917a') },
  warn: { colour: rgb('e8b85c') },
  unsure: { colour: rgb('c9a6ea') },
  over: { colour: rgb('f0917a'), underline: true },
  cursor: { inverse: true },
  current: { ground: rgb('2a3540') },
  selected: { ground: rgb('23292f') },
  added: { colour: rgb('82b8f2') },
  removed: { colour: rgb('f0917a') },
};

const light: Palette = {
  quiet: { colour: rgb('59636e') },
  faint: { colour: rgb('b8c0c8') },
  strong: { bold: true },
  accent: { colour: rgb('00756a') },
  good: { colour: rgb('1a5fb4') },
  bad: { colour: rgb('b03a1a') },
  warn: { colour: rgb('8a5600') },
  unsure: { colour: rgb('7a3aa8') },
  over: { colour: rgb('b03a1a'), underline: true },
  cursor: { inverse: true },
  current: { ground: rgb('d3e4ea') },
  selected: { ground: rgb('e9eef2') },
  added: { colour: rgb('1a5fb4') },
  removed: { colour: rgb('b03a1a') },
};

/** SGR numbers of the terminal's own palette; faint text stays the terminal's own colour, only dimmed. */
const sixteen: Palette = {
  quiet: { dim: true },
  faint: { dim: true },
  strong: { bold: true },
  accent: { colour: 36 },
  good: { colour: 34 },
  bad: { colour: 31 },
  warn: { colour: 33 },
  unsure: { colour: 35 },
  over: { colour: 31, underline: true },
  cursor: { inverse: true },
  current: { inverse: true },
  selected: {},
  added: { colour: 34 },
  removed: { colour: 31 },
};

const mono: Palette = {
  quiet: {},
  faint: {},
  strong: { bold: true },
  accent: { bold: true },
  good: {},
  bad: {},
  warn: { bold: true },
  unsure: {},
  over: { underline: true },
  cursor: { inverse: true },
  current: { inverse: true },
  selected: {},
  added: {},
  removed: {},
};

/** The theme for a terminal of this depth and background; `plainGlyphs` for one without Unicode. */
export function makeTheme(depth: ColourDepth, background: Background, plainGlyphs = false): Theme {
  const palette = paletteOf(depth, background);
  const pairs = new Map<Role, readonly [open: string, close: string]>(
    Object.entries(palette).map(([role, look]) => [role as Role, escapesOf(look, depth)]),
  );
  return {
    depth,
    background,
    glyphs: plainGlyphs ? asciiGlyphs : unicodeGlyphs,
    isCurrentInverse: palette.current.inverse === true,
    paint(role, text) {
      const [open, close] = pairs.get(role) ?? ['', ''];
      return open === '' || text === '' ? text : `${open}${text}${close}`;
    },
  };
}

function paletteOf(depth: ColourDepth, background: Background): Palette {
  if (depth === 'none') return mono;
  if (depth === '16' || background === 'unknown') return sixteen;
  return background === 'light' ? light : dark;
}

function escapesOf(look: Look, depth: ColourDepth): readonly [open: string, close: string] {
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
  const sequence = (codes: readonly string[]) =>
    codes.length === 0 ? '' : codes.map((code) => `\u001B[${code}m`).join('');
  return [sequence(open), sequence(close)];
}

function colourCode(colour: number | Rgb, depth: ColourDepth, layer: 38 | 48): string {
  if (typeof colour === 'number') return String(colour);
  return depth === 'true' ? `${layer};2;${colour.join(';')}` : `${layer};5;${nearest256(colour)}`;
}
