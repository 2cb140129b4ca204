/** Photos of one name in different folders are told apart wherever one is named. */
import { expect, it } from 'vitest';
import { markMissing } from '../../src/catalog/known-files.ts';
import { overviewOf } from '../../src/catalog/overview.ts';
import { photoNames } from '../../src/catalog/photo-names.ts';
import { describeEmbed } from '../../src/pipeline/embed/describe.ts';
import { apply } from '../../src/pipeline/review/apply.ts';
import { makeList } from '../../src/pipeline/review/list.ts';
import { defaultSettings } from '../../src/settings.ts';
import { columnsOf, photoLine } from '../../src/ui/panes/list-pane.ts';
import { cameraFacts, exif, jpeg, picture } from '../fixtures/jpeg/build.ts';
import { readyArchive } from './embed/ready-archive.ts';

const paths = [
  'A.jpg',
  'Portugal/Lisbon/commercial/IMG_1234.jpg',
  'Portugal/Lisbon/editorial/A.jpg',
  'Portugal/Lisbon/editorial/IMG_1234.jpg',
  'Portugal/Porto/commercial/IMG_1234.jpg',
  'Portugal/Porto/editorial/A.jpg',
  'Portugal/Porto/editorial/IMG_1234.jpg',
  'Portugal/Porto/editorial/only.jpg',
  'Spain/Porto/editorial/A.jpg',
  'Spain/Porto/editorial/xA.jpg',
];

it('names folders as far as they are needed', async () => {
  const bytes = jpeg(await picture(), [exif(cameraFacts)]);
  const archive = await readyArchive(new Map(paths.map((path) => [path, bytes])));
  const { catalog } = archive;
  expect([...photoNames(catalog, paths).values()]).toEqual([
    'A.jpg',
    'Lisbon/commercial/IMG_1234.jpg',
    'Lisbon/editorial/A.jpg',
    'Lisbon/editorial/IMG_1234.jpg',
    'Porto/commercial/IMG_1234.jpg',
    'Portugal/Porto/editorial/A.jpg',
    'Porto/editorial/IMG_1234.jpg',
    'only.jpg',
    'Spain/Porto/editorial/A.jpg',
    'xA.jpg',
  ]);

  // No two rows of the list look alike, in however little room.
  const list = makeList(catalog, { filter: '', sort: 'path' });
  const rows = list.rows(0, 50);
  const columns = columnsOf(rows, true);
  const lines = rows.map((row) =>
    photoLine({ ...row, description: '' }, { isCurrent: false, isSelected: false }, columns, 50)
      .spans.map(([text]) => text)
      .join(''),
  );
  expect(lines).toHaveLength(paths.length);
  expect(new Set(lines).size).toBe(paths.length);

  const [, id = 0] = catalog.ids("SELECT id FROM photo WHERE path LIKE '%/A.jpg' ORDER BY path");
  const { message } = apply({ catalog, settings: defaultSettings }, [id], {
    kind: 'decide',
    decision: 'rejected',
  });
  expect(message).toBe('Rejected Portugal/Porto/editorial/A.jpg');

  const { besides = [] } = await describeEmbed({
    ...{ archive, counts: overviewOf(catalog), now: new Date(), hasRun: false },
    ...{ key: (command) => command, signal: new AbortController().signal },
    chosen: () => ({ photoIds: [], words: '' }),
  });
  const names = besides
    .flatMap(({ facts }) => facts.flat())
    .flatMap((fact) => ('name' in fact ? [fact.name] : []));
  expect(names).toContain('Lisbon/commercial/IMG_1234.jpg');

  // When the others are gone, the name alone tells it.
  markMissing(catalog, 'Portugal/Porto/editorial', new Set());
  markMissing(catalog, 'Spain/Porto/editorial', new Set(['xA.jpg']));
  markMissing(catalog, '', new Set());
  expect(photoNames(catalog, ['Portugal/Lisbon/editorial/A.jpg'])).toEqual(
    new Map([['Portugal/Lisbon/editorial/A.jpg', 'A.jpg']]),
  );
  archive.close();
});
