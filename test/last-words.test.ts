/** What is said of what ends the program. */
import { expect, it } from 'vitest';
import { endingOf } from '../src/last-words.ts';

it('is no fault of ours when the program was replaced while it ran', async () => {
  const gone = new URL('../src/gone.ts', import.meta.url).href;
  const error = await import(gone).catch((fault: unknown) => fault);
  expect(endingOf(error).message).toBe('proofsheet was replaced by another build while it ran.');
  const elsewhere = await import(new URL('gone.ts', import.meta.url).href).catch(
    (one: unknown) => one,
  );
  expect(endingOf(elsewhere).message).toContain('This is a bug in proofsheet');
});
