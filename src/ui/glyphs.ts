/** The signs on the screen, each with a plain one for terminals that have no Unicode. All are one cell wide. */

export type Glyphs = {
  readonly open: string;
  readonly accepted: string;
  readonly rejected: string;
  readonly edited: string;
  readonly problem: string;
  readonly unsure: string;
  readonly cursor: string;
  readonly selected: string;
  readonly cut: string;
  readonly rule: string;
  readonly ruleDown: string;
  readonly barFull: string;
  readonly barEmpty: string;
  readonly dot: string;
  readonly arrow: string;
  readonly up: string;
  readonly down: string;
  readonly corner: readonly [
    topLeft: string,
    topRight: string,
    bottomLeft: string,
    bottomRight: string,
  ];
};

export const unicodeGlyphs: Glyphs = {
  open: '·',
  accepted: '✓',
  rejected: '✗',
  edited: '✎',
  problem: '!',
  unsure: '?',
  cursor: '▸',
  selected: '◆',
  cut: '…',
  rule: '─',
  ruleDown: '│',
  barFull: '━',
  barEmpty: '─',
  dot: '·',
  arrow: '→',
  up: '↑',
  down: '↓',
  corner: ['╭', '╮', '╰', '╯'],
};

export const asciiGlyphs: Glyphs = {
  open: '.',
  accepted: '+',
  rejected: 'x',
  edited: '~',
  problem: '!',
  unsure: '?',
  cursor: '>',
  selected: '*',
  cut: '~',
  rule: '-',
  ruleDown: '|',
  barFull: '#',
  barEmpty: '-',
  dot: '.',
  arrow: '>',
  up: '^',
  down: 'v',
  corner: ['+', '+', '+', '+'],
};
