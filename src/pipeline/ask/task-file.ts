/** Task files of others: requests whose ids say nothing, but whose pictures are named by address or path. */

import { z } from 'zod';
import { photoAt, photoPaths } from '../../catalog/photos.ts';
import { latestAnswer } from '../../catalog/suggestions.ts';
import { fileName } from '../../photo.ts';
import type { Archive } from '../archive/archive.ts';

type TaskLine = { readonly customId: string; readonly picture: string };

const taskShape = z.object({
  custom_id: z.string(),
  body: z.object({ messages: z.array(z.object({ content: z.unknown() })) }),
});
const pictureShape = z.object({
  image_url: z.union([z.string(), z.object({ url: z.string() })]),
});

/** The id of a request and the address of its picture; undefined for a line that is not a request with a picture. */
export function readTaskLine(text: string): TaskLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const task = taskShape.safeParse(value);
  if (!task.success) return undefined;
  for (const { content } of task.data.body.messages)
    for (const part of Array.isArray(content) ? content : []) {
      const picture = pictureShape.safeParse(part);
      if (!picture.success) continue;
      const { image_url: image } = picture.data;
      const address = typeof image === 'string' ? image : image.url;
      return { customId: task.data.custom_id, picture: address };
    }
  return undefined;
}

export type PhotoFinder = {
  /** Notes which picture a request is about. */
  explain(customId: string, picture: string): void;
  /** The photo that a request is about, as far as it has been explained. */
  photoOf(customId: string): number | undefined;
  /** Whether the photo's newest suggestion came from this very answer. */
  hasAnswer(photoId: number, answer: unknown): boolean;
};

/** Finds photos of an archive by the addresses of their pictures. */
export function photoFinder(archive: Archive): PhotoFinder {
  const { catalog } = archive;
  const photos = new Map<string, number>();
  let names: ReadonlyMap<string, number | 'many'> | undefined;
  return {
    explain(customId, picture) {
      const parts = pathParts(picture);
      for (let from = 0; from < parts.length - 1; from++) {
        const path = parts.slice(from).join('/');
        const id = photoAt(catalog, path)?.id;
        if (id === undefined) continue;
        photos.set(customId, id);
        return;
      }
      names ??= photosByName(archive);
      const byName = names.get(nameKey(parts.at(-1) ?? ''));
      if (typeof byName === 'number') photos.set(customId, byName);
    },
    photoOf: (customId) => photos.get(customId),
    hasAnswer: (photoId, answer) => latestAnswer(catalog, photoId) === JSON.stringify(answer),
  };
}

/** The parts of an address or path, decoded; nothing for pictures that are part of their request. */
export function pathParts(picture: string): string[] {
  if (picture.startsWith('data:')) return [];
  const path = URL.canParse(picture) ? new URL(picture).pathname : picture;
  return path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decoded(part).normalize('NFC'));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return part;
  }
}

const nameKey = (name: string) => name.normalize('NFC').toLowerCase();

/** Photos by file name; names that several photos have lead nowhere. */
function photosByName(archive: Archive): Map<string, number | 'many'> {
  const names = new Map<string, number | 'many'>();
  for (const { id, path } of photoPaths(archive.catalog)) {
    const key = nameKey(fileName(path));
    names.set(key, names.has(key) ? 'many' : id);
  }
  return names;
}
