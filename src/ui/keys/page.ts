/** The page docs/keys.md, made from the table of commands. Pure. */
import { type Command, contextNames, groups } from './command.ts';
import { spellKey } from './press.ts';

/** Markdown: a table for every group, with the names that key files use. */
export function keysPage<Host>(commands: readonly Command<Host>[]): string {
  const sections = groups.flatMap((group) => {
    const rows = commands.filter((command) => command.group === group).map(rowOf);
    return rows.length === 0
      ? []
      : [`## ${group}`, '', '| key | does | where | name |', '|---|---|---|---|', ...rows, ''];
  });
  return [
    '# Every key',
    '',
    '![The same list on the screen](screens/keys.png)',
    '',
    'On the screen, `?` (`Alt-?` while typing) shows the same list, beginning with what holds where you are; typing',
    'narrows it. To change keys, write `keys.json` beside the settings file (`proofsheet config --path`): names of',
    'commands with a key, a list of keys, or `[]` for none, keys written as below.',
    'What is wrong in it is reported when the screen opens; `,` there lists the names, too.',
    '',
    '    { "review.accept": ["p", "Enter"], "review.title": "t", "look.copy": [], "review.undo": "Ctrl-Y" }',
    '',
    ...sections,
  ].join('\n');
}

function rowOf<Host>({ id, title, context, keys }: Command<Host>): string {
  const shown = keys.map((key) => `\`${spellKey(key)}\``).join(' ') || 'none';
  return `| ${shown.replaceAll('|', '\\|')} | ${title} | ${contextNames[context]} | \`${id}\` |`;
}
