import { rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clearIssues, recordIssue } from '../../../src/catalog/issues.ts';
import { readyPhotos } from '../../../src/catalog/photos.ts';
import { latestRequest } from '../../../src/catalog/requests.ts';
import { InterruptedError } from '../../../src/errors.ts';
import { estimateWaiting } from '../../../src/pipeline/ask/estimate.ts';
import { prepare } from '../../../src/pipeline/ask/prepare.ts';
import { destinationOf, sampleRequests } from '../../../src/pipeline/ask/sample.ts';
import { toldBy } from '../../helpers/told.ts';
import { issueCodes, makeWorld, openWorld, photoPath, statuses } from './world.ts';

describe('prepare', () => {
  it('gives every photo a request, counts tokens and dollars, and sends nothing', async () => {
    const { context, archive, catalog, close } = await makeWorld({ photos: 12 });
    const summary = await prepare(context);
    expect(summary).toMatchObject({ stage: 'prepare', done: 12, issues: 0 });
    expect(statuses(catalog)).toEqual({ submit: 12 });
    const estimate = estimateWaiting(archive, context.clock.now());
    expect(estimate).toMatchObject({ photos: 12, model: 'gpt-6-luna', way: 'batch' });
    // 64 x 32 pixels are 2 squares, or 3 tokens; the text is about 550.
    expect(estimate.tokensIn).toBeGreaterThan(12 * 503);
    expect(estimate.tokensIn).toBeLessThan(12 * 1027);
    expect(estimate.dollars).toBeCloseTo(
      (estimate.tokensIn * 0.05 + estimate.tokensOut * 0.25) / 1e6,
      9,
    );
    expect(estimate.pictureShare).toBeCloseTo((12 * 3 * 0.05) / 1e6 / (estimate.dollars ?? 1), 6);
    const live = estimate.alternatives.find(({ what }) => what === 'live, at once');
    expect(live?.dollars).toBeCloseTo(2 * (estimate.dollars ?? 0), 9);
    expect(await toldBy(archive, 'submit')).toMatch(
      /Photos +12\nCost +about \$0\.00\d+\n(.+\n)+Goes to +gpt-6-luna at/,
    );
    close();
  });

  it('does nothing more the second time', async () => {
    const { context, catalog, close } = await makeWorld({ photos: 3 });
    await prepare(context);
    const request = latestRequest(catalog, 1);
    expect(await prepare(context)).toMatchObject({ done: 0, issues: 0 });
    expect(latestRequest(catalog, 1)).toEqual(request);
    close();
  });

  it('holds a truncated, an empty and a missing photo back, each by name, before money is spent', async () => {
    const { context, root, catalog, close } = await makeWorld({ photos: 5 });
    await truncate(join(root, photoPath(1)), 200);
    await writeFile(join(root, photoPath(2)), '');
    await writeFile(join(root, photoPath(3)), 'no picture');
    const summary = await prepare(context);
    expect(summary).toMatchObject({ done: 2, issues: 3 });
    expect(statuses(catalog)).toEqual({ prepare: 3, submit: 2 });
    const codes = Object.keys(issueCodes(catalog));
    expect(codes).toEqual(['not-a-jpeg', 'truncated']);
    close();
  });

  it('stops, and goes on later, when the drive of the archive is taken away', async () => {
    const { context, root, catalog, close } = await makeWorld({ photos: 5 });
    await rename(root, `${root}-away`);
    await expect(prepare(context)).rejects.toThrow(`The folder ${root} does not exist.`);
    expect(issueCodes(catalog)).toEqual({});
    await rename(`${root}-away`, root);
    expect(await prepare(context)).toMatchObject({ done: 5, issues: 0 });
    close();
  });

  it('prepares again what was prepared with other settings, and only that', async () => {
    const { context, root, close } = await makeWorld({ photos: 2 });
    await prepare(context);
    close();
    const changed = await openWorld(root, { settings: { model: 'gpt-6.1-terra' } });
    expect(await prepare(changed.context)).toMatchObject({ done: 2 });
    expect(latestRequest(changed.catalog, 1)?.model).toBe('gpt-6.1-terra');
    const count = changed.catalog.count("SELECT count(*) FROM request WHERE state = 'ready'");
    expect(count).toBe(2);
    changed.close();
  });

  it('lets photos be asked again whose issue was cleared', async () => {
    const { context, catalog, close } = await makeWorld({ photos: 2 });
    await prepare(context);
    catalog.run("UPDATE photo SET status = 'collect'");
    catalog.run("UPDATE request SET state = 'failed'");
    recordIssue(catalog, 1, { stage: 'collect', code: 'refused', message: 'No.' });
    recordIssue(catalog, 2, { stage: 'collect', code: 'refused', message: 'No.' });
    expect(await prepare(context)).toMatchObject({ done: 0 });
    clearIssues(catalog, 'collect');
    expect(await prepare(context)).toMatchObject({ done: 2 });
    expect(statuses(catalog)).toEqual({ submit: 2 });
    close();
  });

  it('keeps what it has done when it is interrupted', async () => {
    const { context, abort, catalog, close } = await makeWorld({ photos: 6 });
    const stopped = {
      ...context,
      report: () => abort.abort(new InterruptedError()),
    };
    await expect(prepare(stopped)).rejects.toBeInstanceOf(InterruptedError);
    const { prepare: left = 0, submit: done = 0 } = statuses(catalog);
    expect(left + done).toBe(6);
    close();
  });

  it('shows word for word what would leave the machine', async () => {
    const { archive, catalog, close } = await makeWorld({ photos: 1 });
    const [sample] = sampleRequests(archive);
    expect(sample?.words).toBe(
      'Place: Istanbul, Turkey\nDate: 2019-05-14\nFolder usage: editorial\nKeywords wanted: 55',
    );
    expect(destinationOf(archive)).toBe('https://api.openai.com/v1');
    expect(readyPhotos(catalog, 'prepare', '', 5)).toHaveLength(1);
    close();
  });

  it('names requests so that they say nothing of the photo, and no two alike', async () => {
    const { context, catalog, close } = await makeWorld({ photos: 20 });
    await prepare(context);
    const ids = catalog
      .all<{ custom_id: string }>('SELECT custom_id FROM request')
      .map((row) => row.custom_id);
    expect(new Set(ids).size).toBe(20);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{20}$/);
    close();
  });
});
