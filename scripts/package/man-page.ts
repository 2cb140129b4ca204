/** The manual page, from the tables of commands and settings. Macros: man(7). */
import packageJson from '../../package.json' with { type: 'json' };
import type { CommandDefinition } from '../../src/commands/command.ts';
import { about, commonOptions, exitCodes, firstSteps } from '../../src/commands/help.ts';
import { commands } from '../../src/commands/table.ts';
import { outletKeys } from '../../src/outlet-settings.ts';
import { settingMeaning, settingNames } from '../../src/settings.ts';

/** The text of `proofsheet.1`. */
export function manPage(): string {
  const { version, description, homepage } = packageJson;
  return `${[
    `.TH PROOFSHEET 1 "" "proofsheet ${version}" "User Commands"`,
    section('NAME', [`proofsheet \\- ${escaped(description)}`]),
    section('SYNOPSIS', [
      '.B proofsheet\n[archive]',
      '.br\n.B proofsheet\ncommand [options] [archive]',
    ]),
    section('DESCRIPTION', [escaped(about), '.PP\nTo begin:', ...firstSteps.map(entry)]),
    section(
      'COMMANDS',
      commands.flatMap((one) => commandLines(one)),
    ),
    section('OPTIONS OF EVERY COMMAND', commonOptions.map(entry)),
    section('SETTINGS', [
      `They are changed with\n.B proofsheet config set\nor, for one run, with\n.BR \\-\\-set .`,
      ...settingNames.map((name) => entry([name, settingMeaning(name)])),
      ...outletKeys.map((key) =>
        entry([`outlets.NAME.${key}`, settingMeaning(`outlets.name.${key}`)]),
      ),
    ]),
    section('EXIT STATUS', exitCodes.map(entry)),
    section('ENVIRONMENT', [
      entry(['OPENAI_API_KEY', 'The key of the service; it goes before the stored one.']),
      entry(['OPENAI_BASE_URL', 'The address of a compatible service.']),
      entry(['PROOFSHEET_PASSWORD_NAME', 'The password of the outlet of that name, in capitals.']),
      entry(['PROOFSHEET_CONFIG_DIR', 'The folder of the settings file.']),
    ]),
    section('SEE ALSO', [escaped(homepage)]),
  ].join('\n')}\n`;
}

function section(title: string, parts: readonly string[]): string {
  return [`.SH ${title}`, ...parts].join('\n');
}

function entry([term, meaning]: readonly [string, string, ...unknown[]]): string {
  return `.TP\n.B ${escaped(term)}\n${escaped(meaning)}`;
}

function commandLines(command: CommandDefinition, above = ''): string[] {
  const {
    name,
    usage = '',
    summary,
    options = [],
    examples = [],
    commands: below = [],
    run,
  } = command;
  const words = `${above}${name}`;
  const own =
    run === undefined
      ? []
      : [
          `.SS ${escaped(`${words} ${usage}`.trim())}`,
          escaped(`${summary}.`),
          ...options.map(entry),
          ...examples.map(
            ([line, meaning]) =>
              `.PP\n${escaped(`For example: ${line}`)}\n.br\n${escaped(`(${meaning})`)}`,
          ),
        ];
  return [...own, ...below.flatMap((one) => commandLines(one, `${words} `))];
}

/** Text that roff takes for nothing else. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');
}
