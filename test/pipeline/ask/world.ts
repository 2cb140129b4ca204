/** An archive of small real JPEGs with a clock that only moves when somebody waits. */
import { cpSync } from 'node:fs';
import { mkdir, mkdtemp, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { setMeta } from '../../../src/catalog/meta.ts';
import type { Usage } from '../../../src/photo.ts';
import { type Archive, type Logins, openArchive } from '../../../src/pipeline/archive/archive.ts';
import type { Clock, Progress, StageContext } from '../../../src/pipeline/archive/stage.ts';
import { prepare } from '../../../src/pipeline/ask/prepare.ts';
import {
  type RehearsalOptions,
  type RehearsalServer,
  startRehearsalServer,
} from '../../../src/rehearsal/server.ts';
import { defaultSettings, type Settings } from '../../../src/settings.ts';

/** Time passes only in `wait`, and then at once. */
export class FakeClock implements Clock {
  readonly waits: number[] = [];
  #now = Date.UTC(2026, 10, 24, 9);
  readonly #onWait: () => void;

  constructor(onWait: () => void = () => undefined) {
    this.#onWait = onWait;
  }

  now(): Date {
    return new Date(this.#now);
  }

  wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.waits.push(milliseconds);
    this.#now += milliseconds;
    this.#onWait();
    // Others get their turn: time that passes at once must not starve what is under way.
    return new Promise((resolve, reject) => {
      setImmediate(() => (signal.aborted ? reject(signal.reason as Error) : resolve()));
    });
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

export type WorldOptions = {
  readonly photos?: number;
  readonly settings?: Partial<Settings>;
  readonly url?: string;
  readonly clock?: Clock;
  readonly logins?: Logins;
};

export type World = {
  readonly root: string;
  readonly archive: Archive;
  readonly catalog: Catalog;
  readonly context: StageContext;
  readonly abort: AbortController;
  readonly progress: Progress[];
  close(): void;
};

const tiny = new Map<number, Promise<Buffer>>();

/** A tiny picture whose colour is its number; each is made once. */
function tinyJpeg(index: number): Promise<Buffer> {
  const known = tiny.get(index) ?? makeTiny(index);
  tiny.set(index, known);
  return known;
}

function makeTiny(index: number): Promise<Buffer> {
  const background = {
    r: (index * 5) % 256,
    g: (index * 11) % 256,
    b: Math.floor(index / 50) % 256,
  };
  const picture = { width: 64, height: 32, channels: 3, background } as const;
  return sharp({ create: picture }).jpeg({ quality: 95 }).toBuffer();
}

/** Makes an archive with scanned photos that stand ready for `prepare`. */
export function makeWorld(options: WorldOptions = {}): Promise<World> {
  const photos = options.photos ?? 0;
  return copyOf(`${photos} scanned`, options, () => scanned(photos));
}

/** Makes an archive whose photos are prepared and stand ready for `submit`. */
export function preparedWorld(options: WorldOptions): Promise<World> {
  const { photos, settings, url } = options;
  const key = JSON.stringify([photos, settings, url !== undefined]);
  return copyOf(`prepared ${key}`, options, async () => {
    const clock = new FakeClock();
    const world = await makeWorld({ ...options, clock });
    await prepare(world.context);
    return world;
  });
}

/** Archives that were made once in this process, to be copied. */
const templates = new Map<string, Promise<string>>();

async function copyOf(
  key: string,
  options: WorldOptions,
  make: () => Promise<World>,
): Promise<World> {
  const known = templates.get(key);
  const template =
    known ??
    make().then((world) => {
      world.close();
      return world.root;
    });
  templates.set(key, template);
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-asking-'));
  // With their times: by them a photo is known for the one that was scanned.
  cpSync(await template, root, { recursive: true, preserveTimestamps: true });
  return openWorld(root, options);
}

async function scanned(photos: number): Promise<World> {
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-asking-'));
  for (let index = 0; index < photos; index++) {
    const path = join(root, photoPath(index));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await tinyJpeg(index));
    // Requests are named after what they are about: the same in every run of a test.
    await utimes(path, 1_700_000_000, 1_700_000_000);
  }
  const world = await openWorld(root);
  setMeta(world.catalog, 'asking.tag', 'ptest');
  await addPhotos(world, photos);
  return world;
}

/** Opens an archive again, as the next start of the program does. */
export async function openWorld(root: string, options: WorldOptions = {}): Promise<World> {
  const { url, settings = {}, clock = new FakeClock(), logins } = options;
  const archive = await openArchive(root, {
    settings: { ...defaultSettings, probe: false, ...settings },
    service: { apiKey: url === undefined ? undefined : 'rehearsal', baseURL: url },
    logins,
    command: 'test',
  });
  const abort = new AbortController();
  const progress: Progress[] = [];
  const context: StageContext = {
    archive,
    signal: abort.signal,
    clock,
    report: (step) => progress.push(step),
  };
  return {
    root,
    archive,
    catalog: archive.catalog,
    context,
    abort,
    progress,
    close: () => archive.close(),
  };
}

export function photoPath(index: number): string {
  const folder = index % 2 === 0 ? 'Turkey/Istanbul/editorial' : 'Portugal/Porto/commercial';
  return `${folder}/photo ${String(index).padStart(5, '0')}.jpg`;
}

async function addPhotos({ root, catalog }: World, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const path = photoPath(index);
    const { size, mtimeNs } = await stat(join(root, path), { bigint: true });
    const [country = '', city = '', usage = ''] = path.split('/');
    insertPhoto(catalog, {
      path,
      bytes: Number(size),
      mtime: String(mtimeNs),
      country,
      city,
      usage: usage as Usage,
    });
  }
}

type Inserted = {
  path: string;
  bytes: number;
  mtime: string;
  country: string;
  city: string;
  usage: Usage;
};

/** A photo as scanning leaves it. */
function insertPhoto(catalog: Catalog, photo: Inserted): void {
  catalog.run(
    `INSERT INTO photo (path, folder, bytes, mtime, width, height, orientation, city, country, place_source, usage,
       usage_given, taken_on, existing, status, scan)
     VALUES (?, ?, ?, ?, 64, 32, 1, ?, ?, 'folder', ?, 1, '2019-05-14', '{"keywords":[]}', 'prepare', 1)`,
    photo.path,
    dirname(photo.path),
    photo.bytes,
    photo.mtime,
    photo.city,
    photo.country,
    photo.usage,
  );
}

/** How many photos stand at each stage, without zeros. */
export function statuses(catalog: Catalog): Record<string, number> {
  const rows = catalog.all<{ status: string; photos: number }>(
    'SELECT status, count(*) AS photos FROM photo GROUP BY status ORDER BY status',
  );
  return Object.fromEntries(rows.map(({ status, photos }) => [status, photos]));
}

/** Issue codes with how many photos they hold. */
export function issueCodes(catalog: Catalog): Record<string, number> {
  const rows = catalog.all<{ code: string; photos: number }>(
    'SELECT code, count(*) AS photos FROM issue GROUP BY code ORDER BY code',
  );
  return Object.fromEntries(rows.map(({ code, photos }) => [code, photos]));
}

/** Starts the stand-in for the service on the clock of the test. */
export function startService(
  clock: Clock,
  options: Omit<RehearsalOptions, 'clock'> = {},
): Promise<RehearsalServer> {
  return startRehearsalServer({ ...options, clock: () => clock.now().getTime() });
}
