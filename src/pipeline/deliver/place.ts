/** Where the copies for an outlet are made, and where they go from there. */
import { basename, dirname, resolve } from 'node:path';
import { StopError } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { ownFolder } from '../../files/work-folder.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { outletSettings } from '../../settings.ts';
import type { Remote } from '../../transports/remote.ts';
import type { Archive } from '../archive/archive.ts';
import { folderOutside } from './folder.ts';

export type Place = {
  /** Absolute path of the folder for copies and CSVs; it need not be there. */
  readonly folder: string;
  /** Where they are uploaded to; undefined where they stay in the folder. */
  readonly remote: Remote | undefined;
};

/** The folder beside the catalog for copies that wait. */
const waitingFolder = 'deliveries';

/**
 * @param into the folder that a person named for this delivery, instead of uploading
 * @throws StopError `settings-invalid` where the outlet cannot be reached by what is set; `usage` for a folder among the photos
 */
export async function placeOf(archive: Archive, outlet: Outlet, into?: string): Promise<Place> {
  const { folder: archiveFolder, settings } = archive;
  const { id } = outlet;
  const outside = (folder: string) => folderOutside(archive.root, folder, { isDry: true });
  if (into !== undefined)
    return { folder: await outside(pathInside(resolve(into), id)), remote: undefined };
  const { way } = outlet.delivery.value;
  if (way === 'folder')
    return { folder: await outside(directoryOf(archive, outlet)), remote: undefined };
  const above = settings['deliver.folder'];
  const folder =
    above === ''
      ? pathInside(archiveFolder, waitingFolder, id)
      : await outside(pathInside(resolve(above), id));
  return { folder, remote: way === 'hand' ? undefined : remoteOf(archive, outlet, way) };
}

/** The folder that an outlet is, as it is set. @throws StopError `settings-invalid` where it is not */
export function directoryOf(
  { settings }: Pick<Archive, 'settings'>,
  { delivery, id, name }: Outlet,
): string {
  const directory = outletSettings(settings, id).directory || delivery.value.directory;
  if (directory) return directory;
  throw new StopError(
    'settings-invalid',
    `Which folder ${name} is, is not set.`,
    `Set it with \`proofsheet config set outlets.${id}.directory FOLDER\`, or name a folder with --into.`,
  );
}

type Way = Exclude<Outlet['delivery']['value']['way'], 'folder' | 'hand'>;

/** What is set goes before the outlet's own facts. Nothing of it is ever taken from a catalog, which may be a stranger's. */
export function remoteOf(
  { settings }: Pick<Archive, 'settings'>,
  { delivery, id, name }: Outlet,
  kind: Way,
): Remote {
  const facts = delivery.value;
  const set = outletSettings(settings, id);
  const host = set.host || facts.host || '';
  const missing = host === '' ? 'host' : set.user === '' ? 'user' : undefined;
  if (missing !== undefined)
    throw new StopError(
      'settings-invalid',
      missing === 'user'
        ? `Who you are at ${name} is not set.`
        : `The server of ${name} is not set.`,
      `Set it with \`proofsheet config set outlets.${id}.${missing} ${missing.toUpperCase()}\`${
        missing === 'user'
          ? `, and store the password with \`proofsheet config password ${id}\``
          : ''
      }; or make copies in a folder with --into.`,
    );
  return {
    ...{ kind, host, user: set.user },
    port: set.port || (facts.port ?? 0),
    directory: set.directory || (facts.directory ?? ''),
    ...{ keyFile: set.keyFile, region: set.region, bucketIn: set.bucketIn },
    ...{ isInbox: facts.inbox, isDirect: facts.direct },
    ...(facts.connections !== undefined && { connections: facts.connections }),
  };
}

/** Makes the folder; the one beside the catalog closed to others, and never by a link that came with an archive. */
export function makeDeliveryFolder(archive: Archive, folder: string): void {
  const above = pathInside(archive.folder, waitingFolder);
  if (dirname(folder) === above)
    ownFolder(ownFolder(archive.folder, waitingFolder), basename(folder));
  else makeFolder(folder);
}
