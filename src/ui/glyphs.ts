/** The signs on the screen, each with a plain one for terminals that have no Unicode. All are one cell wide. */
const signs = {
  open: ['·', '.'],
  accepted: ['✓', '+'],
  rejected: ['✗', 'x'],
  edited: ['✎', '~'],
  problem: ['!', '!'],
  unsure: ['?', '?'],
  cursor: ['▸', '>'],
  selected: ['◆', '*'],
  cut: ['…', '~'],
  rule: ['─', '-'],
  ruleDown: ['│', '|'],
  barFull: ['━', '#'],
  barEmpty: ['─', '-'],
  dot: ['·', '.'],
  arrow: ['→', '>'],
  up: ['↑', '^'],
  down: ['↓', 'v'],
} as const;

export type Glyphs = Readonly<Record<keyof typeof signs, string>>;

function glyphsOf(column: 0 | 1): Glyphs {
  return Object.fromEntries(
    Object.entries(signs).map(([name, sign]) => [name, sign[column]]),
  ) as Glyphs;
}

export const unicodeGlyphs = glyphsOf(0);
export const asciiGlyphs = glyphsOf(1);
