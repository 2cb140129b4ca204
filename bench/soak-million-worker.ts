/** One stage of the soak of a million photos, in a process of its own; prints what it took. */
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { choose } from '../src/catalog/choice.ts';
import { makeTerms } from '../src/catalog/make-terms.ts';
import { getPhoto, moveOn } from '../src/catalog/photos.ts';
import type { Size } from '../src/photo.ts';
import { openArchive } from '../src/pipeline/archive/archive.ts';
import { contextWithoutScreen } from '../src/pipeline/archive/clock.ts';
import { previewOptions } from '../src/pipeline/archive/previews.ts';
import type { StageContext } from '../src/pipeline/archive/stage.ts';
import { exportBatches } from '../src/pipeline/ask/exchange.ts';
import { importResults } from '../src/pipeline/ask/import-results.ts';
import { requestMaker } from '../src/pipeline/ask/make-request.ts';
import { prepare } from '../src/pipeline/ask/prepare.ts';
import { acceptSuggestions } from '../src/pipeline/review/accept.ts';
import { makeList } from '../src/pipeline/review/list.ts';
import { scan } from '../src/pipeline/scan/scan.ts';
import { writeSidecars } from '../src/pipeline/sidecars/sidecars.ts';
import { previewPath } from '../src/preview/store.ts';
import { defaultSettings } from '../src/settings.ts';
import { answerLine, keywordNumber } from './answer-line.ts';
import { peakMegabytes } from './peak-memory.ts';

const [folder = '', stage = '', count = '', sidecars = ''] = process.argv.slice(2);
const photos = Number(count);
const root = join(folder, 'archive');
const requests = join(folder, 'requests');
const results = join(folder, 'results');
const inFolder = 1000;

/** Each returns the photos that it was about, where those are not all. */
const stages: Readonly<Record<string, () => Promise<number | undefined>>> = {
  idle: () => inArchive(() => undefined),
  draw,
  scan: () => inArchive(scan),
  prepare: () => inArchive(prepare),
  'give previews': () => inArchive(givePreviews),
  export: () => inArchive((context) => exportBatches(context, requests)),
  answer,
  import: takeIn,
  'import again': takeIn,
  index: () => inArchive(({ archive }) => makeTerms(archive.catalog, () => Promise.resolve(true))),
  filter: () =>
    inArchive(({ archive }) => {
      for (const filter of ['ferry', `kw:"${keywordNumber(1)}"`, 'has:problem', '-title:dusk'])
        makeList(archive.catalog, { filter, sort: 'path' });
    }),
  accept: () => inArchive((context) => acceptSuggestions(context, 'all')),
  sidecars: () => inArchive(writeSome),
};
const about = await stages[stage]?.();
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    photos: about ?? photos,
    cpu: (user + system) / 1e6,
    megabytes: peakMegabytes(),
  }),
);

async function inArchive<T>(work: (context: StageContext) => T | Promise<T>) {
  const archive = await openArchive(root, {
    settings: { ...defaultSettings, 'preview.edge': 64 },
    service: { apiKey: 'soak', baseURL: undefined },
    command: 'soak',
  });
  try {
    const { signal } = new AbortController();
    const done = await work(contextWithoutScreen(archive, () => undefined, signal));
    return typeof done === 'number' ? done : undefined;
  } finally {
    archive.close();
  }
}

/** One tiny picture with a number in its data: another picture for whoever compares, at the price of a write. */
async function draw(): Promise<undefined> {
  const picture = await plainPicture({ width: 64, height: 48 });
  for (let first = 0; first < photos; first += inFolder) {
    const place = join(root, 'Portugal', `City ${first / inFolder}`, 'editorial');
    await mkdir(place, { recursive: true });
    const some = Math.min(inFolder, photos - first);
    for (let at = 0; at < some; at++) {
      const own = Buffer.from(`number ${first + at}`, 'latin1');
      const bytes = Buffer.concat([picture.subarray(0, -2), own, picture.subarray(-2)]);
      await writeFile(join(place, `IMG_${first + at}.jpg`), bytes);
    }
  }
}

/** Each photo gets a preview that was not made from it, and its request. */
async function givePreviews({ archive }: StageContext): Promise<undefined> {
  const { catalog } = archive;
  const size = { width: 64, height: 48 };
  const bytes = await plainPicture(size);
  const make = await requestMaker(archive);
  const options = previewOptions(archive);
  const waiting = catalog.ids('SELECT id FROM photo ORDER BY id');
  for (let first = 0; first < waiting.length; first += inFolder)
    catalog.transaction(() => {
      for (const id of waiting.slice(first, first + inFolder)) {
        const photo = getPhoto(catalog, id);
        if (photo === undefined) continue;
        const source = { ...photo, file: photo.path };
        const path = previewPath(join(archive.folder, 'previews'), source, options);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, bytes);
        make(photo, { bytes, size }, { hint: undefined, redo: 0 });
        moveOn(catalog, id, 'submit');
      }
    });
  return undefined;
}

function plainPicture(size: Size): Promise<Buffer> {
  const create = { ...size, channels: 3, background: '#456' } as const;
  return sharp({ create }).jpeg().toBuffer();
}

/** A result for each request, as the service would answer. */
async function answer(): Promise<undefined> {
  await mkdir(results);
  let number = 0;
  for (const name of await readdir(requests)) {
    const file = await open(join(results, name), 'w');
    const lines = createInterface({ input: createReadStream(join(requests, name)) });
    for await (const line of lines) {
      const { custom_id: customId } = JSON.parse(line) as { custom_id: string };
      await file.write(answerLine(number++, customId));
    }
    await file.close();
  }
}

async function takeIn(): Promise<undefined> {
  const files = (await readdir(results)).map((name) => join(results, name));
  await inArchive((context) => importResults(context, files));
}

async function writeSome(context: StageContext): Promise<number> {
  const some = Math.min(photos, Number(sidecars));
  choose(
    context.archive.catalog,
    context.archive.catalog.ids('SELECT id FROM photo ORDER BY id LIMIT ?', some),
  );
  await writeSidecars(context);
  return some;
}
