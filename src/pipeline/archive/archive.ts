/** An open archive: the folder, its catalog, and the settings that this run goes by. */
import { existsSync } from 'node:fs';
import { access, constants, opendir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Catalog, openCatalog } from '../../catalog/catalog.ts';
import { type CatalogLock, lockCatalog } from '../../catalog/lock.ts';
import { settleLostCalls } from '../../catalog/request-moves.ts';
import { asStop, StopError, systemCode } from '../../errors.ts';
import { OnDemandPool } from '../../exiftool/on-demand-pool.ts';
import { type Links, pathInside } from '../../files/inside.ts';
import { sweepPrivateFolders } from '../../files/private-folder.ts';
import { shellWord } from '../../files/shell-word.ts';
import { systemRefusal } from '../../files/system-errors.ts';
import { catalogFolder } from '../../files/walk.ts';
import type { KeywordList } from '../../rules/keyword-list/keyword-list.ts';
import type { Settings } from '../../settings.ts';
import { idsInUse } from './outlets-in-use.ts';
import { openKeywordList } from './own-keyword-list.ts';
import type { Outlets } from './own-outlets.ts';
import { openPrompt } from './own-prompt.ts';
import { type OwnTemplates, readOwnTemplates } from './own-templates.ts';

/** Where requests go, and in whose name. */
export type ServiceAccess = {
  /** Undefined when the user has given none; stages that need it say so. */
  readonly apiKey: string | undefined;
  /** Undefined for OpenAI itself. */
  readonly baseURL: string | undefined;
};

/** How servers that files go to are entered. */
export type Logins = {
  /**
   * @param server what the password was stored for
   * @param command that prints it instead, as the setting of that name says; may be empty
   */
  readonly password: (
    server: string,
    command: { readonly setting: string; readonly line: string },
    signal: AbortSignal,
  ) => Promise<string | undefined>;
  /** The file with the host keys of SFTP servers. */
  readonly knownHosts: string;
  /** Whether the user has said that the password of an outlet may go over plain FTP; `allow` remembers that they did. */
  readonly unprotected: {
    readonly isAllowed: (outlet: string) => boolean;
    readonly allow: (outlet: string) => void;
  };
};

export type Archive = {
  /** Absolute path of the folder the user opened. */
  readonly root: string;
  /** Absolute path of the folder of the catalog, previews, batch and answer files. */
  readonly folder: string;
  readonly catalog: Catalog;
  readonly settings: Settings;
  readonly service: ServiceAccess;
  /** Undefined where files go nowhere, as in a rehearsal of the pipeline alone. */
  readonly logins: Logins | undefined;
  /** True when the service is the local stand-in; its text stays out of real photos. */
  readonly rehearsal: boolean;
  /** How the model is told to write, in the user's own words; empty for ours. @throws StopError `settings-invalid` */
  prompt(): string;
  /** The user's own keywords, if they have a list. @throws StopError `settings-invalid` */
  keywordList(): KeywordList | undefined;
  /** The user's own metadata templates and text codes. */
  readonly templates: OwnTemplates;
  /** The places where accepted photos may go; read when first asked for. */
  outlets(): Promise<Outlets>;
  /** For what only ExifTool can read or write; ends with the archive. */
  readonly exifTool: OnDemandPool;
  /** Those that have been read: at the latest when the archive is opened where any is in use, or when one is chosen. */
  knownOutlets(): Outlets | undefined;
  close(): void;
};

type OpenOptions = {
  readonly settings: Settings;
  readonly service: ServiceAccess;
  readonly logins?: Logins | undefined;
  readonly rehearsal?: boolean | undefined;
  /** The file of the keyword list that the user has imported. */
  readonly keywordListPath?: string | undefined;
  /** The user's own outlets. */
  readonly outletsFolder?: string | undefined;
  /** The user's own metadata templates. */
  readonly templatesFolder?: string | undefined;
  /** Where the catalog lies; `.proofsheet` inside the archive unless given. */
  readonly catalogFolder?: string | undefined;
  /** What holds the lock, for the message a second process prints. */
  readonly command: string;
  /** Only look; takes no lock and needs a catalog that exists. */
  readonly readOnly?: boolean | undefined;
};

/**
 * Opens the archive at `path`.
 * @throws StopError `archive-missing`, `archive-not-writable`, `archive-locked` or what opening the catalog throws
 */
export async function openArchive(path: string, options: OpenOptions): Promise<Archive> {
  const root = resolve(path);
  await assertFolder(root);
  const folder = catalogFolderOf(root, options.catalogFolder);
  const readOnly = options.readOnly ?? false;
  if (readOnly && !existsSync(join(folder, 'catalog.sqlite'))) throw notScanned(path);
  if (!readOnly) await assertWritable(options.catalogFolder ?? root, root);
  if (!readOnly) await sweepPrivateFolders();
  const lock: CatalogLock | undefined = readOnly ? undefined : lockCatalog(folder, options.command);
  try {
    const catalog = openCatalog(folder, { readOnly });
    if (!readOnly) settleLostCalls(catalog);
    const prompt = await openPrompt(options.settings['prompt.file']);
    const keywordList = await openKeywordList({
      imported: options.keywordListPath,
      ofArchive: options.settings['keywords.list'],
      root,
    });
    const templates = await readOwnTemplates(
      options.templatesFolder,
      options.settings['template.codes'],
    );
    const exifTool = new OnDemandPool();
    let outlets: Promise<Outlets> | undefined;
    let known: Outlets | undefined;
    const archive: Archive = {
      root,
      folder,
      catalog,
      settings: options.settings,
      service: options.service,
      logins: options.logins,
      rehearsal: options.rehearsal ?? false,
      prompt,
      keywordList,
      templates,
      outlets() {
        // A file with a mistake may be mended meanwhile.
        outlets ??= outletsIn(options.outletsFolder).then((found) => {
          if (found.mistakes.length > 0) outlets = undefined;
          known = found;
          return found;
        });
        return outlets;
      },
      knownOutlets: () => known,
      exifTool,
      close() {
        void exifTool.end();
        catalog.close();
        lock?.release();
      },
    };
    if (idsInUse(archive).length > 0) await archive.outlets();
    return archive;
  } catch (error) {
    lock?.release();
    throw error;
  }
}

async function outletsIn(folder: string | undefined): Promise<Outlets> {
  const { readOutlets } = await import('./own-outlets.ts');
  return readOutlets(folder);
}

/** Where the catalog of an archive lies. */
export function catalogFolderOf(root: string, given?: string): string {
  return given === undefined ? join(resolve(root), catalogFolder) : resolve(given);
}

/** The absolute path of a photo. @throws OutsideError when the catalog names one that is not in the archive */
export function fileOf(archive: Archive, photo: { readonly path: string }): string {
  return pathInside(archive.root, ...photo.path.split('/'));
}

/** Which links in the archive a stage may write through. */
export function linksOf({ root, settings }: Archive, stage: 'sidecars' | 'embed'): Links {
  return { root, policy: settings[`${stage}.links`] };
}

/** The tag of the language in which titles are written beside English; undefined where there is none. */
export function secondLanguage({ settings }: Pick<Archive, 'settings'>): string | undefined {
  return settings['title.language'] || undefined;
}

/** What a command that only looks says of a folder that nothing is known about. `path` is as the user gave it. */
export function notScanned(path: string): StopError {
  return new StopError(
    'nothing-to-do',
    `${path} has not been scanned yet.`,
    `Run \`proofsheet scan ${shellWord(path)}\` first.`,
  );
}

/**
 * Asked when a file of the archive cannot be read or written: no photo is to blame where the whole archive is gone, as with
 * a drive that was taken away, which may leave an empty folder, or where its disk is read-only.
 * @param error what was said of the file
 * @throws StopError `archive-missing`, `archive-not-writable`
 */
export async function assertStillThere(
  { root }: Pick<Archive, 'root'>,
  error?: unknown,
): Promise<void> {
  await assertFolder(root);
  if (await isEmpty(root).catch(cannotBeOpened(root)))
    throw new StopError('archive-missing', `The folder ${root} is empty.`, folderAdvice);
  if (systemCode(error) !== 'EROFS') return;
  await access(root, constants.W_OK).catch((cause: unknown) => {
    if (systemCode(cause) !== 'EROFS') return;
    throw new StopError(
      'archive-not-writable',
      `The disk of ${root} is read-only.`,
      'Make it writable and run the same command again; everything done so far is kept.',
      { cause },
    );
  });
}

async function isEmpty(folder: string): Promise<boolean> {
  const entries = await opendir(folder);
  try {
    return (await entries.read()) === null;
  } finally {
    await entries.close();
  }
}

function cannotBeOpened(root: string): (cause: unknown) => never {
  return (cause) => {
    const stop = asStop(cause, root);
    if (stop instanceof StopError) throw stop;
    const why = systemCode(cause) === 'ENOENT' ? 'does not exist' : 'cannot be opened';
    const refusal = systemRefusal(cause);
    const more = why === 'cannot be opened' && refusal !== undefined ? `: ${refusal.why}` : '';
    throw new StopError('archive-missing', `The folder ${root} ${why}${more}.`, folderAdvice, {
      cause,
    });
  };
}

const folderAdvice =
  'Name the folder with your photos, for example `proofsheet ~/Photos`. If its drive is disconnected, connect it and continue.';

/** @param given as the user gave it. @throws StopError `archive-missing` when there is no such folder */
export async function assertFolder(given: string): Promise<void> {
  // A script gives it that names a variable nobody has set; resolved, it would be the current folder.
  if (given === '')
    throw new StopError('archive-missing', 'The name of the folder is empty.', folderAdvice);
  const root = resolve(given);
  if (!(await stat(root).catch(cannotBeOpened(root))).isDirectory())
    throw new StopError('archive-missing', `${root} is a file, not a folder.`, folderAdvice);
}

/** Either the given place for the catalog can be made by us later, or the archive must be writable. */
async function assertWritable(place: string, root: string): Promise<void> {
  try {
    await access(place, constants.W_OK);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw new StopError(
      'archive-not-writable',
      `The folder ${place} cannot be written.`,
      place === root
        ? 'Change its permissions, or keep the catalog elsewhere with `--catalog FOLDER`.'
        : 'Choose another folder with `--catalog FOLDER`.',
      { cause: error },
    );
  }
}
