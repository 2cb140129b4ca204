/** `proofsheet config`: shows and changes the settings, and stores the API key. */

import { dirname } from 'node:path';
import { listed } from '../amounts.ts';
import { faultOfKey } from '../api-key.ts';
import { StopError } from '../errors.ts';
import { closeToOthers } from '../files/close-to-others.ts';
import { platform } from '../files/platform.ts';
import { outletIn, outletKeys } from '../outlet-settings.ts';
import { readOutlets } from '../pipeline/archive/own-outlets.ts';
import { rememberPassword, rememberSecret } from '../secrets.ts';
import {
  isSettingName,
  type SettingName,
  settingMeaning,
  settingNames,
  settingText,
} from '../settings.ts';
import { keyVariable, type SettingsFile, settingVariables } from '../settings-file.ts';
import { askSecret } from './ask.ts';
import { type CommandContext, type ExitCode, tell } from './command.ts';
import { checkedValue, didYouMean, oneNamed } from './did-you-mean.ts';

export async function show(context: CommandContext): Promise<ExitCode> {
  const { settings } = context;
  if (context.options['path'] === true) {
    context.print(settings.path);
    return 0;
  }
  const values = settings.read();
  const names = [...settingNames, ...settings.outletNames];
  const apiKey = settings.apiKeyOrigin ?? 'none';
  const from = Object.fromEntries(names.map((name) => [name, settings.originOf(name)]));
  const ofOutlets = listed(outletKeys.map((key) => `outlets.NAME.${key}`));
  return tell(context, { path: settings.path, settings: values, from, apiKey }, [
    ...names.flatMap((name) => [lineOf(settings, name), `    ${settingMeaning(name)}`]),
    '',
    `For each outlet (proofsheet outlets lists them): ${ofOutlets}.`,
    `API key: ${originWords(apiKey, keyVariable)}`,
    `Settings file: ${settings.path}`,
    `Your own keys: ${settings.keysPath} (on the screen, a comma shows how)`,
  ]);
}

/** The bare value, for scripts. */
export async function get(context: CommandContext): Promise<ExitCode> {
  const name = await known(context, context.arguments[0] ?? '');
  if (context.json) return told(context, name);
  context.print([context.settings.valueOf(name)].flat().join(', '));
  return 0;
}

export async function set(context: CommandContext): Promise<ExitCode> {
  const [word = '', ...words] = context.arguments;
  const name = await known(context, word);
  context.settings.write(name, checkedValue(name, words.join(' ')));
  return told(context, name);
}

export async function reset(context: CommandContext): Promise<ExitCode> {
  const name = await known(context, context.arguments[0] ?? '');
  context.settings.reset(name);
  return told(context, name);
}

/** Prints what holds for a setting now, which the environment may decide. */
function told(context: CommandContext, name: SettingName): ExitCode {
  const { settings } = context;
  const value = settings.valueOf(name);
  return tell(context, { name, value, from: settings.originOf(name) }, [lineOf(settings, name)]);
}

/** `model = gpt-6-luna  (default)` */
function lineOf(settings: SettingsFile, name: SettingName): string {
  const from = originWords(settings.originOf(name), settingVariables[name]);
  return `${name} = ${settingText(settings.valueOf(name))}  (${from})`;
}

function originWords(from: string, variable: string | undefined): string {
  return from === 'environment' ? `from ${variable}` : from;
}

/** The key is never an argument: arguments show in the list of processes and in the shell's history. */
export async function key(context: CommandContext): Promise<ExitCode> {
  if (context.options['forget'] === true) {
    context.settings.storeApiKey(undefined);
    return kept(context, 'The stored key is deleted.');
  }
  const given = (await askSecret('API key: ', context.signal)).trim();
  if (given === '')
    throw new StopError(
      'usage',
      'That is not an API key.',
      'Pipe it in (`proofsheet config key < file`) or paste it when asked.',
    );
  rememberSecret(given);
  const fault = faultOfKey(given);
  if (fault !== undefined) throw fault;
  context.settings.storeApiKey(given);
  return kept(context, `The key is stored in ${await storedWhere(context.settings)}.`);
}

/** The settings file, and who can read it. */
async function storedWhere({ path, isOwnFolder }: SettingsFile): Promise<string> {
  // A folder that the user named may be there for more than this.
  const isClosed = platform().hasModes || (isOwnFolder && (await closeToOthers(dirname(path))));
  return isClosed
    ? `${path}, readable by you alone`
    : `${path}, which can be read by whoever may read that folder`;
}

/** What the password of a server is stored for, by the name that the user gives it. */
async function serverNamed(
  { settings }: CommandContext,
  word: string,
): Promise<{ readonly server: string; readonly name: string }> {
  if (word === 'preview') return { server: word, name: 'the server for previews' };
  const outlets = (await readOutlets(settings.outletsPath)).all;
  const outlet = outlets.find(({ id }) => id === word || `outlets.${id}` === word);
  if (outlet !== undefined) return { server: `outlets.${outlet.id}`, name: outlet.name };
  const names = ['preview', ...outlets.map(({ id }) => id)];
  throw new StopError(
    'usage',
    `There is no server ${JSON.stringify(word)}.${didYouMean(word, names)}`,
    'Name an outlet, or preview, the server for previews.',
  );
}

/** A password is never an argument either. */
export async function password(context: CommandContext): Promise<ExitCode> {
  const { arguments: words, options, settings, signal } = context;
  const [word = ''] = words;
  const { name, server } = await serverNamed(context, word);
  const isForgotten = options['forget'] === true;
  const given = isForgotten
    ? undefined
    : (await askSecret(`Password for ${name}: `, signal)).split(/\r?\n/, 1)[0];
  if (given === '')
    throw new StopError(
      'usage',
      'That is no password.',
      `Pipe it in (\`proofsheet config password ${word} < file\`) or type it when asked.`,
    );
  rememberPassword(given);
  settings.storePassword(server, given);
  const line = isForgotten
    ? 'The stored password is deleted.'
    : `The password is stored in ${await storedWhere(settings)}.`;
  return tell(context, { server, password: isForgotten ? 'none' : 'settings file' }, [line]);
}

/** Says what became of the stored key, and where the key comes from now, but never the key. */
function kept(context: CommandContext, sentence: string): ExitCode {
  return tell(context, { apiKey: context.settings.apiKeyOrigin ?? 'none' }, [sentence]);
}

/** @throws StopError for a name that there is not, or of an outlet that there is not */
async function known({ settings }: CommandContext, name: string): Promise<SettingName> {
  const advice = 'Run `proofsheet config` for their names.';
  if (!isSettingName(name)) {
    const ofOutlet = /^outlets\.([^.]+)\./.exec(name)?.[1];
    const names = [
      ...settingNames,
      ...(ofOutlet === undefined ? [] : outletKeys.map((key) => `outlets.${ofOutlet}.${key}`)),
    ];
    const message = `There is no setting ${JSON.stringify(name)}.${didYouMean(name, names)}`;
    throw new StopError('settings-invalid', message, advice);
  }
  const { outlet } = outletIn(name) ?? {};
  if (outlet === undefined) return name;
  const ids = (await readOutlets(settings.outletsPath)).all.map(({ id }) => id);
  oneNamed(outlet, ids, {
    message: `There is no outlet ${JSON.stringify(outlet)}.`,
    advice: 'Run `proofsheet outlets` for their names.',
    code: 'settings-invalid',
  });
  return name;
}
