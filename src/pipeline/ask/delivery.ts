/**
 * How the picture of a request reaches the model: inside the request, or as an address that the user's web server
 * answers, from a folder or from where it is uploaded to.
 */
import { dirname } from 'node:path';
import type { RequestOfPhoto } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { replaceFile } from '../../files/replace.ts';
import { dataUrlStart } from '../../openai/request.ts';
import { isWebAddress } from '../../setting-kinds.ts';
import type { Settings } from '../../settings.ts';
import { addressIn, type DeliveryContext, hostCopy, hostOf } from './hosting.ts';

/** Puts a preview where the model will find it and gives what the request says instead of a picture. */
export type Deliver = (
  request: Pick<RequestOfPhoto, 'id' | 'path'>,
  preview: Buffer,
) => Promise<string>;

export const deliverInline: Deliver = async (_request, preview) =>
  dataUrlStart + preview.toString('base64');

/** Writes previews below `folder` under the photos' own paths; `baseUrl` is what that folder is on the web. */
export function deliverToFolder(folder: string, baseUrl: string): Deliver {
  return async ({ path }, preview) => {
    const file = pathInside(folder, ...path.split('/'));
    makeFolder(dirname(file));
    await replaceFile(file, preview);
    return addressOf(baseUrl, path);
  };
}

/** The address of a photo's preview: each part of its path percent-encoded (RFC 3986), `#`, `%` and spaces too. */
export function addressOf(baseUrl: string, photoPath: string): string {
  const path = photoPath.split('/').map(encodePart).join('/');
  return addressIn(baseUrl, path);
}

function encodePart(part: string): string {
  return encodeURIComponent(part.toWellFormed()).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The delivery that the settings ask for. @throws StopError `settings-invalid` when a part of it is missing */
export function deliveryOf(context: DeliveryContext): Deliver {
  const { settings, rehearsal } = context.archive;
  if (settings['preview.delivery'] === 'inline') return deliverInline;
  const host = hostOf(settings);
  if (host === undefined) return folderOf(settings);
  // Nothing leaves the machine in a rehearsal.
  if (rehearsal) return deliverInline;
  return ({ id }, preview) => hostCopy(context, host, id, preview);
}

/** Bytes of a picture in a line of a batch file: the picture itself, or its address. */
export function bytesInLine(settings: Settings, previewBytes: number): number {
  return settings['preview.delivery'] === 'inline'
    ? Math.ceil(previewBytes / 3) * 4
    : addressBytes + settings['preview.baseUrl'].length;
}

/** Of a long path, percent-encoded. */
const addressBytes = 500;

/** The delivery to a folder. @throws StopError `settings-invalid` when a part of it is missing */
export function folderOf(settings: Settings): Deliver {
  const folder = settings['preview.folder'];
  const baseUrl = settings['preview.baseUrl'];
  if (folder === '' || !isWebAddress(baseUrl))
    throw new StopError(
      'settings-invalid',
      'Pictures are to be delivered through a folder, but the folder or its web address is not set.',
      'Set both: `proofsheet config set preview.folder FOLDER` and `preview.baseUrl https://...`.',
    );
  return deliverToFolder(folder, baseUrl);
}
