/**
 * The user's settings, kept by `conf` in a file that only the user can read. The environment and the options of one run
 * lie over them. The API key and
 * passwords are kept apart from the table, so that nothing that prints settings can print them.
 */
import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Conf from 'conf';
import envPaths from 'env-paths';
import { messageOf, StopError, systemCode } from './errors.ts';
import { makeFolder } from './files/make-folder.ts';
import { oneAtATime } from './files/one-at-a-time.ts';
import { assertFileAt } from './files/open-file.ts';
import { systemRefusal } from './files/system-errors.ts';
import { decodedText } from './files/text-form.ts';
import { rememberPassword, rememberSecret, rememberSecretsIn } from './secrets.ts';
import {
  checked,
  isSettingName,
  type SettingName,
  type Settings,
  settingNames,
  settingSpec,
} from './settings.ts';

/** Where the value of a setting comes from; what is named first goes before the rest. */
type SettingOrigin = 'this run' | 'environment' | 'settings file' | 'default';

type SettingChanges = Partial<Record<SettingName, unknown>>;

/** Settings that the environment gives, as other programs of the trade read them too. */
export const settingVariables: Partial<Record<SettingName, string>> = {
  baseURL: 'OPENAI_BASE_URL',
};
export const keyVariable = 'OPENAI_API_KEY';
const passwordVariables = 'PROOFSHEET_PASSWORD_';

/** The variable with the password of a server: `PROOFSHEET_PASSWORD_ADOBE` for `outlets.adobe`. */
function passwordVariable(server: string): string {
  const name = server.replace(/^outlets\./, '').replaceAll('-', '_');
  return `${passwordVariables}${name.toUpperCase()}`;
}

/**
 * The settings file of this user. `PROOFSHEET_CONFIG_DIR` moves it. Where there is none and none can be made, as for a user
 * whose home cannot be written, the defaults hold until something is to be stored.
 */
export class SettingsFile {
  readonly #conf: Conf | undefined;
  /** Why there is no file and none can be made. */
  readonly #refused: unknown;

  constructor() {
    rememberSecretsOfEnvironment();
    const folder = folderOfSettings();
    const path = join(folder, 'config.json');
    try {
      assertFileAt(path, largestFile);
      // Conf would make it too, and might not come to an end.
      makeFolder(folder);
      this.#conf = new Conf({ ...confOptions, cwd: folder });
      rememberSecret(this.#storedKey());
      for (const password of Object.values(this.#passwords())) rememberPassword(password);
    } catch (error) {
      if (systemCode(error) !== undefined && !isThere(path)) {
        this.#refused = error;
        return;
      }
      // What a parser says of a text quotes it, and the key is in there.
      const why =
        systemRefusal(error)?.why ??
        (error instanceof NoSettings ? 'it holds no settings' : 'it is not JSON');
      throw new StopError(
        'settings-invalid',
        `The settings file ${path} cannot be read: ${why}.`,
        'Fix it, or delete it to start with the defaults.',
        { cause: error },
      );
    }
  }

  get path(): string {
    return this.#conf?.path ?? join(folderOfSettings(), 'config.json');
  }

  /** The folder of the file is for it alone; not where `PROOFSHEET_CONFIG_DIR` names one. */
  get isOwnFolder(): boolean {
    return fromEnvironment('PROOFSHEET_CONFIG_DIR') === undefined;
  }

  /** Where the user's own keys lie, if there are any. */
  get keysPath(): string {
    return join(dirname(this.path), 'keys.json');
  }

  /** Where the keyword list lies that the user has imported, if there is one. */
  get keywordListPath(): string {
    return join(dirname(this.path), 'keywords.txt');
  }

  /** The folder of the user's own outlets, if there are any. */
  get outletsPath(): string {
    return join(dirname(this.path), 'outlets');
  }

  /** The folder of the user's own metadata templates, if there are any. */
  get templatesPath(): string {
    return join(dirname(this.path), 'templates');
  }

  /** Where the host keys of SFTP servers are remembered. */
  get knownHostsPath(): string {
    return join(dirname(this.path), 'known_hosts');
  }

  /**
   * All settings: `changes` of this run, over the environment, over the file, over the defaults.
   * @throws StopError naming a bad value
   */
  read(changes: SettingChanges = {}): Settings {
    const names: readonly SettingName[] = [
      ...settingNames,
      ...this.outletNames,
      ...Object.keys(changes).filter(isSettingName),
    ];
    const entries = names.map((name) => [name, this.#find(name, changes).value]);
    const settings = Object.fromEntries(entries) as Settings;
    rememberSecretsIn(settings.baseURL);
    return settings;
  }

  /** The settings of outlets that the file has. */
  get outletNames(): readonly SettingName[] {
    const stored: unknown = this.#conf?.get('outlets');
    const below = (value: unknown) =>
      typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return below(stored)
      .flatMap(([id, keys]) => below(keys).map(([key]) => `outlets.${id}.${key}`))
      .filter(isSettingName);
  }

  /** What holds for one setting, as `read` gives it. */
  valueOf(name: SettingName): unknown {
    return this.#find(name, {}).value;
  }

  /** Where `read` takes a setting from. */
  originOf(name: SettingName, changes: SettingChanges = {}): SettingOrigin {
    return this.#find(name, changes).from;
  }

  /** Stores one setting, given as text or value. @throws StopError when it is not a possible value */
  write(name: SettingName, value: unknown): void {
    const given = checked(name, value);
    this.#change((conf) => conf.set(name, given));
  }

  /** Forgets what the user set; the default holds again. */
  reset(name: SettingName): void {
    this.#change((conf) => conf.delete(name));
  }

  /** The API key of the service, without blanks around it: the environment goes before the file. */
  get apiKey(): string | undefined {
    return keyFromEnvironment() ?? this.#storedKey();
  }

  /** Where the API key comes from; undefined where there is none. */
  get apiKeyOrigin(): 'environment' | 'settings file' | undefined {
    if (keyFromEnvironment() !== undefined) return 'environment';
    return this.#storedKey() === undefined ? undefined : 'settings file';
  }

  storeApiKey(key: string | undefined): void {
    this.#change((conf) => (key === undefined ? conf.delete('apiKey') : conf.set('apiKey', key)));
  }

  /** The stored password of a server that files go to. */
  passwordOf(server: string): string | undefined {
    return this.#passwords()[server];
  }

  /** The one that the environment gives, which goes before it. */
  passwordFromEnvironment(server: string): string | undefined {
    return fromEnvironment(passwordVariable(server));
  }

  storePassword(server: string, password: string | undefined): void {
    this.#change((conf) => {
      const { [server]: _, ...others } = this.#passwords();
      conf.set('passwords', password === undefined ? others : { ...others, [server]: password });
    });
  }

  #passwords(): Readonly<Record<string, string>> {
    const stored: unknown = this.#conf?.get('passwords');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(
      Object.entries(stored).filter((entry): entry is [string, string] => {
        const [, password] = entry as [string, unknown];
        return typeof password === 'string' && password !== '';
      }),
    );
  }

  #find(name: SettingName, changes: SettingChanges): { value: unknown; from: SettingOrigin } {
    const variable = settingVariables[name];
    const found = [
      ['this run', changes[name]],
      ['environment', variable === undefined ? undefined : fromEnvironment(variable)],
      ['settings file', this.#conf?.get(name)],
    ] as const;
    for (const [from, value] of found)
      if (value !== undefined)
        return { value: checked(name, value, from === 'environment' ? variable : undefined), from };
    return { value: settingSpec(name).fallback, from: 'default' };
  }

  #storedKey(): string | undefined {
    const stored: unknown = this.#conf?.get('apiKey');
    return typeof stored === 'string' ? stored.trim() || undefined : undefined;
  }

  #change(write: (conf: Conf) => void): void {
    try {
      const conf = this.#conf;
      if (conf === undefined) throw this.#refused;
      oneAtATime(conf.path, () => write(conf));
    } catch (error) {
      throw new StopError(
        'settings-invalid',
        `The settings file ${this.path} cannot be written: ${systemRefusal(error)?.why ?? messageOf(error)}.`,
        'Nothing was changed. See that it and its folder can be written, or set the environment variable PROOFSHEET_CONFIG_DIR to another folder.',
        { cause: error },
      );
    }
  }
}

const confOptions: ConstructorParameters<typeof Conf>[0] = {
  configFileMode: 0o600,
  clearInvalidConfig: false,
  // Editors on Windows put a byte order mark in front. PowerShell 5 writes UTF-16, of whose mark this is left.
  deserialize(text) {
    const path = join(folderOfSettings(), 'config.json');
    const whole = text.startsWith('\uFFFD') ? decodedText(readFileSync(path)) : text;
    const found: unknown = JSON.parse(whole.replace(/^\uFEFF/, ''));
    if (typeof found !== 'object' || found === null || Array.isArray(found)) throw new NoSettings();
    return found as Record<string, unknown>;
  },
};

/** JSON of another kind than an object. */
class NoSettings extends Error {}

/** Bytes; every setting at its longest takes a tenth of it. */
const largestFile = 1_000_000;

/** The folder of the settings file, where conf would put it by itself. */
function folderOfSettings(): string {
  const given = fromEnvironment('PROOFSHEET_CONFIG_DIR');
  return given === undefined ? envPaths('proofsheet', { suffix: '' }).config : resolve(given);
}

/** Whether there is something of this name, as far as can be seen. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** The key, and whatever else is secret among what the client of the service reads from the environment. */
function rememberSecretsOfEnvironment(): void {
  for (const [name, value] of Object.entries(process.env))
    if (name.startsWith(passwordVariables)) rememberPassword(value);
    else if (/^OPENAI_.*(?:KEY|TOKEN|SECRET|PASSWORD)$/.test(name)) rememberSecret(value);
    else if (/_PROXY$|^OPENAI_.*URL$/i.test(name)) rememberSecretsIn(value);
}

function keyFromEnvironment(): string | undefined {
  return fromEnvironment(keyVariable)?.trim() || undefined;
}

function fromEnvironment(variable: string): string | undefined {
  const value = process.env[variable];
  return value === '' ? undefined : value;
}
