/** Folding letters to plain ones, for comparing and for agencies that refuse accents; never for what is kept. */

/** Letters that Unicode does not take apart. */
const single: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ŧ: 't',
  ə: 'e',
  Ə: 'E',
  Æ: 'Ae',
  Œ: 'Oe',
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
  Þ: 'Th',
  ẞ: 'SS',
};

const singleLetters = new RegExp(`[${Object.keys(single).join('')}]`, 'gu');

/** `São Paulo` as `Sao Paulo`, `Łódź` as `Lodz`. Only Latin letters lose their marks; other scripts need theirs. */
export function withoutDiacritics(text: string): string {
  if (/^[\0-\u007f]*$/u.test(text)) return text;
  return text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .replace(singleLetters, (letter) => single[letter] ?? letter)
    .normalize('NFC');
}

/** Two texts that a reader would call the same have the same fold: case, accents, apostrophes and spaces apart. */
export function fold(text: string): string {
  return withoutDiacritics(text)
    .toLowerCase()
    .replace(/\u0307/gu, '')
    .replace(/[‘’ʻʼ`´]/gu, "'")
    .replace(/\s+/gu, ' ');
}
