import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { needsPerson } from '../../src/rules/checks.ts';
import { leftReason, reasonInWords } from '../../src/rules/left-reasons.ts';

const table = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');
const rows = table
  .split('\n')
  .map((row) => row.split('|').map((cell) => cell.trim()))
  .flatMap(([, codes = '', weight = '']) =>
    [...codes.matchAll(/`([a-z]+(?:-[a-z]+)+|unsure)`/g)].map(([, code = '']) => ({
      code,
      weight,
    })),
  );

describe('why a text is left for a person', () => {
  it('is said in words for every problem and every doubt that the rules tell of', () => {
    const codes = rows.filter(({ weight }) => /problem|doubt/.test(weight)).map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(20);
    for (const code of [...codes, ...needsPerson])
      expect(leftReason(code)).not.toMatch(/an open check/);
  });

  it('is told as doubt exactly where a person is needed', () => {
    for (const { code, weight } of rows)
      if (/doubt/.test(weight)) expect(needsPerson).toContain(code);
  });

  it('agrees with the number of photos', () => {
    expect(reasonInWords('name another place', 1200)).toBe('1,200 name another place');
    expect(reasonInWords('name another place', 1)).toBe('1 names another place');
    expect(reasonInWords('have no title', 1)).toBe('1 has no title');
    expect(reasonInWords('are too long', 1)).toBe('1 is too long');
  });
});
