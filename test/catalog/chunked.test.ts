import { describe, expect, it } from 'vitest';
import { reverseInChunks, runActionInChunks } from '../../src/catalog/chunked.ts';
import { redoStep, undoStep } from '../../src/catalog/undo-log.ts';
import { changePlan, decide } from '../pipeline/review/actions.ts';
import { newCatalog, reviewPhoto, stateOf } from '../pipeline/review/desk.ts';

function many() {
  const catalog = newCatalog();
  const ids = catalog.transaction(() =>
    Array.from({ length: 300 }, (_, index) => reviewPhoto(catalog, { path: `${index}.jpg` })),
  );
  return { catalog, ids };
}

const never = new AbortController().signal;

describe('a step over very many photos', () => {
  it('does in chunks what is otherwise done at once, and is undone and redone as one', async () => {
    const { catalog, ids } = many();
    const first = stateOf(catalog);
    const seen: number[] = [];
    const plan = changePlan(catalog, ids, {
      kind: 'addKeyword',
      keyword: 'boat',
      position: 'first',
    });
    const report = (done: number) => seen.push(done);
    const done = await runActionInChunks(catalog, plan, { signal: never, report });
    expect(done).toEqual({ message: 'Added "boat" to 300 photos', photoIds: ids });
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toBe(300);
    const last = stateOf(catalog);
    expect(undoStep(catalog)?.photoIds).toHaveLength(300);
    expect(stateOf(catalog)).toEqual(first);
    expect(await reverseInChunks(catalog, 'redo', () => undefined)).toMatchObject({
      message: done.message,
    });
    expect(stateOf(catalog)).toEqual(last);
    expect((await reverseInChunks(catalog, 'undo', () => undefined))?.photoIds).toHaveLength(300);
    expect(stateOf(catalog)).toEqual(first);
    expect(await reverseInChunks(catalog, 'undo', () => undefined)).toBeUndefined();
  });

  it('stops when it is interrupted, and what was done until then can be undone', async () => {
    const { catalog, ids } = many();
    const first = stateOf(catalog);
    const controller = new AbortController();
    const { photoIds } = await runActionInChunks(
      catalog,
      changePlan(catalog, ids, { kind: 'decide', decision: 'accepted' }),
      {
        signal: controller.signal,
        report: () => controller.abort(),
      },
    );
    expect(photoIds.length).toBeGreaterThan(0);
    expect(photoIds.length).toBeLessThan(300);
    expect(undoStep(catalog)?.photoIds).toHaveLength(photoIds.length);
    expect(stateOf(catalog)).toEqual(first);
  });

  it('leaves what can be redone alone when it changes nothing', async () => {
    const { catalog, ids } = many();
    decide(catalog, ids.slice(0, 1), 'accepted');
    undoStep(catalog);
    const plan = changePlan(catalog, ids, { kind: 'decide', decision: 'open' });
    const { message } = await runActionInChunks(catalog, plan, {
      signal: never,
      report: () => undefined,
    });
    expect(message).toBe('300 photos were open already');
    expect(redoStep(catalog)?.message).toBe('Accepted 0.jpg');
  });
});
