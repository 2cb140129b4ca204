import { describe, expect, it } from 'vitest';
import { decodeEntities } from '../../src/rules/texts/clean.ts';

describe('escapes that were escaped once more', () => {
  it.each([
    ['Caf\\u00e9', 'Café'],
    ['S\\u00E3o Paulo', 'São Paulo'],
    ['\\u0130stanbul and \\u015ei\\u015fli', 'İstanbul and Şişli'],
    ['it\\u2019s', 'it’s'],
    ['\\ud83d\\ude00 face', '😀 face'],
    ['Caf\\xe9', 'Café'],
    ['Caf\\u0000e9 \\u0000e0', 'Café à'],
    ['Cafu00e9', 'Café'],
    ['Curau00e7ao', 'Curaçao'],
  ])('%s is %s', (written, meant) => {
    expect(decodeEntities(written)).toBe(meant);
  });

  it.each(['U00 on a wall', 'a\\b', '\\u0007', '\\u0085', 'Unit u0042', '\\users', 'du0012'])(
    '%s stays',
    (text) => {
      expect(decodeEntities(text)).toBe(text);
    },
  );
});
