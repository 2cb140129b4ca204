/** Characters and dates as cameras and programs write them. */
import { describe, expect, it } from 'vitest';
import { takenFrom } from '../../src/jpeg/capture-date.ts';
import { charsetOf } from '../../src/jpeg/iim-charset.ts';
import { iptcText } from '../../src/jpeg/iptc.ts';

const now = new Date('2026-11-24T12:00:00Z');

describe('when a photo was taken', () => {
  it.each([
    ['2019:05:14 18:30:12', '2019-05-14', '2019-05-14T18:30:12'],
    ['2019-05-14T18:30:12+03:00', '2019-05-14', '2019-05-14T18:30:12'],
    ['2019-05-14T18:30', '2019-05-14', '2019-05-14T18:30:00'],
    ['2019:5:4 8:03:09', '2019-05-04', '2019-05-04T08:03:09'],
    ['2019:05:14 18:30:12.75', '2019-05-14', '2019-05-14T18:30:12.75'],
    ['2019:05:14', '2019-05-14', undefined],
    ['2019:05:14   :  :  ', '2019-05-14', undefined],
    ['1968:06:01 00:00:00', '1968-06-01', '1968-06-01T00:00:00'],
    ['2024:02:29 23:59:59', '2024-02-29', '2024-02-29T23:59:59'],
  ])('is read from %j', (text, takenOn, takenAt) => {
    expect(takenFrom(text, now)).toEqual({
      takenOn,
      ...(takenAt === undefined ? {} : { takenAt }),
    });
  });

  it.each([
    '0000:00:00 00:00:00',
    '    :  :     :  :  ',
    '2026:02:30 12:00:00',
    '2023:02:29 12:00:00',
    '2019:13:01 12:00:00',
    '2019:05:14 25:61:00',
    '2019:05:14 12:00:75',
    '2031:01:01 00:00:00',
    '1700:01:01 00:00:00',
    '1970:01:01 00:00:00',
    '1980:01:01 00:00:00',
    'yesterday',
    '',
  ])('is nothing in %j', (text) => {
    expect(takenFrom(text, now)).toBeUndefined();
  });

  it('takes the fraction of a second from where EXIF keeps it', () => {
    expect(takenFrom('2019:05:14 18:30:12', now, '042')?.takenAt).toBe('2019-05-14T18:30:12.042');
    expect(takenFrom('2019:05:14 18:30:12', now, '42  ')?.takenAt).toBe('2019-05-14T18:30:12.42');
  });
});

describe('IPTC text', () => {
  const caption = (value: Buffer, declaration?: string) => [
    ...(declaration === undefined
      ? []
      : [{ record: 1, number: 90, value: Buffer.from(declaration, 'latin1') }]),
    { record: 2, number: 120, value },
  ];
  const read = (value: Buffer, declaration?: string, twin?: string) => {
    const datasets = caption(value, declaration);
    return iptcText({ datasets, charset: charsetOf(datasets, twin) }).caption;
  };
  const latin = (text: string) => Buffer.from(text, 'latin1');
  /** `été à Orléans` and `“Café” – naïve` in MacRoman. */
  const macSummer = Buffer.from([
    0x8e, 0x74, 0x8e, 0x20, 0x88, 0x20, 0x4f, 0x72, 0x6c, 0x8e, 0x61, 0x6e, 0x73,
  ]);
  const macCafe = Buffer.concat([
    Buffer.from([0xd2]),
    latin('Caf'),
    Buffer.from([0x8e, 0xd3, 0x20, 0xd0, 0x20]),
    latin('na'),
    Buffer.from([0x95]),
    latin('ve'),
  ]);

  it.each([
    ['plain', Buffer.from('Ferries'), undefined, 'Ferries'],
    ['undeclared UTF-8', Buffer.from('Zürich 東京'), undefined, 'Zürich 東京'],
    ['declared UTF-8', Buffer.from('Zürich'), '\u001B%G', 'Zürich'],
    ['Latin-1', latin('Zürich, Genève, señor'), undefined, 'Zürich, Genève, señor'],
    [
      'windows-1252',
      Buffer.from([0x93, 0x43, 0x61, 0x66, 0xe9, 0x94, 0x20, 0x96, 0x20, 0x80, 0x35]),
      undefined,
      '“Café” – €5',
    ],
    ['MacRoman', macSummer, undefined, 'été à Orléans'],
    ['MacRoman quotes', macCafe, undefined, '“Café” – naïve'],
    ['ISO 8859-2, declared', Buffer.from([0xa3, 0xf3, 0x64, 0xbc]), '\u001B-B', 'Łódź'],
    [
      'ISO 8859-5, declared',
      Buffer.from([0xbc, 0xde, 0xe1, 0xda, 0xd2, 0xd0]),
      '\u001B-L',
      'Москва',
    ],
    ['Latin-1, declared as G2 behind ASCII', latin('Zürich'), '\u001B(B\u001B.A', 'Zürich'],
  ])('is read in %s', (_name, value, declaration, wanted) => {
    expect(read(value, declaration)).toBe(wanted);
  });

  it('is settled by the XMP twin where the bytes alone are not enough', () => {
    // 0xCA is Ê in Latin-1 and a no-break space in MacRoman; 0x8A is ä in MacRoman alone.
    const value = Buffer.from([0x4d, 0x8a, 0x72, 0x7a]);
    expect(read(value, undefined, 'März')).toBe('März');
    expect(read(value, undefined, 'MŠrz')).toBe('MŠrz');
  });

  /** `Москва`, `東京タワー`, `Αθήνα`, `서울` and `תל אביב` as programs there wrote them. */
  const elsewhere = [
    ['windows-1251', 'Москва', 'cceef1eae2e0'],
    ['shift_jis', '東京タワー', '938c8b9e835e838f815b'],
    ['windows-1253', 'Αθήνα', 'c1e8deede1'],
    ['euc-kr', '서울', 'bcadbfef'],
    ['windows-1255', 'תל אביב', 'faec20e0e1e9e1'],
  ] as const;

  it.each(elsewhere)('in %s is not taken for that of western Europe', (_, __, bytes) => {
    const value = Buffer.from(bytes, 'hex');
    expect(charsetOf(caption(value)).kind).toBe('unknown');
    expect(read(value)).toBeUndefined();
  });

  it.each(elsewhere)('in %s is read where XMP says the same', (charset, text, bytes) => {
    const value = Buffer.from(bytes, 'hex');
    expect(charsetOf(caption(value), text)).toEqual({ kind: 'known', charset });
    expect(read(value, undefined, `more\n${text}`)).toBe(text);
  });

  it.each([
    ...['Þýðing úr íslensku', 'Jäääär', 'Rødgrød med fløde: æøå', 'ÉÈÊ: été à la mer'],
    ...['« Ça » – “Où ?”', '½ ¼ ¾ ± 2 °C', 'ÜBERGRÖSSE', '¿Qué? ¡Olé!', '© ® ™'],
  ])('in western letters is read: %s', (text) => {
    const windows = Object.entries({ '–': 0x96, '“': 0x93, '”': 0x94, '™': 0x99 });
    const byte = new Map(windows.map(([sign, code]) => [sign, String.fromCharCode(code)]));
    expect(read(latin(text.replace(/./gu, (sign) => byte.get(sign) ?? sign)))).toBeDefined();
  });

  it('is not guessed at under a declaration that is not known', () => {
    expect(charsetOf(caption(latin('ü'), '\u001B$B')).kind).toBe('unknown');
    expect(charsetOf(caption(latin('ü'), '\u001B%G')).kind).toBe('broken-utf8');
  });
});
