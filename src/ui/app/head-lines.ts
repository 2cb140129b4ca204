/** The header: what is open, and what it costs. Pure. */
import { homedir } from 'node:os';
import { dollarText } from '../../amounts.ts';
import type { Archive } from '../../pipeline/archive/archive.ts';
import type { Money } from '../../pipeline/ask/money.ts';
import { type Line, line, lineWidth, type Span, spread } from '../text/line.ts';
import { oneLine, truncateStart, widthOf } from '../text/width.ts';
import type { Theme } from '../theme.ts';

/** `proofsheet  ~/Photos` and, at the right, `rehearsal · gpt-6-luna · $0.06 of $0.10`. */
export function headerLine(archive: Archive, money: Money, width: number, theme: Theme): Line {
  const dot = ` ${theme.glyphs.dot} `;
  const words: Span[] = [];
  const add = (text: string, role: Span[1]) => {
    if (words.length > 0) words.push([dot, 'quiet']);
    words.push([text, role]);
  };
  if (archive.rehearsal) add('rehearsal', 'warn');
  if (width >= 70) add(archive.settings.model, 'quiet');
  const cost = moneyText(money);
  if (cost !== '') add(cost, 'quiet');
  const right = { spans: words };
  const name = 'proofsheet  ';
  const room = width - widthOf(name) - lineWidth(right) - 1;
  const path = truncateStart(oneLine(shortPath(archive.root)), room, theme.glyphs.cut);
  return spread(line([name, 'strong'], path), right, width);
}

function moneyText({ spent, underWay, budget }: Money): string {
  if (spent + underWay === 0) return budget === 0 ? '' : `budget ${dollarText(budget)}`;
  const sum =
    underWay === 0
      ? dollarText(spent)
      : `${dollarText(spent)} + about ${dollarText(underWay)} under way`;
  return budget === 0 ? sum : `${sum} of ${dollarText(budget)}`;
}

function shortPath(path: string, home: string = homedir()): string {
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
