/**
 * What is said to a terminal besides what it shows: how it is to behave while the screen is ours, and what we want to know
 * of it. Sequences by https://invisible-island.net/xterm/ctlseqs/ctlseqs.html and kitty's own pages.
 */
import { type Harmless, joined, printable, sequence } from '../../terminal-output.ts';
import { type Environment, isInTmux, isMultiplexed } from './capabilities.ts';
import { throughTmux } from './tmux.ts';

/**
 * Said when the screen becomes ours. Lines do not wrap, so that a letter which the terminal thinks wider than we do
 * breaks no other row. Alt sends Esc before the key and types no letter (1036, 1039); how that was is kept. What a
 * program before us may have left on makes keys unreadable (modifyOtherKeys, kitty's keyboard protocol) or sends letters
 * that nobody typed: a click of the mouse.
 */
export function taken(title: string | undefined): Harmless {
  const named =
    title === undefined ? sequence`` : sequence`\u001B[22;2t\u001B]2;${printable(title)}\u001B\\`;
  const keys = sequence`\u001B[?1036;1039s\u001B[?1036;1039h\u001B[>4;0m\u001B[=0;1u\u001B[?1000;1002;1003l`;
  return sequence`\u001B[?7l${keys}${named}`;
}

/** Said when it is given back. */
export const givenBack = sequence`\u001B[?7h\u001B[?1036;1039r\u001B[23;2t`;

const cellSize = sequence`\u001B[16t`;
/** Every terminal answers this, and all answer in order: so it comes last. */
const attributes = sequence`\u001B[c`;

/** Asked after the window has changed: a change of the font is one of its size. */
export const sizeQuestions = joined([cellSize, attributes]);

/**
 * How many cells a letter of ambiguous width takes: written where nothing stands, in the margin, and where the cursor is
 * then (CPR). A second cell is drawn anew when the answer has come.
 */
const letterWidth = sequence`\u001B7\u001B[H§\u001B[6n\r \u001B8`;

/**
 * Asks for the background (OSC 11), the width of letters, the pixels of a cell, of the window and of Sixel, the name
 * (XTVERSION), kitty's pictures, and the attributes.
 * @param hasUnicode what is not ASCII is written as letters
 */
export function questionsFor(env: Environment, hasUnicode: boolean): Harmless {
  const { TERM, TERM_PROGRAM } = env;
  // These two print what they do not know.
  const isPlain = TERM === 'linux' || TERM_PROGRAM === 'Apple_Terminal';
  const background = sequence`\u001B]11;?\u001B\\`;
  if (isPlain) return joined([background, attributes]);
  const sizes = sequence`${cellSize}\u001B[14t\u001B[?2;1;0S`;
  const picture = sequence`\u001B_Gi=83189999,s=1,v=1,a=q,t=d,f=24;AAAA\u001B\\`;
  // tmux itself would take it for the title of its pane; the terminal outside answers later than tmux, or never.
  const behind = isInTmux(env) ? throughTmux(picture) : sequence``;
  const kitty = isMultiplexed(env) ? behind : picture;
  const letter = hasUnicode ? letterWidth : sequence``;
  return joined([background, letter, sizes, sequence`\u001B[>q`, kitty, attributes]);
}
