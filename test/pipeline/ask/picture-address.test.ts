import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressBook } from '../../../src/pipeline/ask/picture-address.ts';

/** What an address means in an archive of these photos: a path, `several`, or nothing. */
function meant(
  address: string,
  ...paths: readonly string[]
): string | readonly string[] | undefined {
  const match = new AddressBook(paths.map((path, id) => ({ id, path }))).find(address);
  if (match === undefined) return undefined;
  return 'photo' in match ? match.photo.path : match.several;
}

const folder = 'Turkey/Istanbul/editorial';

describe('the address of a picture', () => {
  it.each([
    [`https://me.example/${folder}/old+pier.jpg`, 'old pier.jpg'],
    [`https://me.example/${folder}/old%20pier.jpg`, 'old pier.jpg'],
    [`https://me.example/${folder}/old%2520pier.jpg`, 'old pier.jpg'],
    [`https://me.example/${folder}/old pier.jpg`, 'old pier.jpg'],
    [`https://me.example/${folder}/pier #3.jpg`, 'pier #3.jpg'],
    [`https://me.example/${folder}/where? there.jpg`, 'where? there.jpg'],
    [`https://me.example/${folder}/pier.jpg?width=800#top`, 'pier.jpg'],
    [`https://me.example/${folder}/pier%20%233.jpg?w=1`, 'pier #3.jpg'],
    [`https://me.example/${folder}/100% wool.jpg`, '100% wool.jpg'],
    ['https://cdn.example/_next/image?url=%2Fup%2Fpier.jpg&w=640', 'pier.jpg'],
    ['https://store.example/o/Turkey%2FIstanbul%2Feditorial%2Fpier.jpg?alt=media', 'pier.jpg'],
    ['C:\\Photos\\Turkey\\Istanbul\\editorial\\old pier.jpg', 'old pier.jpg'],
    ['file:///C:/Photos/Turkey/Istanbul/editorial/old%20pier.jpg', 'old pier.jpg'],
    ['\\\\nas\\photos\\Turkey\\Istanbul\\editorial\\pier.jpg', 'pier.jpg'],
    ['s3://bucket/small/pier.JPG', 'pier.jpg'],
    ['./small/pier.jpeg', 'pier.jpg'],
    ['small/pier_small.jpg', 'pier.jpg'],
    ['small/pier-preview.webp', 'pier.jpg'],
    ['small/pier-1024x683.jpg', 'pier.jpg'],
    ['small/pier@2x.jpg', 'pier.jpg'],
    ['small/pier.jpg.webp', 'pier.jpg'],
    ['small/thumb_pier.png', 'pier.jpg'],
    [`small/${folder}/pier_1024.jpg`, 'pier.jpg'],
    ['small/pier-scaled-800px.jpg', 'pier.jpg'],
    [`https://me.example/${folder}/cafe\u0301.jpg`, 'caf\u00e9.jpg'],
    [`https://me.example/${folder}/cafe%CC%81.jpg`, 'caf\u00e9.jpg'],
    [`https://me.example/${folder}/caf%C3%A9.jpg`, 'cafe\u0301.jpg'],
    ['PIER.JPG', 'pier.jpg'],
  ])('%s', (address, name) => {
    const others = ['Spain/Vigo/editorial/quay.jpg', `${folder}/small.jpg`];
    expect(meant(address, `${folder}/${name}`, ...others)).toBe(`${folder}/${name}`);
  });

  it.each([
    ['a name that two folders have', 'https://me.example/up/a.jpg', ['x/a.jpg', 'y/a.jpg']],
    [
      'a folder that only states the usage',
      'editorial/a.jpg',
      ['x/editorial/a.jpg', 'y/commercial/a.jpg'],
    ],
    ['a plus that is one or a space', 'up/a+b.jpg', ['x/a+b.jpg', 'x/a b.jpg']],
    ['one name in two cases in two folders', 'up/a.jpg', ['x/a.jpg', 'y/A.JPG']],
    ['a copy of one of two photos', 'up/a.webp', ['x/a.jpg', 'x/a.jpeg']],
    [
      'two cities of one name',
      'up/Valencia/editorial/a.jpg',
      ['Spain/Valencia/editorial/a.jpg', 'Venezuela/Valencia/editorial/a.jpg'],
    ],
  ])('is not guessed: %s', (_, address, paths) => {
    expect(new Set(meant(address, ...paths))).toEqual(new Set(paths));
  });

  it.each([
    ['another country', 'https://me.example/Spain/Vigo/IMG_1.jpg', `${folder}/IMG_1.jpg`],
    ['another city', 'https://me.example/Turkey/Izmir/editorial/IMG_1.jpg', `${folder}/IMG_1.jpg`],
    ['another name', 'https://me.example/IMG_1.jpg', `${folder}/IMG_2.jpg`],
    ['a number that may be its own', 'up/pier_1024.jpg', `${folder}/pier.jpg`],
    ['a longer name', 'https://me.example/IMG_1_2.jpg', `${folder}/IMG_1.jpg`],
    ['a picture inside the request', 'data:image/jpeg;base64,/9j/a.jpg', `${folder}/a.jpg`],
    ['nothing', '', `${folder}/a.jpg`],
  ])('leads nowhere: %s', (_, address, path) => {
    expect(meant(address, path)).toBeUndefined();
  });

  it('finds the photo by the folders that tell it from others of its name', () => {
    const paths = ['Turkey/Istanbul/editorial/a.jpg', 'Turkey/Izmir/editorial/a.jpg', 'a.jpg'];
    for (const path of paths.slice(0, 2))
      expect(meant(`https://me.example/small/${path}`, ...paths)).toBe(path);
    expect(meant('D:\\Izmir\\editorial\\a.jpg', ...paths)).toBe(paths[1]);
    expect(meant('up/a.jpg', 'x/A.jpg', 'x/a.jpg')).toBe('x/a.jpg');
  });

  it('is understood however the names were encoded', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => !/[/\\\0]/.test(text) && !/^\.+$/.test(text) && text.isWellFormed());
    const encodings: readonly ((path: string) => string)[] = [
      (path) => path.split('/').map(encodeURIComponent).join('/'),
      (path) => encodeURIComponent(path),
      (path) => encodeURIComponent(encodeURIComponent(path)),
      (path) => path.split('/').map(encodeURIComponent).join('/').replaceAll('%20', '+'),
      (path) => path,
    ];
    const choices = [fc.array(name, { minLength: 1, maxLength: 3 }), name] as const;
    fc.assert(
      fc.property(...choices, fc.constantFrom(...encodings), (folders, file, encode) => {
        const path = [...folders, `${file}.jpg`].join('/').normalize('NFC');
        // A percent sign in a name may be read in two ways where nothing is encoded.
        fc.pre(encode(path) !== path || !/[%+]/.test(path));
        fc.pre(folders.every((part) => part.trim() !== ''));
        expect(meant(`https://me.example/${encode(path)}`, path)).toBe(path);
      }),
    );
  });
});
