/** Titles that a person wrote, on their way into requests as examples. */
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { storeFolderNotes } from '../../../src/catalog/folder-notes.ts';
import { getPhoto } from '../../../src/catalog/photos.ts';
import { promptLines } from '../../../src/openai/prompt.ts';
import type { Photo } from '../../../src/photo.ts';
import { exampleTitles } from '../../../src/pipeline/ask/example-titles.ts';
import { factsOf } from '../../../src/pipeline/ask/make-request.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { applyTo, decide } from '../review/actions.ts';
import { newCatalog, type PhotoShape, reviewPhoto } from '../review/desk.ts';

let number = 0;

/** A photo whose title a person wrote and accepted. */
function edited(catalog: Catalog, description: string, shape: Partial<PhotoShape> = {}): number {
  const id = reviewPhoto(catalog, { path: `a/${number++}.jpg`, ...shape });
  applyTo(catalog, [id], { kind: 'edit', text: { description } });
  decide(catalog, [id], 'accepted');
  return id;
}

const archiveWith = (catalog: Catalog, most: number) => ({
  catalog,
  settings: { ...defaultSettings, 'prompt.examples': most },
});

const of = (catalog: Catalog, most: number, shape: Partial<Photo> = {}) =>
  exampleTitles(archiveWith(catalog, most))({
    id: 0,
    usage: 'editorial',
    place: { city: 'Istanbul', country: 'Turkey' },
    ...shape,
  });

describe('titles as examples', () => {
  it('are the last ones of the same country and usage that a person wrote and accepted', () => {
    const catalog = newCatalog();
    for (const title of ['First ferry', 'Second ferry', 'Third ferry']) edited(catalog, title);
    edited(catalog, 'Tram in Porto', { country: 'Portugal' });
    edited(catalog, 'Glass of tea', { usage: 'commercial' });
    decide(catalog, [reviewPhoto(catalog, { path: 'untouched.jpg' })], 'accepted');
    const open = reviewPhoto(catalog, { path: 'open.jpg' });
    applyTo(catalog, [open], { kind: 'edit', text: { description: 'Not accepted' } });
    expect(of(catalog, 2)).toEqual(['Third ferry', 'Second ferry']);
    expect(of(catalog, 10, { place: { city: 'Porto', country: 'Portugal' } })).toEqual([
      'Tram in Porto',
    ]);
    expect(of(catalog, 10, { usage: 'commercial' })).toEqual(['Glass of tea']);
    expect(of(catalog, 10, { place: undefined })).toEqual([]);
  });

  it('are never the title of the photo itself, nor the same twice', () => {
    const catalog = newCatalog();
    edited(catalog, 'Ferry at dawn');
    edited(catalog, 'Ferry at dawn');
    const id = edited(catalog, 'Ferry at night');
    expect(of(catalog, 10, { id })).toEqual(['Ferry at dawn']);
  });

  it('name nobody where the photo is commercial, wherever the name is known from', () => {
    const catalog = newCatalog();
    const shape = { usage: 'commercial' } as const;
    edited(catalog, 'Ann Smith rows on the Golden Horn', shape);
    edited(catalog, 'Bob Jones mends a net', {
      ...shape,
      existing: { keywords: [], people: ['Bob Jones'] },
    });
    edited(catalog, 'Glass of tea below the Galata Tower', shape);
    edited(catalog, 'Glass of tea', shape);
    const notes = { notes: '', keywords: [], people: ['Ann Smith'] };
    storeFolderNotes(catalog, new Map([['b', notes]]), () => false);
    expect(of(catalog, 10, shape)).toEqual(['Glass of tea']);
  });

  it('go into the words of a request, and change nothing of one that has none', () => {
    const catalog = newCatalog();
    edited(catalog, 'First ferry');
    edited(catalog, 'A "second"\nferry');
    const id = reviewPhoto(catalog, { path: 'new.jpg' });
    const photo = getPhoto(catalog, id) as Photo;
    const without = factsOf(archiveWith(catalog, 0), photo);
    expect(JSON.stringify(without)).not.toContain('examples');
    const lines = promptLines(factsOf(archiveWith(catalog, 3), photo));
    const line = 'Titles of other photos as they should sound: "A "second" ferry"; "First ferry"';
    expect(lines.split('\n').filter((one) => !promptLines(without).includes(one))).toEqual([line]);
  });
});
