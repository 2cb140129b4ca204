/** The photos of an archive as a contact sheet: pictures, titles, keywords and decisions in one file. */
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { pMapIterable } from 'p-map';
import { counted, dayText } from '../../amounts.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { photosByPath } from '../../catalog/sidecars.ts';
import { InterruptedError, StopError } from '../../errors.ts';
import { replaceFile } from '../../files/replace.ts';
import type { Photo } from '../../photo.ts';
import { makePreview } from '../../preview/make.ts';
import { type Archive, fileOf } from '../archive/archive.ts';
import { innerPictures } from '../archive/previews.ts';
import { replacedSince } from '../archive/same-picture.ts';
import { type SheetEntry, sheetEnd, sheetEntry, sheetHead, verdictWords } from './sheet-html.ts';
import { exportTexts, type TextLine } from './texts.ts';

/** What a browser opens and prints at ease: some seventy megabytes. */
const mostPhotos = 2000;
/** Large enough to be looked at, small enough that a hundred of them can be sent by mail. */
const picture = { edge: 480, quality: 78 };

type OnSheet = { readonly photo: Photo; readonly text: TextLine | undefined };

/**
 * Writes the sheet of the photos that are chosen to `file`, in the order of their paths, and replaces it if it is there.
 * Reads the catalog and the photos, and keeps nothing of it.
 * @throws StopError where there is no photo, or there are too many; InterruptedError
 */
export async function writeContactSheet(
  archive: Archive,
  file: string,
  { now, signal, onPhoto }: SheetOptions,
): Promise<{ readonly photos: number }> {
  const entries = entriesOf(archive);
  await replaceFile(file, pageOf(archive, entries, { now, signal, onPhoto }));
  return { photos: entries.length };
}

type SheetOptions = {
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Called for each photo that is written. */
  readonly onPhoto: (done: number, total: number) => void;
};

function entriesOf({ catalog }: Archive): readonly OnSheet[] {
  const ids = [...photosByPath(catalog)].flat();
  if (ids.length === 0)
    throw new StopError(
      'usage',
      'There is no photo to put on the sheet.',
      'Scan the archive first, or choose other photos with --only and --where.',
    );
  if (ids.length > mostPhotos)
    throw new StopError(
      'usage',
      `A sheet of ${counted(ids.length, 'photo')} would be too large to open.`,
      `Choose at most ${counted(mostPhotos, 'photo')} with --only or --where, for example --where 'city:lisbon state:accepted'.`,
    );
  return catalog.snapshot(() =>
    ids.flatMap((id) => {
      const photo = getPhoto(catalog, id);
      const [text] = exportTexts(catalog, [id]);
      return photo === undefined ? [] : [{ photo, text }];
    }),
  );
}

async function* pageOf(
  archive: Archive,
  entries: readonly OnSheet[],
  { now, signal, onPhoto }: SheetOptions,
): AsyncGenerator<string> {
  const verdicts = verdictWords(entries.map(({ text }) => text?.verdict));
  const day = dayText(now.toISOString().slice(0, 10));
  const words = [counted(entries.length, 'photo'), verdicts, day];
  yield sheetHead(
    basename(archive.root),
    archive.rehearsal ? [...words, 'rehearsal: made-up texts'] : words,
  );
  const made = pMapIterable(entries, (entry) => entryOf(archive, entry), {
    concurrency: availableParallelism(),
    backpressure: 2 * availableParallelism(),
  });
  let done = 0;
  for await (const entry of made) {
    if (signal.aborted) throw new InterruptedError();
    yield sheetEntry(entry);
    onPhoto(++done, entries.length);
  }
  yield sheetEnd;
}

async function entryOf(archive: Archive, { photo, text }: OnSheet): Promise<SheetEntry> {
  const { path, size, takenOn, usage } = photo;
  return {
    path,
    verdict: text?.verdict,
    title: text?.title ?? '',
    keywords: text?.keywords ?? [],
    facts: [...(takenOn === undefined ? [] : [dayText(takenOn)]), usage],
    picture: await pictureOf(archive, photo, size),
  };
}

/** Text follows the picture: where another one lies at the path by now, that is said instead. */
async function pictureOf(
  archive: Archive,
  photo: Photo,
  size: Photo['size'],
): Promise<SheetEntry['picture']> {
  const replaced = await replacedSince(archive, photo, 'review');
  if (replaced !== undefined) return { missing: replaced.message };
  const made = await makePreview(fileOf(archive, photo), size, {
    ...picture,
    inner: innerPictures(archive),
  });
  return 'issue' in made ? { missing: made.issue.message } : made.bytes;
}
