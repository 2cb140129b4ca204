/** An archive of pictures, ready to be embedded, for one test. */
import { onTestFinished } from 'vitest';
import { photoAt } from '../../../src/catalog/photos.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';
import { readyArchive } from './ready-archive.ts';

/** A picture at each of these paths, no two alike; closed after the test. */
export async function picturedArchive(paths: readonly string[]) {
  const files = paths.map(async (path, seed) => {
    const bytes = jpeg(await picture({ seed }), [exif(cameraFacts)]);
    return [path, bytes] as const;
  });
  const archive = await readyArchive(new Map(await Promise.all(files)));
  onTestFinished(() => archive.close());
  const { catalog } = archive;
  return { archive, catalog, ids: paths.map((path) => photoAt(catalog, path)?.id ?? 0) };
}
