import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../../src/catalog/catalog.ts';
import { getDraft } from '../../../src/catalog/drafts.ts';
import { getReview } from '../../../src/catalog/reviews.ts';
import { redoStep, undoStep } from '../../../src/catalog/undo-log.ts';
import { newFolder, reviewPhoto, stateOf } from './desk.ts';

/** Types, edits and decides without end, and says each time what has been saved. */
const script = (folder: string, photoId: number) => `
  import { openCatalog } from '${resolve('src/catalog/catalog.ts')}';
  import { saveDraft } from '${resolve('src/catalog/drafts.ts')}';
  import { decide, editText } from '${resolve('test/pipeline/review/actions.ts')}';
  const catalog = openCatalog(${JSON.stringify(folder)});
  for (let n = 1; ; n++) {
    saveDraft(catalog, { photoId: ${photoId}, field: 'title', text: 'typed ' + n, cursor: 0 });
    editText(catalog, ${photoId}, { description: 'Edited ' + n });
    decide(catalog, [${photoId}], n % 2 === 0 ? 'open' : 'accepted');
    process.stdout.write(n + '\\n');
  }`;

describe('a program killed in the middle of a review', () => {
  it('has kept everything up to the last key, and every step of it can be undone', async () => {
    const folder = newFolder();
    const catalog = openCatalog(folder);
    const id = reviewPhoto(catalog, { path: 'a.jpg' });
    const first = stateOf(catalog);
    catalog.close();
    const file = join(folder, 'typist.ts');
    writeFileSync(file, script(folder, id));
    const typist = spawn(process.execPath, ['--import', './test/helpers/tsx.ts', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = 0;
    for await (const line of createInterface({ input: typist.stdout })) {
      said = Number(line);
      if (said === 150) typist.kill('SIGKILL');
    }
    if (typist.signalCode === null) await once(typist, 'exit');
    expect(typist.signalCode).toBe('SIGKILL');

    const opened = openCatalog(folder);
    const typed = Number(getDraft(opened, id, 'title')?.text.replace('typed ', ''));
    expect(typed).toBeGreaterThanOrEqual(said);
    const last = stateOf(opened);
    expect(getReview(opened, id)?.description).toMatch(
      new RegExp(`^Edited (${typed}|${typed - 1})$`),
    );
    let steps = 0;
    while (undoStep(opened) !== undefined) steps++;
    expect(steps).toBeGreaterThanOrEqual(2 * said);
    expect(stateOf(opened)).toEqual(first);
    while (redoStep(opened) !== undefined);
    expect(stateOf(opened)).toEqual(last);
  });
});
