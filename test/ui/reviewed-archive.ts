/** An archive on disk whose photos wait for review: real JPEGs, scanned; their text as if a model had answered. */

import { cpSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { readyPhotos } from '../../src/catalog/photos.ts';
import { insertSuggestion } from '../../src/catalog/suggestions.ts';
import { takeSuggestion } from '../../src/catalog/take-suggestion.ts';
import type { Photo, Suggestion } from '../../src/photo.ts';
import { openArchive } from '../../src/pipeline/archive/archive.ts';
import { systemClock } from '../../src/pipeline/archive/clock.ts';
import { groupBursts } from '../../src/pipeline/review/bursts.ts';
import { scan } from '../../src/pipeline/scan/scan.ts';
import { defaultSettings } from '../../src/settings.ts';
import { makeArchive } from '../helpers/archive.ts';
import { blankAnswer } from '../helpers/records.ts';

const subjects = [
  'Ferries cross the strait at dusk below the old tower',
  'Fishermen stand along the rail of a crowded bridge',
  'A tram climbs a narrow street between tiled houses',
  'Lanterns glow in front of a wooden temple gate',
  'Market stalls with spices under a vaulted roof',
  'Rowing boats wait at a stone quay in the morning',
];

const words =
  'ferry strait dusk tower water skyline travel evening harbor passenger bridge rail crowd street tram tile house temple gate lantern wood market spice stall vault roof quay stone morning light reflection coast city tourism landmark architecture history culture sunset commuter transport sea wave gull cloud horizon silhouette season journey weekend blue'.split(
    ' ',
  );

/** The text of photo `index`: every sixth has two forms of a word among its keywords, every fourth an unsure name. */
function textOf(index: number, { place }: Pick<Photo, 'place'>): Suggestion {
  const subject = subjects[index % subjects.length] ?? '';
  const keywords = [place?.city ?? 'City', place?.country ?? 'Country', ...words].slice(0, 50);
  return {
    description: `${subject}, number ${index}${index % 4 === 3 ? ' near the Galata Tower' : ''}`,
    shortTitle: subject.replace(/ (?:below|between|in|under) .*$/, ''),
    keywords: index % 6 === 2 ? keywords.with(20, 'ferries') : keywords,
    usage: index % 5 === 4 ? 'commercial' : 'editorial',
    usageReason: 'no people can be recognised',
    unsure: index % 4 === 3 ? ['Galata Tower'] : [],
    repairs: [
      { rule: 'duplicate', field: 'keywords', before: 'ferryboat' },
      { rule: 'hashtags', field: 'description', before: `#${subject}`, after: subject },
    ],
  };
}

/** Makes an archive of so many photos, so many seconds apart, and returns its folder. */
export async function reviewedArchive(photos: number, seconds = 60): Promise<string> {
  const root = await makeArchive({
    photos,
    folders: ['Turkey/Istanbul/editorial'],
    edge: 120,
    seconds,
  });
  await reviewAll(root);
  return root;
}

/** Scans an archive and gives all its photos text to review. */
export async function reviewAll(root: string): Promise<void> {
  const archive = await openArchive(root, {
    settings: defaultSettings,
    service: { apiKey: undefined, baseURL: undefined },
    command: 'test',
  });
  try {
    const { signal } = new AbortController();
    await scan({ archive, signal, report: () => undefined, clock: systemClock });
    suggestForAll(archive.catalog);
    groupBursts(archive.catalog);
  } finally {
    archive.close();
  }
}

function suggestForAll(catalog: Catalog): void {
  catalog.transaction(() => {
    for (const [index, photo] of readyPhotos(catalog, 'prepare', '', 100_000).entries()) {
      const suggestion = textOf(index, photo);
      const id = insertSuggestion(catalog, {
        photoId: photo.id,
        requestId: undefined,
        at: new Date(0),
        source: 'batch',
        model: 'test',
        hint: undefined,
        suggestion,
        answer: blankAnswer,
      });
      takeSuggestion(catalog, photo.id, id, suggestion, 'batch');
    }
  });
}

/** A copy of an archive for one test; making one takes longer. */
export async function copyOf(root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-archive-'));
  // In one call, which takes a tenth of what `cp` does for each of its files.
  cpSync(root, folder, { recursive: true });
  return folder;
}
