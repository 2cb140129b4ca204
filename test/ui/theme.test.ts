/** Colours that can be read on what they stand on, and whatever that is where nobody knows it. */
import { expect, it } from 'vitest';
import { sequence } from '../../src/terminal-output.ts';
import { luminance, type Rgb } from '../../src/ui/terminal/colours.ts';
import { makeTheme, type Role } from '../../src/ui/theme.ts';

/** The sixteen of xterm, which tmux shows there, too. */
const xterm: Readonly<Record<string, Rgb>> = {
  ...{ 30: [0, 0, 0], 31: [205, 0, 0], 32: [0, 205, 0], 33: [205, 205, 0] },
  ...{ 34: [0, 0, 238], 35: [205, 0, 205], 36: [0, 205, 205], 37: [229, 229, 229] },
  ...{ 90: [127, 127, 127], 91: [255, 0, 0], 92: [0, 255, 0], 93: [255, 255, 0] },
  ...{ 94: [92, 92, 255], 95: [255, 0, 255], 96: [0, 255, 255], 97: [255, 255, 255] },
};
const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];

/** As WCAG 2.2 has it, from 1 to 21. */
function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const roles: readonly Role[] = [
  'accent',
  'good',
  'bad',
  'warn',
  'unsure',
  'over',
  'added',
  'removed',
];

/** The colours of the terminal's own palette that a role is painted in. */
function coloursOf(role: Role, ...[depth, background]: Parameters<typeof makeTheme>): Rgb[] {
  const painted = makeTheme(depth, background).paint(role, sequence`text`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are meant
  const codes = painted.matchAll(/\u001B\[([39][0-7])m/g);
  return Array.from(codes, ([, code = '']) => xterm[code] ?? black);
}

it.each(roles)('%s is readable on black and on white where the ground is not known', (role) => {
  for (const depth of ['16', '256', 'true'] as const)
    for (const colour of coloursOf(role, depth, 'unknown')) {
      expect(contrast(colour, black)).toBeGreaterThan(3);
      expect(contrast(colour, white)).toBeGreaterThan(3);
    }
});

it.each(roles)('%s is readable in sixteen colours on a ground that is known', (role) => {
  for (const colour of coloursOf(role, '16', 'light'))
    expect(contrast(colour, white)).toBeGreaterThan(3);
  for (const colour of coloursOf(role, '16', 'dark'))
    expect(contrast(colour, black)).toBeGreaterThan(3);
});
