/** Titles of the user's own as examples for the model: how photos of the same country and usage were worded last. */
import { type EditedTitle, editedTitles } from '../../catalog/edited-titles.ts';
import { allNotes } from '../../catalog/folder-notes.ts';
import type { Photo } from '../../photo.ts';
import { mentions } from '../../rules/keywords/terms.ts';
import type { Archive } from '../archive/archive.ts';

/** The examples for one photo, the latest first; none where the setting wants none. */
export type ExampleTitles = (photo: Pick<Photo, 'id' | 'usage' | 'place'>) => readonly string[];

/** More are looked at than are sent: the photo's own title is none, nor is one that names somebody. */
const lookedAt = 50;

/** Reads the titles of a country and usage once, when a photo of theirs is first asked about. */
export function exampleTitles({
  catalog,
  settings,
}: Pick<Archive, 'catalog' | 'settings'>): ExampleTitles {
  const most = settings['prompt.examples'];
  if (most === 0) return () => [];
  const known = new Map<string, readonly EditedTitle[]>();
  const people = allNotes(catalog).people;
  return ({ id, usage, place }) => {
    const key = JSON.stringify([usage, place?.country]);
    const found =
      known.get(key) ??
      editedTitles(catalog, { usage, country: place?.country, most: lookedAt }).filter(
        // A commercial photo names nobody, so neither does what goes with it.
        ({ description, names }) =>
          usage === 'editorial' ||
          ![...people, ...names].some((name) => mentions(description, name)),
      );
    known.set(key, found);
    const others = found.filter(({ photoId }) => photoId !== id);
    return [...new Set(others.map(({ description }) => description))].slice(0, most);
  };
}
