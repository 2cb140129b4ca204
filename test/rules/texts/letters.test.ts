import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasEmoji,
  hasForbiddenCharacters,
  oneLine,
  withoutEmoji,
} from '../../../src/rules/texts/clean.ts';
import { plainLetters, unreadableLetters } from '../../../src/rules/texts/letters.ts';
import { anyText } from '../../helpers/any-text.ts';

describe('letters with one right reading', () => {
  it.each([
    ['𝓖𝓾𝓵𝓵𝓼 over the 𝗯𝗮𝘆', 'Gulls over the bay'],
    ['𝔊𝔲𝔩𝔩 𝒢𝓊𝓁𝓁 𝙂𝙪𝙡𝙡 𝟙𝟚', 'Gull Gull Gull 12'],
    ['Ｇｕｌｌ　ｂａｙ', 'Gull　bay'],
    ['Ⓖⓤⓛⓛ ③', 'Gull 3'],
    ['⒢⒰⒧⒧', 'gull'],
    ['🅶🆄🅻🅻', 'GULL'],
    ['🅖🅤🅛🅛', 'GULL'],
    ['ɢᴜʟʟ', 'gull'],
    ['ᵍᵘˡˡ', 'gull'],
    ['ﬂying ﬁsh', 'flying fish'],
    ['Louis Ⅻ', 'Louis XII'],
    ['G̶u̶l̶l̶', 'Gull'],
    ['G̲u̲l̲l̲ b⃝ay', 'Gull bay'],
    ['hаrbоur wіth bоаts', 'harbour with boats'],
    ['Μarket', 'Market'],
    ['Іstanbul', 'Istanbul'],
    ['а market', 'a market'],
    ['Market in GdaÅ„sk', 'Market in Gdańsk'],
    ['SÃ£o Paulo', 'São Paulo'],
    ['cafÃƒÂ© terrace', 'café terrace'],
    ['fisherman’s â€œcatchâ€\u009d', 'fisherman’s “catch”'],
    ['20Â°C', '20°C'],
    ['KrakÃ³w', 'Kraków'],
    ['Caf%C3%A9%20terrace', 'Café terrace'],
    ['Bread\\nand \\"wine\\"', 'Bread and "wine"'],
    ['fisherman`s', "fisherman's"],
    ['blue‑eyed', 'blue-eyed'],
    ['㎞', 'km'],
    ['Gulls，boats、and a pier。', 'Gulls, boats, and a pier.'],
    ['Gulls﹐ boats at 10：30；dusk！', 'Gulls, boats at 10:30; dusk!'],
    ['Ｇｕｌｌ，ｂａｙ', 'Gull, bay'],
  ])('%j is %j', (text, plain) => {
    expect(plainLetters(text)).toBe(plain);
  });

  it.each([
    'Łódź, Ðakovica, Þingvellir, İzmir, Ağrı, Chợ Bến Thành, Māori, Hawaiʻi, Ñuñoa',
    'm² and km³, ½ cup, 20 °C, No. 5, № 7, brand™, © 2019, 1ᵉʳ, 2ⁿᵈ',
    'α-helix, β-carotene, Sony α7, 5 μm, 3 kΩ, ΔT, π',
    'ÂGE, NÃO, ÅRHUS, Ä, “É”, l’été',
    '100% cotton, 50%, AT&T, C++',
    'Cyrillic sign “Кафе”, 清水寺, الميناء',
    '春、夏、秋。',
  ])('leaves %j', (text) => {
    expect(plainLetters(text)).toBe(text);
    expect(unreadableLetters(text)).toBeUndefined();
  });

  it('is the plain word for any style of any word, and twice is as once', () => {
    const word = fc.stringMatching(/^[a-zA-Z]{3,10}$/);
    const shifted = (upper: number, lower: number) => (text: string) =>
      Array.from(text, (letter) => {
        const point = letter.charCodeAt(0);
        return String.fromCodePoint(point < 97 ? upper + point - 65 : lower + point - 97);
      }).join('');
    const style = fc.constantFrom(
      shifted(0x1d400, 0x1d41a),
      shifted(0x1d468, 0x1d482),
      shifted(0x1d5d4, 0x1d5ee),
      shifted(0x1d670, 0x1d68a),
      shifted(0xff21, 0xff41),
      shifted(0x24b6, 0x24d0),
      (text: string) => Array.from(text, (letter) => `${letter}\u0336`).join(''),
      (text: string) => `${text}s`.replace(/s$/, ''),
    );
    fc.assert(
      fc.property(word, style, (text, styled) => {
        expect(plainLetters(styled(text))).toBe(text);
      }),
    );
    fc.assert(
      fc.property(anyText(), (text) => {
        const once = plainLetters(text);
        expect(plainLetters(once)).toBe(once);
      }),
    );
  });

  it('undoes the wrong encoding of any accented word', () => {
    const letter = fc.constantFrom(
      ...'àáâãäåæçèéêëìíîïñòóôõöøùúûüýÀÉÖÜßąćęłńśźżčďěňřšťžığşŞİőűāēīū',
    );
    const windows = new TextDecoder('windows-1252');
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,5}$/), letter, (stem, accent) => {
        const text = `${stem}${accent}t`;
        expect(plainLetters(windows.decode(Buffer.from(text)))).toBe(text);
      }),
    );
  });
});

describe('letters without a right reading', () => {
  it.each([
    ['Caf\ufffd terrace', 'lost'],
    ['Boat \ue123', 'lost'],
    ['Boat \u0378', 'lost'],
    ['Boat \u{10fffe}', 'lost'],
    ['Cr?pes on a plate', 'lost'],
    ['Gu͕͖͗l̴̵͘l̷̸ bay', 'marks'],
    ['G̈ṳl̈l̈ b̈äÿ', 'marks'],
    ['ʇɥƃıu', 'mixed'],
    ['Harbouж', 'mixed'],
    ['Gull on α roof', 'mixed'],
    ['Gull\u0316 bay', 'marks'],
    ['boat日本', 'mixed'],
    ['Gullб', 'mixed'],
  ])('%j are %s', (text, why) => {
    expect(unreadableLetters(plainLetters(text))).toBe(why);
  });
});

describe('what nobody sees', () => {
  it.each(
    [
      0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x200b, 0x200d, 0x200e, 0x202e, 0x2060,
      0x2066, 0x2800, 0x3164, 0xfe0e, 0xfeff, 0xffa0, 0xfffb, 0x1d173, 0xe0041, 0xe0101,
    ].map((point) => [point.toString(16), String.fromCodePoint(point)] as const),
  )('U+%s goes from a word', (_, sign) => {
    expect(hasForbiddenCharacters(`fer${sign}ry`)).toBe(true);
    expect(oneLine(`fer${sign}ry`)).toBe('ferry');
  });

  it('stays where a script needs it', () => {
    for (const text of ['نامه\u200cای', 'क्\u200dष', '👩\u200d🌾']) {
      expect(hasForbiddenCharacters(text)).toBe(false);
      expect(oneLine(text)).toBe(text);
    }
  });

  it('is gone after one time, for any text', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(hasForbiddenCharacters(oneLine(text))).toBe(false);
        expect(oneLine(oneLine(text))).toBe(oneLine(text));
      }),
    );
  });
});

describe('decoration', () => {
  it.each([
    '★ gull',
    'gull →',
    '■ gull',
    'gull ♥',
    'gull ✓',
    'gull :)',
    '🏴\u{e0067}\u{e007f} gull',
    '1️⃣ gull',
  ])('%j has some', (text) => {
    expect(hasEmoji(text)).toBe(true);
    expect(oneLine(withoutEmoji(text))).toBe('gull');
  });

  it.each(['20 °C', 'Brand™ ©', '№ 5', 'C♯', 'a + b = c', '5 × 3'])('%j has none', (text) => {
    expect(hasEmoji(text)).toBe(false);
  });
});
