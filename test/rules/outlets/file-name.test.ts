import fc from 'fast-check';
import { expect, it } from 'vitest';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { DeliveredNames } from '../../../src/rules/outlets/file-name.ts';
import { anyText } from '../../helpers/any-text.ts';

const named = (id: string, ...paths: string[]) => {
  const outlet = builtInOutlets().find((one) => one.id === id);
  if (outlet === undefined) throw new Error(id);
  const names = new DeliveredNames(outlet);
  return paths.map((path) => names.next(path));
};

it.each([
  [
    'adobe',
    ['T/I/IMG_2041.JPG', 'P/L/img_2041.jpg', 'P/L/IMG2041.jpeg'],
    ['IMG2041.jpg', 'img2041x2.jpg', 'IMG2041x3.jpg'],
  ],
  [
    'adobe',
    ['a/Fähre am Morgen, Brücke über den Bosporus.jpg'],
    ['FahreamMorgenBruckeuberden.jpg'],
  ],
  ['adobe', ['a/日本.jpg', 'b/日本.jpg', 'a/.jpg'], ['photo.jpg', 'photox2.jpg', 'photox3.jpg']],
  ['shutterstock', ['a/IMG_1 (2).jpg', 'b/IMG_1(2).jpg'], ['IMG_12.jpg', 'IMG_12_2.jpg']],
  [
    'vecteezy',
    ['a/my_old photo-1.jpg', 'b/myoldphoto-1.jpg'],
    ['myoldphoto-1.jpg', 'myoldphoto-1-2.jpg'],
  ],
  ['folder', ['a/-rf_x.jpg'], ['rf_x.jpg']],
] as const)('%s gets %j as %j', (id, paths, names) => {
  expect(named(id, ...paths)).toEqual(names);
});

it('has a rule for every outlet, as the facts say it', () => {
  const paths = ['a/Çeşme_ferry-at dawn (2).JPG', 'b/cesme_ferry-at dawn 2.jpeg', 'c/Æble ß’n.jpg'];
  const table = Object.fromEntries(builtInOutlets().map(({ id }) => [id, named(id, ...paths)]));
  expect(table).toMatchInlineSnapshot(`
    {
      "123rf": [
        "Cesmeferryatdawn2.jpg",
        "cesmeferryatdawn2x2.jpg",
        "Aeblessn.jpg",
      ],
      "adobe": [
        "Cesmeferryatdawn2.jpg",
        "cesmeferryatdawn2x2.jpg",
        "Aeblessn.jpg",
      ],
      "alamy": [
        "Cesmeferryatdawn2.jpg",
        "cesmeferryatdawn2x2.jpg",
        "Aeblessn.jpg",
      ],
      "depositphotos": [
        "Cesmeferryatdawn2.jpg",
        "cesmeferryatdawn2x2.jpg",
        "Aeblessn.jpg",
      ],
      "dreamstime": [
        "Cesmeferryatdawn2.jpg",
        "cesmeferryatdawn2x2.jpg",
        "Aeblessn.jpg",
      ],
      "envato": [
        "Cesmeferryatdawn2.jpg",
        "cesmeferryatdawn2x2.jpg",
        "Aeblessn.jpg",
      ],
      "folder": [
        "Cesme_ferry-atdawn2.jpg",
        "cesme_ferry-atdawn2-2.jpg",
        "Aeblessn.jpg",
      ],
      "istock": [
        "Cesmeferryatdawn2.jpg",
        "cesmeferryatdawn2x2.jpg",
        "Aeblessn.jpg",
      ],
      "magnific": [
        "Cesmeferryatdawn2.jpg",
        "cesmeferryatdawn2x2.jpg",
        "Aeblessn.jpg",
      ],
      "picfair": [
        "Cesmeferryatdawn2.jpg",
        "cesmeferryatdawn2x2.jpg",
        "Aeblessn.jpg",
      ],
      "pond5": [
        "Cesmeferryatdawn2.jpg",
        "cesmeferryatdawn2x2.jpg",
        "Aeblessn.jpg",
      ],
      "shutterstock": [
        "Cesme_ferryatdawn2.jpg",
        "cesme_ferryatdawn2_2.jpg",
        "Aeblessn.jpg",
      ],
      "vecteezy": [
        "Cesmeferry-atdawn2.jpg",
        "cesmeferry-atdawn2-2.jpg",
        "Aeblessn.jpg",
      ],
    }
  `);
});

it('tells apart what a disk or an inbox would take for one name', () => {
  for (const { id } of builtInOutlets()) {
    const long = 'x'.repeat(300);
    const names = named(
      id,
      ...['a/São.jpg', 'b/Sao.jpg', 'c/SAO.JPG', 'd/Sa\u0303o.jpg', 'e/sao .jpg', 'f/.sao.jpeg'],
      ...[
        `g/${long}1.jpg`,
        `h/${long}2.jpg`,
        'i/CON.jpg',
        'j/\u202Ejpg.exe',
        'k/=cmd.jpg',
        'l/-rf.jpg',
      ],
    );
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(?!con\.)[A-Za-z0-9][\w -]*\.jpg$/i);
  }
});

it('gives every photo a name of its own that obeys, whatever the names are', () => {
  const path = fc.oneof(
    fc.constantFrom('a/IMG_0001.jpg', 'b/IMG_0001.jpg', 'IMG-0001.JPG', 'x/IMG_0001x2.jpg'),
    anyText({ maxLength: 80 }),
  );
  fc.assert(
    fc.property(fc.array(path, { maxLength: 60 }), (paths) => {
      for (const outlet of builtInOutlets()) {
        const { most, signs } = outlet.fileName.value;
        const names = new DeliveredNames(outlet, ['img0001.jpg']);
        const given = paths.map((one) => names.next(one));
        expect(new Set([...given.map((one) => one.toLowerCase()), 'img0001.jpg']).size).toBe(
          given.length + 1,
        );
        for (const name of given) {
          expect(name.length).toBeLessThanOrEqual(most);
          expect(
            [...name.slice(0, -4)].every(
              (sign) => /[A-Za-z0-9]/.test(sign) || signs.includes(sign),
            ),
          ).toBe(true);
          expect(name).toMatch(/^[A-Za-z0-9].*\.jpg$/);
        }
      }
    }),
    { numRuns: 60 },
  );
});

it('is quick with forty thousand equal names', () => {
  const outlet = builtInOutlets()[0];
  if (outlet === undefined) throw new Error('none');
  const names = new DeliveredNames(outlet);
  const all = Array.from({ length: 40_000 }, (_, at) => names.next(`${at}/IMG_0001.jpg`));
  expect(new Set(all).size).toBe(40_000);
});
