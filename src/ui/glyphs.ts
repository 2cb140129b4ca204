/**
 * The symbols on the screen, each with a plain one for terminals without Unicode. All are one cell wide. Lines are made
 * with the signs; the plain ones take their place when a line is painted.
 */
const signs = {
  open: ['·', '.'],
  accepted: ['✓', '+'],
  rejected: ['✗', 'x'],
  edited: ['✎', '~'],
  excluded: ['⊘', 'o'],
  problem: ['!', '!'],
  unsure: ['?', '?'],
  cursor: ['▸', '>'],
  selected: ['◆', '*'],
  cut: ['…', '~'],
  rule: ['─', '-'],
  ruleDown: ['│', '|'],
  barFull: ['━', '#'],
  barEmpty: ['─', '-'],
  before: ['°', "'"],
  dot: ['·', '.'],
  arrow: ['→', '>'],
  up: ['↑', '^'],
  down: ['↓', 'v'],
  turn0: ['⠋', '|'],
  turn1: ['⠙', '/'],
  turn2: ['⠴', '-'],
  turn3: ['⠦', '\\'],
} as const;

export type Glyph = keyof typeof signs;

export const glyphs = Object.fromEntries(
  Object.entries(signs).map(([name, [sign]]) => [name, sign]),
) as Readonly<Record<Glyph, string>>;

/** What turns while something is done. */
export const turning = [glyphs.turn0, glyphs.turn1, glyphs.turn2, glyphs.turn3] as const;

const plainSigns: ReadonlyMap<string, string> = new Map([...Object.values(signs), ['←', '<']]);
const anySign = new RegExp(`[${[...plainSigns.keys()].join('')}]`, 'g');

/** The same text for a terminal without Unicode, and as wide. */
export function inAscii(text: string): string {
  return text.replace(anySign, (sign) => plainSigns.get(sign) ?? sign);
}
