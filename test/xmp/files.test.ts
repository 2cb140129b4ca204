/** Sidecars on a real disk: finding, writing and watching them. */
import {
  chmod,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createXmp,
  hashOf,
  type Naming,
  placeOf,
  readSidecar,
  readSidecarFile,
  type SidecarChange,
  sidecarForExtension,
  sortNames,
  watchSidecars,
  writeSidecar,
  writeSidecarFile,
  XmpError,
} from '../../src/xmp/index.ts';

const date = { metadataDate: '2026-11-23T10:00:00+01:00' };
const newFolder = async () => realpath(await mkdtemp(join(tmpdir(), 'sidecars-')));

describe('the sidecar of a photo', () => {
  /** The name chosen for IMG_1.jpg among these; contents give SidecarForExtension. */
  async function chosen(
    names: readonly string[],
    {
      photo = 'IMG_1.jpg',
      naming = 'photo.jpg.xmp' as Naming,
      extensions = {} as Record<string, string>,
    } = {},
  ): Promise<string> {
    try {
      const place = await placeOf(photo, sortNames([photo, ...names]), naming, (path) =>
        Promise.resolve(extensions[path]),
      );
      return `${place.exists ? 'use' : 'make'} ${place.path}`;
    } catch (error) {
      if (error instanceof XmpError) return `${error.code}: ${error.message}`;
      throw error;
    }
  }

  it.each([
    [['IMG_1.jpg.xmp'], 'use IMG_1.jpg.xmp'],
    [['img_1.JPG.XMP'], 'use img_1.JPG.XMP'],
    [['IMG_1.xmp'], 'use IMG_1.xmp'],
    [['IMG_1.XMP'], 'use IMG_1.XMP'],
    [['IMG_2.xmp', 'IMG_1.jpg.txt'], 'make IMG_1.jpg.xmp'],
    [['IMG_1.xmp', 'IMG_1.CR3'], 'make IMG_1.jpg.xmp'],
    [['IMG_1.xmp', 'IMG_1.png'], 'make IMG_1.jpg.xmp'],
    [['IMG_1.xmp', 'IMG_1.CR3', 'IMG_1.jpg.xmp'], 'use IMG_1.jpg.xmp'],
    [['.IMG_1.jpg.xmp.1234.proofsheet-tmp', '._IMG_1.jpg.xmp'], 'make IMG_1.jpg.xmp'],
  ])('among %j: %s', async (names, expected) => {
    expect(await chosen(names)).toBe(expected);
  });

  it('is the one that says which extension it is for', async () => {
    const names = ['IMG_1.xmp', 'IMG_1.CR3'];
    const saying = (extension: string) => chosen(names, { extensions: { 'IMG_1.xmp': extension } });
    expect(await saying('JPG')).toBe('use IMG_1.xmp');
    expect(await saying('JPEG')).toBe('use IMG_1.xmp');
    expect(await saying('CR3')).toBe('make IMG_1.jpg.xmp');
    expect(await chosen(['IMG_1.xmp'], { extensions: { 'IMG_1.xmp': 'DNG' } })).toBe(
      'make IMG_1.jpg.xmp',
    );
  });

  it('is an issue that names both when there are two', async () => {
    expect(await chosen(['IMG_1.jpg.xmp', 'IMG_1.xmp'])).toBe(
      'two-sidecars: There are two sidecars, IMG_1.jpg.xmp and IMG_1.xmp. Keep the one you trust and move the other away.',
    );
    expect(await chosen(['IMG_1.jpg.xmp', 'IMG_1.JPG.xmp'])).toMatch(/^two-sidecars/);
    expect(await chosen(['IMG_1.jpg.xmp', 'IMG_1.JPG.xmp', 'IMG_1.JPG'])).toBe('use IMG_1.jpg.xmp');
  });

  it('is named in the short way when asked, but never where a raw file would claim it', async () => {
    const naming = 'photo.xmp' as const;
    expect(await chosen([], { naming })).toBe('make IMG_1.xmp');
    expect(await chosen(['IMG_1.NEF'], { naming })).toBe('make IMG_1.jpg.xmp');
    expect(await chosen(['img_1.nef'], { naming })).toBe('make IMG_1.jpg.xmp');
    expect(await chosen(['IMG_1.jpeg'], { naming })).toBe('make IMG_1.jpg.xmp');
  });

  it("is not another file's that cannot be read", async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'IMG_1.xmp'), '<broken');
    const find = (names: string[]) =>
      placeOf(join(folder, 'IMG_1.jpg'), sortNames(names), 'photo.jpg.xmp', sidecarForExtension);
    expect((await find(['IMG_1.jpg', 'IMG_1.xmp', 'IMG_1.NEF'])).exists).toBe(false);
    await expect(find(['IMG_1.jpg', 'IMG_1.xmp'])).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('writing', () => {
  const bytes = createXmp({ headline: 'new' }, date);

  it('makes a new one, and leaves no temporary file', async () => {
    const folder = await newFolder();
    const written = await writeSidecarFile(join(folder, 'a.jpg.xmp'), bytes, undefined);
    expect(await readSidecarFile(join(folder, 'a.jpg.xmp'))).toEqual(written);
    expect(await readdir(folder)).toEqual(['a.jpg.xmp']);
  });

  it('keeps the permissions of the old one', async () => {
    const path = join(await newFolder(), 'a.jpg.xmp');
    await writeFile(path, 'old');
    await chmod(path, 0o662);
    await writeSidecarFile(path, bytes, hashOf(Buffer.from('old')));
    expect((await stat(path)).mode & 0o777).toBe(0o662);
    expect(await readFile(path)).toEqual(bytes);
  });

  it('writes through a link', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'real.xmp'), 'old');
    await symlink('real.xmp', join(folder, 'a.jpg.xmp'));
    await writeSidecarFile(join(folder, 'a.jpg.xmp'), bytes, hashOf(Buffer.from('old')));
    expect(await readFile(join(folder, 'real.xmp'))).toEqual(bytes);
    expect(await realpath(join(folder, 'a.jpg.xmp'))).toBe(join(folder, 'real.xmp'));
  });

  it.each([
    ['changed', 'old', 'hash of something else', 'changed-meanwhile'],
    ['appeared', 'old', undefined, 'changed-meanwhile'],
    ['gone', undefined, hashOf(Buffer.from('old')), 'changed-meanwhile'],
  ])('leaves a sidecar alone that is %s since it was read', async (_, content, before, code) => {
    const folder = await newFolder();
    const path = join(folder, 'a.jpg.xmp');
    if (content !== undefined) await writeFile(path, content);
    await expect(writeSidecarFile(path, bytes, before)).rejects.toMatchObject({ code });
    expect(await readdir(folder)).toEqual(content === undefined ? [] : ['a.jpg.xmp']);
    if (content !== undefined) expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('leaves a read-only sidecar alone', async () => {
    const path = join(await newFolder(), 'a.jpg.xmp');
    await writeFile(path, 'old');
    await chmod(path, 0o444);
    await expect(writeSidecarFile(path, bytes, hashOf(Buffer.from('old')))).rejects.toMatchObject({
      code: 'read-only',
    });
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  it('answers one over 16 MB without reading it', async () => {
    const path = join(await newFolder(), 'a.jpg.xmp');
    await writeFile(path, Buffer.alloc(16_000_001, 0x20));
    await expect(readSidecarFile(path)).rejects.toMatchObject({ code: 'too-large' });
  });
});

describe('watching', () => {
  it('tells of a sidecar that another program saves, once per content, and of one that goes', async () => {
    const folder = await newFolder();
    const path = join(folder, 'a.jpg.xmp');
    const changes: SidecarChange[] = [];
    let tell = () => {};
    const watch = watchSidecars({
      quiet: 20,
      onChange(change) {
        changes.push(change);
        tell();
      },
      onError(where, error) {
        throw new Error(where, { cause: error });
      },
    });
    const next = () => new Promise<void>((resolve) => (tell = resolve));
    watch.add(folder);
    watch.add(folder);
    const bytes = createXmp({ headline: 'one' }, date);
    let change = next();
    await writeFile(join(folder, 'a.jpg'), 'not watched');
    await writeFile(path, bytes.subarray(0, 100));
    await writeFile(path, bytes);
    await change;
    change = next();
    await rm(path);
    await change;
    watch.close();
    expect(changes).toEqual([
      { path, hash: hashOf(bytes) },
      { path, hash: undefined },
    ]);
  });

  it('says which folder it cannot watch', async () => {
    const failed: string[] = [];
    const watch = watchSidecars({
      onChange: () => {},
      onError: (where) => failed.push(where),
    });
    watch.add('/nowhere/at/all');
    watch.close();
    expect(failed).toEqual(['/nowhere/at/all']);
  });
});

describe('the two calls for a photo', () => {
  it('make a sidecar, merge into it, and leave it alone when there is nothing to change', async () => {
    const folder = await newFolder();
    const photo = join(folder, 'a.jpg');
    expect(await readSidecar(photo)).toBeUndefined();
    const path = join(folder, 'a.jpg.xmp');
    const changes = { headline: 'one', keywords: ['k'] };
    expect((await writeSidecar(photo, changes, date)).path).toBe(path);
    expect(await writeSidecar(photo, { headline: 'two', city: 'c' }, date)).toEqual({
      path,
      changed: ['headline', 'city'],
    });
    const before = await stat(path, { bigint: true });
    expect((await writeSidecar(photo, { headline: 'two' }, date)).changed).toEqual([]);
    expect((await stat(path, { bigint: true })).mtimeNs).toBe(before.mtimeNs);
    expect(await readSidecar(photo)).toMatchObject({
      path,
      content: { headline: 'two', city: 'c', keywords: ['k'] },
    });
  });

  it('say in a short-named sidecar which file it is for', async () => {
    const photo = join(await newFolder(), 'a.jpg');
    await writeSidecar(photo, { headline: 'h' }, { ...date, naming: 'photo.xmp' });
    expect((await readSidecar(photo))?.content.sidecarForExtension).toBe('JPG');
  });
});
