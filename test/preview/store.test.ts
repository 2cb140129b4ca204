import { mkdir, mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type PreviewSource,
  previewOf,
  previewPath,
  trimPreviews,
} from '../../src/preview/store.ts';

const options = { edge: 256, quality: 80 };
let root = '';
let jpeg = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'proofsheet-store-'));
  jpeg = join(root, 'photo.jpg');
  const picture = { width: 400, height: 300, channels: 3, background: '#468' } as const;
  await writeFile(jpeg, await sharp({ create: picture }).jpeg().toBuffer());
});
afterAll(() => rm(root, { recursive: true }));

function source(id: number, more: Partial<PreviewSource> = {}): PreviewSource {
  return { id, bytes: 1000, mtime: '17', size: { width: 400, height: 300 }, file: jpeg, ...more };
}

async function stored(folder: string, photo: PreviewSource) {
  const preview = await previewOf(folder, photo, options);
  if ('issue' in preview) throw new Error(preview.issue.message);
  return preview;
}

describe('previewOf', () => {
  it('makes a preview once and then reads it, even when the photo is away', async () => {
    const folder = join(root, 'once');
    const first = await stored(folder, source(1));
    const again = await stored(folder, source(1, { file: join(root, 'unplugged.jpg') }));
    expect(again.bytes.equals(first.bytes)).toBe(true);
    expect(again.size).toEqual(first.size);
  });

  it('makes it again when it was cut short by a power failure', async () => {
    const folder = join(root, 'cut');
    const first = await stored(folder, source(1));
    for (const length of [0, 100]) {
      await truncate(first.path, length);
      expect((await stored(folder, source(1))).bytes.equals(first.bytes)).toBe(true);
    }
  });

  it('leaves no temporary files', async () => {
    const folder = join(root, 'clean');
    await Promise.all([1, 257, 513].map((id) => stored(folder, source(id))));
    const names = await readdir(folder, { recursive: true });
    expect(names.filter((name) => name.endsWith('.jpg'))).toHaveLength(3);
    expect(names.filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('leaves none either where a preview cannot be put in its place', async () => {
    const folder = join(root, 'refused');
    await mkdir(previewPath(folder, source(1), options), { recursive: true });
    await expect(previewOf(folder, source(1), options)).rejects.toMatchObject({ code: 'EISDIR' });
    const names = await readdir(folder, { recursive: true });
    expect(names.filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('never takes one photo, version or size for another', () => {
    const paths = [
      [source(1), options],
      [source(257), options],
      [source(1, { mtime: '18' }), options],
      [source(1, { bytes: 1001 }), options],
      [source(1), { ...options, edge: 512 }],
      [source(1), { ...options, quality: 81 }],
    ] as const;
    expect(new Set(paths.map(([photo, how]) => previewPath(root, photo, how))).size).toBe(6);
  });
});

describe('trimPreviews', () => {
  it('throws away the oldest first, and none that is still to be sent', async () => {
    const folder = join(root, 'trim');
    const previews = await Promise.all([1, 2, 3, 4].map((id) => stored(folder, source(id))));
    for (const [index, { path }] of previews.entries())
      await utimes(path, 1000 + index, 1000 + index);
    const size = previews[0]?.bytes.length ?? 0;
    const trimmed = await trimPreviews(folder, 2 * size, (id) => id === 1);
    expect(trimmed).toEqual({ keptBytes: 2 * size, removedBytes: size, removedFiles: 1 });
    const left = await Promise.all(
      previews.map(({ path }) =>
        stat(path).then(
          () => true,
          () => false,
        ),
      ),
    );
    expect(left).toEqual([true, false, true, true]);
  });

  it('has nothing to do where nothing is', async () => {
    expect(await trimPreviews(join(root, 'none'), 0, () => false)).toMatchObject({
      removedFiles: 0,
    });
  });
});
