/** The page of results. */
import type { CheckName, Row } from './table.ts';

export type Faults = Partial<Readonly<Record<CheckName, readonly string[]>>>;

/** What was found in a terminal, by the check; why it could not be tried, if so. */
export type Found = {
  readonly row: Row;
  readonly version: string;
  readonly faults?: Faults;
  readonly missing?: string;
};

const columns: readonly CheckName[] = ['pictures', 'keys', 'resize', 'exit', 'clipboard'];

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** What a check has come to: right, a note, or what is wrong. */
export function verdictOf({ row, faults }: Found, check: CheckName): string {
  const found = faults?.[check] ?? [];
  const reason = row.reasons?.[check];
  if (found.length > 0) return reason === undefined ? `WRONG: ${found.join('; ')}` : 'see below';
  if (check !== 'pictures') return 'right';
  return row.pictures === 'none' ? 'see below' : `right, ${row.pictures}`;
}

function rowOf(found: Found): string {
  const verdicts =
    found.missing === undefined
      ? columns.map((check) => cell(verdictOf(found, check)))
      : columns.map(() => 'not tried');
  return `| ${[found.row.name, cell(found.missing ?? found.version), ...verdicts].join(' | ')} |`;
}

function reasonsOf(found: Found): string[] {
  return columns.flatMap((check) => {
    const reason = found.row.reasons?.[check];
    return reason !== undefined && verdictOf(found, check) === 'see below'
      ? [`- ${found.row.name}, ${check}: ${reason}.`]
      : [];
  });
}

/** The table, and the reasons that lie in the terminals; of those that were not tried now, what it said before. */
export function pageOf(before: string, rows: readonly Row[], results: readonly Found[]): string {
  const old = before.split('\n');
  const now = new Map(results.map((found) => [found.row.name, found]));
  const linesOf = ({ name }: Row, start: string, make: (found: Found) => readonly string[]) => {
    const found = now.get(name);
    return found === undefined ? old.filter((line) => line.startsWith(start)) : make(found);
  };
  return [
    '# Terminals',
    '',
    '`npm run terminals` starts the built program in real terminals, each on a screen of its own in memory (Xvfb, for foot',
    'weston in it), with the sample archive in review; presses real keys (xdotool), changes the size of the window and of the',
    'font, and looks at the screen (xwd). In Debian: `apt install xvfb xdotool x11-apps xclip wl-clipboard weston openssh-server',
    'dbus` and the terminals. `-- --only NAME,NAME` tries those alone, `-- --pictures FOLDER` keeps what was seen.',
    '',
    '- pictures: as pixels where the terminal says that it draws them, otherwise of block characters.',
    '- keys: letters, arrows, Ctrl and Alt with them, F1 and Esc, typing, a paste into a field and outside of one.',
    '- resize: once, twice, many times at once, and the size of the font; each time the screen is the one that Ctrl-L draws',
    '  (in foot only the font, in mlterm only the window).',
    '- exit: the screen, the title, the modes and the settings of the line are what they were.',
    '- clipboard: `y` has put the text there.',
    '',
    `| terminal | version | ${columns.join(' | ')} |`,
    `| --- | --- | ${columns.map(() => '---').join(' | ')} |`,
    ...rows.flatMap((row) => linesOf(row, `| ${row.name} |`, (found) => [rowOf(found)])),
    '',
    'What lies in the terminal:',
    '',
    ...rows.flatMap((row) => linesOf(row, `- ${row.name}, `, reasonsOf)),
    '',
    'Not to be had here: iTerm2, Terminal.app, Windows Terminal, WezTerm, Ghostty, mintty, Warp, zellij, and the terminals of',
    'VS Code and Neovim; what they answer is played to the program by the tests.',
    '',
  ].join('\n');
}
