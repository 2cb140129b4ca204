/** The date that a person sets: how it is read, and what follows it. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { getPhoto } from '../../../src/catalog/photos.ts';
import { redoStep, runAction, undoStep } from '../../../src/catalog/undo-log.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { factsOf } from '../../../src/pipeline/ask/make-request.ts';
import { openChecker } from '../../../src/pipeline/review/checker.ts';
import { makeList } from '../../../src/pipeline/review/list.ts';
import { exportTexts, importTexts } from '../../../src/pipeline/review/texts.ts';
import { typedDate } from '../../../src/pipeline/review/typed-date.ts';
import { scan } from '../../../src/pipeline/scan/scan.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { readXmp } from '../../../src/xmp/index.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';
import { recordsOf } from '../../helpers/records.ts';
import { contextOf, readyArchive, usualFolder } from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';
import { applyTo, changePlan, previewOf } from './actions.ts';
import { newCatalog, reviewPhoto, stateOf } from './desk.ts';

shareExifTool();

describe('a date that is typed', () => {
  const now = new Date('2026-11-25T12:00:00Z');
  it.each([
    ['2019-05-14', '2019-05-14', undefined],
    ['2019:05:14 18:30:12', '2019-05-14', '2019-05-14T18:30:12'],
    ['May 14 2019', '2019-05-14', undefined],
    ['may 14th, 2019 at 7:05', '2019-05-14', '2019-05-14T07:05:00'],
    ['14 May 2019', '2019-05-14', undefined],
    ['14. sept 2019, 18:30', '2019-09-14', '2019-09-14T18:30:00'],
    ['1 of Feb. 2020', '2020-02-01', undefined],
    ['2019-05-14T18:30:12.042', '2019-05-14', '2019-05-14T18:30:12'],
  ])('%s is %s', (text, takenOn, takenAt) => {
    const taken = takenAt === undefined ? { takenOn } : { takenOn, takenAt };
    expect(typedDate(text, now)).toEqual({ taken });
  });

  it.each([
    ['2019-05', 'A dateline wants day, month and year'],
    ['May 2019', 'A dateline wants day, month and year'],
    ['yesterday', 'A dateline wants day, month and year'],
    ['05/06/2019', '05/06/2019 is read differently abroad'],
    ['February 30 2019', 'There is no such day as 2019-02-30.'],
    ['2031-01-01', 'January 1 2031 is still to come.'],
    ['May 14 1019', 'In 1019 nobody took photos yet.'],
    ['2019-05-14 25:00', 'There is no such time'],
  ])('%s is refused: %s', (text, reason) => {
    expect(typedDate(text, now)).toEqual({ wrong: expect.stringContaining(reason) });
  });

  it('may be nothing at all', () => {
    expect(typedDate('  ', now)).toEqual({});
  });
});

describe('a date set for many photos', () => {
  it('is shown before, done as one step, and undone and done again', () => {
    const catalog = newCatalog();
    const dated = reviewPhoto(catalog, { path: 'a.jpg' });
    const undated = reviewPhoto(catalog, { path: 'b.jpg', takenAt: null });
    const before = stateOf(catalog);
    const change = { kind: 'date', taken: { takenOn: '2020-02-01' } } as const;
    expect(previewOf(catalog, [dated, undated], change, { count: 50 })).toMatchObject({
      changed: 2,
      examples: [
        { before: 'May 14 2019, 10:00:00', after: 'February 1 2020' },
        { before: '', after: 'February 1 2020' },
      ],
    });
    expect(applyTo(catalog, [dated, undated], change).message).toBe(
      'Set February 1 2020 for 2 photos',
    );
    expect(makeList(catalog, { filter: 'date:2020', sort: 'path' }).count).toBe(2);
    expect(makeList(catalog, { filter: 'has:edit', sort: 'path' }).count).toBe(2);
    const photo = getPhoto(catalog, undated);
    expect(photo && factsOf({ catalog, settings: defaultSettings }, photo).takenOn).toBe(
      '2020-02-01',
    );
    const after = stateOf(catalog);
    undoStep(catalog);
    expect(stateOf(catalog)).toEqual(before);
    redoStep(catalog);
    expect(stateOf(catalog)).toEqual(after);
    const back = { kind: 'date', taken: undefined } as const;
    expect(applyTo(catalog, [dated, undated], back).message).toBe(
      "Gave back the file's own date to 2 photos",
    );
    expect(makeList(catalog, { filter: 'has:date', sort: 'path' }).ids).toEqual([dated]);
    expect(makeList(catalog, { filter: 'has:edit', sort: 'path' }).count).toBe(0);
    expect(getPhoto(catalog, dated)?.takenAt).toBe('2019-05-14T10:00:00');
  });

  it('goes out with the texts and comes in with them', () => {
    const catalog = newCatalog();
    const id = reviewPhoto(catalog, { path: 'a.jpg', takenAt: null });
    const checker = openChecker(catalog, defaultSettings);
    const line = (taken: string) => JSON.stringify({ path: 'a.jpg', taken });
    const taken = () => [...exportTexts(catalog, [id])][0]?.taken;
    expect(taken()).toBeUndefined();
    const take = (text: string) => importTexts(catalog, checker, recordsOf([text]));
    expect(take(line('May 3 2018')).changed).toBe(1);
    expect(taken()).toBe('2018-05-03');
    expect(take(line('2018-05-03')).unchanged).toBe(1);
    expect(take(line('2018-05')).refused).toMatchObject([{ line: 1 }]);
    expect(take(line('')).changed).toBe(1);
    expect(taken()).toBeUndefined();
  });
});

describe('a date set by hand', () => {
  const opened: Archive[] = [];
  afterEach(() => {
    for (const archive of opened.splice(0)) archive.close();
  });
  const withDate = async (time: string) =>
    jpeg(await picture({ seed: 1 }), [
      exif({ ...cameraFacts, details: [[0x9003, 'ascii', `2019:05:14 ${time}`]] }),
    ]);

  it('outlives further scans, is in the sidecar, and gives way to what the file says by then', async () => {
    const path = `${usualFolder}/a.jpg`;
    const archive = await readyArchive(new Map([[path, await withDate('10:00:00')]]));
    opened.push(archive);
    archive.catalog.run("UPDATE photo SET status = 'sidecars'");
    const { catalog } = archive;
    const file = join(archive.root, path);
    const id = catalog.count('SELECT id FROM photo');
    const sidecar = async () => readXmp(await readFile(`${file}.xmp`));
    await writeSidecars(contextOf(archive));
    expect((await sidecar()).dateCreated).toBe('2019-05-14T10:00:00');

    runAction(
      catalog,
      changePlan(catalog, [id], { kind: 'date', taken: { takenOn: '2018-05-03' } }),
    );
    await writeSidecars(contextOf(archive));
    expect(await sidecar()).toMatchObject({
      dateCreated: '2018-05-03',
      headline: expect.stringContaining('May 3 2018: '),
    });

    await writeFile(file, await withDate('11:30:00'));
    await scan(contextOf(archive), { again: true });
    expect(getPhoto(catalog, id)?.takenOn).toBe('2018-05-03');
    runAction(catalog, changePlan(catalog, [id], { kind: 'date', taken: undefined }));
    expect(getPhoto(catalog, id)?.takenAt).toBe('2019-05-14T11:30:00');
    await writeSidecars(contextOf(archive));
    expect((await sidecar()).dateCreated).toBe('2019-05-14T11:30:00');
  });
});
