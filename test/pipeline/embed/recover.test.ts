/** Recovering a photo that was being written over in place when everything stopped. */
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Pool, startPool } from '../../../src/exiftool/pool.ts';
import { policiesOf } from '../../../src/pipeline/embed/policy.ts';
import { type Prepared, prepareEmbed } from '../../../src/pipeline/embed/prepare-embed.ts';
import { recognise, recoverOverwritten } from '../../../src/pipeline/embed/recover.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';

const old = jpeg(await picture(), [exif(cameraFacts)], Buffer.alloc(100_000, 5));
let pool: Pool;
beforeAll(async () => {
  pool = await startPool({ processes: 1 });
});
afterAll(() => pool.end());

async function preparedIn(): Promise<{
  file: string;
  folder: string;
  prepared: Prepared;
  copy: Buffer;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'recover-'));
  const file = join(folder, 'a.jpg');
  await writeFile(file, old);
  const options = {
    policies: policiesOf(defaultSettings),
    links: { policy: 'follow', root: '/' },
    signed: 'leave',
  } as const;
  const text = { headline: 'A headline', keywords: ['one', 'two'] };
  const prepared = await prepareEmbed(file, text, options, { pool });
  if ('code' in prepared || prepared.kind !== 'prepared') throw new Error(JSON.stringify(prepared));
  return { file, folder, prepared, copy: await readFile(prepared.temporary) };
}

/** What a crash after so many bytes leaves of a file written over by a longer one. */
const torn = (copy: Buffer, at: number) => Buffer.concat([copy.subarray(0, at), old.subarray(at)]);

it.each([3400, 4096, 5000, 20_000, 90_000])(
  'finishes a photo torn after %i bytes from its copy',
  async (at) => {
    const { file, folder, prepared, copy } = await preparedIn();
    await writeFile(file, torn(copy, at));
    const { temporary } = prepared;
    expect(await recoverOverwritten(file, temporary, prepared, undefined)).toBe('after');
    expect((await readFile(file)).equals(copy)).toBe(true);
    expect(await readdir(folder)).toEqual(['a.jpg']);
  },
);

it('leaves a photo alone that was not begun, is done, or was made anew by somebody', async () => {
  const other = jpeg(await picture({ seed: 9 }), []);
  for (const [bytes, state] of [
    [old, 'before'],
    [undefined, 'after'],
    [other, 'other'],
  ] as const) {
    const { file, folder, prepared, copy } = await preparedIn();
    const now = bytes ?? copy;
    await writeFile(file, now);
    const { temporary } = prepared;
    expect(await recoverOverwritten(file, temporary, prepared, undefined)).toBe(state);
    expect((await readFile(file)).equals(now)).toBe(true);
    expect(await readdir(folder)).toEqual(['a.jpg']);
  }
});

it('tells a photo that is gone', async () => {
  const { prepared } = await preparedIn();
  expect(await recognise('/nowhere/a.jpg', prepared)).toBe('gone');
});
