/** `proofsheet template`: the metadata templates of an archive, and what they would write. */
import { dirname, relative, resolve, sep } from 'node:path';
import { counted } from '../amounts.ts';
import { returnToSidecars } from '../catalog/approved.ts';
import { getPhoto } from '../catalog/photos.ts';
import { acceptedPhotos, photosByPath } from '../catalog/sidecars.ts';
import { InterruptedError } from '../errors.ts';
import { readText } from '../files/text-lines.ts';
import { fieldTable } from '../metadata/fields.ts';
import type { Photo } from '../photo.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import {
  entriesOf,
  folderTemplates,
  layersFor,
  mistakesIn,
} from '../pipeline/archive/folder-templates.ts';
import { leftAloneText } from '../pipeline/archive/left-alone.ts';
import { newLocator } from '../pipeline/sidecars/locate.ts';
import {
  leftLine,
  outlookLines,
  type RightsOutlook,
  rightsOutlook,
} from '../pipeline/sidecars/rights-outlook.ts';
import { writeSidecars } from '../pipeline/sidecars/sidecars.ts';
import { mistakeLine } from '../rules/mistakes.ts';
import { parseTemplate, type TemplateEntry } from '../rules/template/parse.ts';
import { type CommandContext, type ExitCode, finish, tell } from './command.ts';
import { textOf } from './options.ts';

/** Which fields hold in which folder, and what is wrong. Exit code 1 when something is. */
export function show(context: CommandContext): Promise<ExitCode> {
  return context.inArchive(
    async (archive) => {
      const folders = [...new Set(['', ...folderTemplates(archive.catalog).keys()])].sort();
      const shown = folders.map((folder) => {
        const layers = layersFor(archive, `${folder === '' ? '' : `${folder}/`}photo`);
        return { folder, from: layers.map(({ source }) => source), fields: entriesOf(layers) };
      });
      const mistakes = mistakesIn(archive);
      const own = [...archive.templates.all.keys()];
      const { templatesPath: ownFolder } = context.settings;
      const held = shown.filter(({ fields }) => fields.length > 0);
      tell(context, { own, ownFolder, folders: shown, mistakes }, [
        ...held.flatMap(({ folder, from, fields }) => [
          `${folder === '' ? 'The archive' : folder}, from ${from.join(', ')}:`,
          ...fields.map((entry) => `  ${entryLine(entry)}`),
        ]),
        ...(held.length === 0 ? ['No template holds here.'] : []),
        ...mistakes.map((mistake) => `! ${mistakeLine(mistake)}`),
        `Your own templates: ${ownFolder}${own.length === 0 ? '' : ` (${own.join(', ')})`}`,
      ]);
      return mistakes.length === 0 ? 0 : 1;
    },
    { readOnly: true },
  );
}

function entryLine({ field, policy, value }: TemplateEntry): string {
  const mark = policy === 'replace' ? ' (replace)' : '';
  return `${fieldTable[field].label}${mark}: ${value.replaceAll('\n', '\n    ')}`;
}

/** Looks at a file, and says line by line what is wrong in it; and, of an archive, which photos lack what it asks for. */
export async function check(context: CommandContext): Promise<ExitCode> {
  const [file = ''] = context.arguments;
  const { entries, mistakes } = parseTemplate(await readText(resolve(file)));
  const left = await leftIn(context, entries);
  const right = `${file} is right: ${counted(entries.length, 'field')}.`;
  tell(context, { file, fields: entries, mistakes, ...(left && { left }) }, [
    ...(mistakes.length === 0 ? [right] : []),
    ...mistakes.map((mistake) => mistakeLine({ file, ...mistake })),
    ...(left === undefined ? [] : [`Left alone in ${left}.`]),
  ]);
  return mistakes.length === 0 ? 0 : 1;
}

function leftIn(
  context: CommandContext,
  entries: readonly TemplateEntry[],
): Promise<string | undefined> {
  const root = textOf(context, 'archive');
  if (root === undefined) return Promise.resolve(undefined);
  return context.inArchive(
    (archive) => {
      const folder = relative(archive.root, dirname(resolve(context.arguments[0] ?? '')));
      const photos = photosBelow(archive, folder.startsWith('..') ? '' : folder);
      return leftAloneText(archive, photos, context.signal, () => entries);
    },
    { archive: root, readOnly: true },
  );
}

/** The photos that the template of a folder holds for, in order. */
function* photosBelow({ catalog }: Archive, folder: string): Generator<Photo> {
  const start = folder === '' ? '' : `${folder.split(sep).join('/')}/`;
  for (const page of photosByPath(catalog))
    for (const id of page) {
      const photo = getPhoto(catalog, id);
      if (photo?.path.startsWith(start)) yield photo;
    }
}

/** Brings templates into accepted photos, also into those that are written already; or only tells of each. */
export function apply(context: CommandContext): Promise<ExitCode> {
  const isDry = context.options['dryRun'] === true;
  return context.inArchive(async (archive) => {
    const mistakes = mistakesIn(archive);
    for (const mistake of mistakes) context.say(`! ${mistakeLine(mistake)}`);
    if (mistakes.length > 0)
      context.say('While a template has a mistake, nothing is taken out of its photos.');
    let behind = 0;
    let looked = 0;
    let changed = 0;
    for await (const { photoId, path, outlook } of outlooks(archive, context.signal)) {
      looked += 1;
      if (isDry) changed += printOutlook(context, path, outlook);
      else if (returnIfBehind(archive, photoId, outlook)) behind += 1;
    }
    if (looked === 0)
      context.say('No photo is accepted yet; templates are written with accepted text.');
    if (isDry && looked > 0 && changed === 0)
      context.say('Nothing would change: all that templates give is written already.');
    if (isDry) return mistakes.length === 0 ? 0 : 1;
    if (behind > 0)
      context.say(`Templates give something new for ${counted(behind, 'photo')} written already.`);
    return finish(context, await writeSidecars(context.stages(archive)));
  });
}

/** A photo that is written already goes back to its sidecar when something is missing in it or in the photo. */
function returnIfBehind(
  { catalog, settings }: Archive,
  photoId: number,
  { isMissing: { inSidecar, inPhoto } }: RightsOutlook,
): boolean {
  if (inSidecar) return returnToSidecars(catalog, photoId, ['embed', 'done']);
  const embeds = settings['embed.profile'] === 'agency';
  return inPhoto && embeds && returnToSidecars(catalog, photoId, ['done']);
}

async function* outlooks(archive: Archive, signal: AbortSignal) {
  const locate = newLocator(archive);
  for (const page of acceptedPhotos(archive.catalog))
    for (const photoId of page) {
      if (signal.aborted) throw new InterruptedError();
      const photo = getPhoto(archive.catalog, photoId);
      if (photo === undefined) continue;
      yield { photoId, path: photo.path, outlook: await rightsOutlook(archive, photo, locate) };
    }
}

/** Prints nothing of a photo that has all. @returns how many of its fields would change */
function printOutlook(context: CommandContext, path: string, outlook: RightsOutlook): number {
  const { fields, left } = outlook;
  const told = fields.filter(({ fate }) => fate !== 'there');
  const lines = [...told.flatMap(outlookLines), ...left.map(leftLine)].map((line) => `  ${line}`);
  tell(context, { path, fields, left }, lines.length === 0 ? [] : [`${path}:`, ...lines]);
  return told.filter(({ fate }) => fate !== 'stays').length;
}
