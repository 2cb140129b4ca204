import { expect, it, onTestFinished } from 'vitest';
import { notesFor } from '../../../src/catalog/folder-notes.ts';
import { getPhoto } from '../../../src/catalog/photos.ts';
import { latestRequest } from '../../../src/catalog/requests.ts';
import { latestSuggestion } from '../../../src/catalog/suggestions.ts';
import type { Photo } from '../../../src/photo.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import { changeNotes } from '../../../src/pipeline/scan/write-notes.ts';
import { haveNotesChanged } from '../../../src/pipeline/session/notes-changed.ts';
import { FakeClock, preparedWorld, startService } from '../ask/world.ts';

it('tells of photos that were asked with other notes, of the folder changed alone', async () => {
  const clock = new FakeClock();
  const service = await startService(clock);
  onTestFinished(() => service.close());
  const settings = { engine: 'live' } as const;
  const { archive, catalog, context, close } = await preparedWorld({
    ...{ photos: 2, url: service.url, clock, settings },
  });
  await submit(context);
  const changed = (id: number) => {
    const photo = getPhoto(catalog, id) as Photo;
    const answer = latestSuggestion(catalog, id);
    const now = notesFor(catalog, photo.path);
    // Also where it is not the last request that was answered.
    const [known, read] = [latestRequest(catalog, id), undefined].map((latest) =>
      haveNotesChanged(archive, photo, answer, latest, now),
    );
    expect(read).toBe(known);
    return known;
  };
  const ids = catalog.ids('SELECT id FROM photo ORDER BY path DESC');
  expect(ids.map(changed)).toEqual([false, false]);
  await changeNotes(archive, 'Turkey', 'keywords', 'regatta');
  expect(ids.map(changed)).toEqual([true, false]);
  await changeNotes(archive, 'Turkey', 'keywords', '');
  await changeNotes(archive, '', 'people', 'Ann Smith');
  // A commercial photo is never told names.
  expect(ids.map(changed)).toEqual([true, false]);
  close();
});
