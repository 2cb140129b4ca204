/** `proofsheet config`: shows and changes the settings, and stores the API key. */
import { StopError } from '../errors.ts';
import { isSettingName, type SettingName, settingKinds, settingNames } from '../settings.ts';
import type { CommandContext, CommandDefinition, ExitCode } from './command.ts';

export const configCommand: CommandDefinition = {
  name: 'config',
  summary: 'show or change the settings',
  options: [['--path', 'print where the settings are kept']],
  commands: [
    { name: 'set', summary: 'change a setting', usage: '<name> <value...>', run: set },
    { name: 'reset', summary: 'take a setting back to its default', usage: '<name>', run: reset },
    {
      name: 'key',
      summary: 'store the API key, read from standard input or asked for',
      options: [['--forget', 'delete the stored key']],
      run: key,
    },
  ],
  run: show,
};

async function show(context: CommandContext): Promise<ExitCode> {
  if (context.options['path'] === true) {
    context.print(context.settings.path);
    return 0;
  }
  const values = context.settings.read();
  if (context.json) {
    context.print(JSON.stringify({ path: context.settings.path, settings: values }));
    return 0;
  }
  for (const name of settingNames) {
    const mark = context.settings.isSet(name) ? '*' : ' ';
    context.print(`${mark} ${name} = ${shown(values[name])}`);
    context.print(`    ${settingKinds[name].about}`);
  }
  context.print('');
  context.print(`* set by you, in ${context.settings.path}`);
  const from = process.env['OPENAI_API_KEY'] ? 'from OPENAI_API_KEY' : 'stored';
  context.print(`API key: ${context.settings.apiKey === undefined ? 'none' : from}`);
  return 0;
}

async function set(context: CommandContext): Promise<ExitCode> {
  const [name = '', ...words] = context.arguments;
  context.settings.write(known(name), words.join(' '));
  context.print(`${name} = ${shown(context.settings.read()[known(name)])}`);
  return 0;
}

async function reset(context: CommandContext): Promise<ExitCode> {
  const name = known(context.arguments[0] ?? '');
  context.settings.reset(name);
  context.print(`${name} = ${shown(context.settings.read()[name])}`);
  return 0;
}

/** The key is never an argument: arguments show in the list of processes and in the shell's history. */
async function key(context: CommandContext): Promise<ExitCode> {
  if (context.options['forget'] === true) {
    context.settings.storeApiKey(undefined);
    context.print('The stored key is deleted.');
    return 0;
  }
  const { readSecret } = await import('./read-secret.ts');
  const given = (await readSecret('API key: ', context.signal)).trim();
  if (given === '' || /\s/.test(given))
    throw new StopError(
      'usage',
      'That is not an API key.',
      'Pipe it in (`proofsheet config key < file`) or paste it when asked.',
    );
  context.settings.storeApiKey(given);
  context.print(`The key is stored in ${context.settings.path}, readable by you alone.`);
  return 0;
}

function known(name: string): SettingName {
  if (isSettingName(name)) return name;
  throw new StopError(
    'settings-invalid',
    `There is no setting ${JSON.stringify(name)}.`,
    'Run `proofsheet config` for their names.',
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.join(', ');
  return value === '' ? '(empty)' : String(value);
}
