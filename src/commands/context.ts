/** Makes the context of a running command from what was parsed. */
import { resolve } from 'node:path';
import { StopError } from '../errors.ts';
import { isForeseen } from '../files/system-errors.ts';
import { type Archive, type Logins, openArchive } from '../pipeline/archive/archive.ts';
import { checkFolder } from '../pipeline/archive/check-folder.ts';
import { contextWithoutScreen } from '../pipeline/archive/clock.ts';
import { beginBackup } from '../pipeline/archive/daily-backup.ts';
import { chooseFor, type Selection } from '../pipeline/review/selection.ts';
import { doubtAbout } from '../pipeline/scan/doubtful-folder.ts';
import { whatWaits } from '../pipeline/what-waits.ts';
import {
  isSettingName,
  outletSettings,
  type SettingName,
  type Settings,
  settingNames,
} from '../settings.ts';
import { SettingsFile } from '../settings-file.ts';
import { messages, printJson, printLine, printRecord, results } from '../terminal-output.ts';
import { ask } from './ask.ts';
import type { CommandContext } from './command.ts';
import { checkedValue, didYouMean } from './did-you-mean.ts';
import { allOf, textOf } from './options.ts';
import { asTyped } from './program-name.ts';
import { printProgress } from './progress.ts';

/** The context of the command `name` with its parsed arguments and options. */
export function commandContext(
  name: string,
  words: readonly string[],
  options: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): CommandContext {
  const progress = printProgress(messages());
  const settings = new SettingsFile();
  const quiet = options['quiet'] === true;
  const say = (line: string) => {
    progress.clear();
    if (!quiet) printLine(messages(), asTyped(line));
  };
  const choose = (archive: Archive) => {
    const selection = selectionIn(context);
    if (selection !== undefined) say(`${chooseFor(archive, selection).words}.`);
  };
  const context: CommandContext = {
    arguments: words,
    options,
    json: options['json'] === true,
    settings,
    signal,
    interactive: process.stdin.isTTY === true && process.stdout.isTTY === true,
    print(line) {
      progress.clear();
      printLine(results(), asTyped(line));
    },
    printJson(value) {
      progress.clear();
      printJson(results(), value);
    },
    printRecord(value) {
      progress.clear();
      printRecord(results(), value);
    },
    say,
    async confirm(question) {
      progress.clear();
      const answer = await ask(`${question} [y/N] `, signal);
      return /^y(es)?$/i.test(answer.trim());
    },
    async inArchive(work, opening = {}) {
      const { archive = words[0] ?? '.', readOnly, scans = false, isMeant, rehearsal } = opening;
      const catalogFolder = textOf(context, 'catalog');
      const values = settings.read(changesOfRun(options['set']));
      await checkFolder(archive, {
        catalogFolder,
        scans,
        formats: values.formats,
        beforeFirst: async () => {
          if (isMeant !== true) await assertMeant(context, resolve(archive), values);
        },
      });
      const opened = await openArchive(archive, {
        settings: values,
        service: rehearsal ?? serviceAccess(settings, options['set']),
        logins: loginsOf(settings),
        rehearsal: rehearsal !== undefined,
        keywordListPath: settings.keywordListPath,
        outletsFolder: settings.outletsPath,
        templatesFolder: settings.templatesPath,
        catalogFolder,
        readOnly,
        command: `proofsheet ${name}`,
      });
      const endBackup = readOnly === true ? undefined : beginBackup(opened, new Date());
      try {
        if (opening.choosesLater !== true) choose(opened);
        return await work(opened);
      } catch (error) {
        if (signal.aborted)
          for (const line of [progress.last(), whatWaits(opened.catalog)])
            if (line !== undefined) say(line);
        if (isForeseen(error)) throw error;
        const { damageBehind } = await import('../catalog/check.ts');
        throw damageBehind(error, opened.folder);
      } finally {
        const note = signal.aborted ? undefined : await endBackup?.();
        if (note !== undefined) say(note);
        opened.close();
      }
    },
    choose,
    stages: (archive) =>
      contextWithoutScreen(archive, quiet ? () => undefined : progress.report, signal),
  };
  return context;
}

/** Asks before a folder is scanned for the first time that is hardly meant. @throws StopError `needs-confirmation` */
async function assertMeant(
  { interactive, confirm }: CommandContext,
  root: string,
  settings: Settings,
): Promise<void> {
  const doubt = await doubtAbout(root, settings);
  if (doubt === undefined) return;
  if (interactive && (await confirm(`${doubt} Scan it all the same?`))) return;
  throw new StopError(
    'needs-confirmation',
    interactive ? 'Nothing was scanned.' : doubt,
    'Name the folder with your photos, for example `proofsheet ~/Photos`. If this one is meant, say so with `proofsheet scan --yes`.',
  );
}

/** What --only and --where say; undefined where neither is given. */
export function selectionIn(context: CommandContext): Selection | undefined {
  const [only, where] = [allOf(context, 'only'), allOf(context, 'where')];
  return only.length + where.length === 0 ? undefined : { only, where };
}

/** The key and address of the service. */
export function serviceAccess(settings: SettingsFile, set: unknown) {
  const { baseURL } = settings.read(changesOfRun(set));
  return { apiKey: settings.apiKey, baseURL: baseURL === '' ? undefined : baseURL };
}

/** How servers that files go to are entered: the environment goes before a command, and that before a stored password. */
export function loginsOf(settings: SettingsFile): Logins {
  return {
    knownHosts: settings.knownHostsPath,
    unprotected: {
      isAllowed: (outlet) => outletSettings(settings.read(), outlet).unprotected,
      allow: (outlet) => settings.write(`outlets.${outlet}.unprotected`, true),
    },
    async password(server, { setting, line }, signal) {
      const given = settings.passwordFromEnvironment(server);
      if (given !== undefined) return given;
      if (line === '') return settings.passwordOf(server);
      const { passwordFrom } = await import('../password-command.ts');
      return passwordFrom(line, setting, signal);
    },
  };
}

/** `--set name=value` as changes over the settings file. */
export function changesOfRun(set: unknown): Partial<Record<SettingName, string>> {
  const changes: Partial<Record<SettingName, string>> = {};
  for (const pair of Array.isArray(set) ? set.map(String) : []) {
    const [name = '', ...values] = pair.split('=');
    if (values.length === 0 && isSettingName(name))
      throw new StopError(
        'settings-invalid',
        `--set ${name} gives no value.`,
        `Write it as ${name}=value.`,
      );
    if (!isSettingName(name))
      throw new StopError(
        'settings-invalid',
        `--set ${pair} does not name a setting.${didYouMean(name, settingNames)}`,
        'Write it as name=value; `proofsheet config` lists the names.',
      );
    changes[name] = values.join('=');
    checkedValue(name, changes[name]);
  }
  return changes;
}
