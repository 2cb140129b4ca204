/**
 * How the picture of a request reaches the model: inside the request, or as an address that the user's web server
 * answers. A further way (SFTP, S3) is another function of this shape.
 */
import { dirname } from 'node:path';
import { StopError } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { replaceFile } from '../../files/replace.ts';
import { dataUrlStart } from '../../openai/request.ts';
import type { Settings } from '../../settings.ts';

/** Puts a preview where the model will find it and gives what the request says instead of a picture. */
export type Deliver = (photoPath: string, preview: Buffer) => Promise<string>;

export const deliverInline: Deliver = async (_photoPath, preview) =>
  dataUrlStart + preview.toString('base64');

/** Writes previews below `folder` under the photos' own paths; `baseUrl` is what that folder is on the web. */
export function deliverToFolder(folder: string, baseUrl: string): Deliver {
  return async (photoPath, preview) => {
    const file = pathInside(folder, ...photoPath.split('/'));
    makeFolder(dirname(file));
    await replaceFile(file, preview);
    return addressOf(baseUrl, photoPath);
  };
}

/** The address of a photo's preview: each part of its path percent-encoded (RFC 3986), `#`, `%` and spaces too. */
export function addressOf(baseUrl: string, photoPath: string): string {
  const path = photoPath.split('/').map(encodePart).join('/');
  return `${baseUrl.replace(/(?<!\/)\/+$/, '')}/${path}`;
}

function encodePart(part: string): string {
  return encodeURIComponent(part.toWellFormed()).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The delivery that the settings ask for. @throws StopError `settings-invalid` when a part of it is missing */
export function deliveryOf(settings: Settings): Deliver {
  if (settings['preview.delivery'] === 'inline') return deliverInline;
  const folder = settings['preview.folder'];
  const baseUrl = settings['preview.baseUrl'];
  if (folder === '' || !/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl))
    throw new StopError(
      'settings-invalid',
      'Pictures are to be delivered through a folder, but the folder or its web address is not set.',
      'Set both: `proofsheet config set preview.folder FOLDER` and `preview.baseUrl https://...`.',
    );
  return deliverToFolder(folder, baseUrl);
}
