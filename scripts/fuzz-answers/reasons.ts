/** For reports only, never for a verdict: which checks of the program hold a photo. */
import { photoAt } from '../../src/catalog/photos.ts';
import { openArchive } from '../../src/pipeline/archive/archive.ts';
import { openChecker } from '../../src/pipeline/review/checker.ts';
import { openEnglish } from '../../src/pipeline/review/dictionary.ts';
import { loadDoc } from '../../src/pipeline/review/doc.ts';
import { checksOfDoc } from '../../src/pipeline/review/photo-checks.ts';
import { defaultSettings } from '../../src/settings.ts';

/** What the checks say of these photos, a line each: `code: message`. */
export async function reasonsFor(
  root: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const archive = await openArchive(root, {
    settings: { ...defaultSettings, 'keywords.count': 20 },
    service: { apiKey: undefined, baseURL: undefined },
    command: 'fuzz-answers',
  });
  try {
    await openEnglish();
    const { catalog, settings } = archive;
    const checker = openChecker(catalog, settings);
    return new Map(
      paths.map((path) => {
        const id = photoAt(catalog, path)?.id;
        const doc = id === undefined ? undefined : loadDoc(catalog, id);
        const checks = doc === undefined ? [] : checksOfDoc(catalog, checker, doc);
        return [
          path,
          checks.map(({ code, severity, message }) => `${severity} ${code}: ${message}`),
        ];
      }),
    );
  } finally {
    archive.close();
  }
}
