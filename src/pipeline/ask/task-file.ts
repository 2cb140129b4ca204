/** Task files of others: requests whose ids say nothing, but whose pictures are named by address or path. */
import * as z from 'zod';
import { photoPaths } from '../../catalog/photos.ts';
import { latestAnswer } from '../../catalog/suggestions.ts';
import type { Archive } from '../archive/archive.ts';
import { AddressBook, isPicture, type PhotoMatch } from './picture-address.ts';

type Task = { readonly customId: string; readonly picture: string };

const messages = z.array(z.object({ content: z.unknown() }));
const taskShape = z.object({
  custom_id: z.string(),
  body: z.union([z.object({ messages }), z.object({ input: messages })]),
});
const pictureShape = z.object({
  image_url: z.union([z.string(), z.object({ url: z.string() })]),
});

/** The id of a request and the address of its picture; undefined for what is not a request with a picture. */
export function readTask(value: unknown): Task | undefined {
  const task = taskShape.safeParse(value);
  if (!task.success) return undefined;
  const { custom_id: customId, body } = task.data;
  for (const { content } of 'messages' in body ? body.messages : body.input)
    for (const part of Array.isArray(content) ? content : []) {
      const picture = pictureShape.safeParse(part);
      if (!picture.success) continue;
      const { image_url: image } = picture.data;
      return { customId, picture: typeof image === 'string' ? image : image.url };
    }
  return undefined;
}

export type PhotoFinder = {
  /** Notes which picture a request is about. */
  explain(customId: string, picture: string): void;
  /** The photo that a request is about, as far as it has been explained or its id is a path. */
  photoOf(customId: string): PhotoMatch | undefined;
  /** Whether the photo's newest suggestion came from this very answer. */
  hasAnswer(photoId: number, answer: unknown): boolean;
};

/** Finds photos of an archive by the addresses of their pictures. */
export function photoFinder({ catalog }: Archive): PhotoFinder {
  const explained = new Map<string, PhotoMatch>();
  let book: AddressBook | undefined;
  const find = (address: string) => {
    book ??= new AddressBook(photoPaths(catalog));
    return book.find(address);
  };
  return {
    explain(customId, picture) {
      const match = find(picture);
      if (match === undefined) return;
      const before = explained.get(customId);
      explained.set(customId, before === undefined ? match : either(before, match));
    },
    photoOf: (customId) =>
      explained.get(customId) ?? (isPicture(customId) ? find(customId) : undefined),
    hasAnswer: (photoId, answer) => latestAnswer(catalog, photoId) === JSON.stringify(answer),
  };
}

/** Two tasks of one id: where they are about different photos, nobody knows which was answered. */
function either(first: PhotoMatch, second: PhotoMatch): PhotoMatch {
  const paths = [first, second].flatMap((match) =>
    'photo' in match ? [match.photo.path] : match.several,
  );
  const several = [...new Set(paths)];
  return several.length === 1 ? first : { several };
}
