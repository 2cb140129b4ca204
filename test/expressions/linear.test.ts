/**
 * Every regular expression of the program takes time in proportion to the text, whatever the text: most meet texts of
 * strangers. `scslre` judges them by their form, without running them, so its verdict does not depend on any clock. It looks
 * for a character that is repeated; what repeated words of several letters cost, `growth.test.ts` measures.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { analyse } from 'scslre';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

type Expression = { readonly source: string; readonly flags: string };

const shape = z.array(z.object({ source: z.string(), flags: z.string(), at: z.string() }));

/** What makes an expression slow, each with the part of it; none where it is linear. */
function faultsOf({ source, flags }: Expression): string[] {
  return analyse({ source, flags }).reports.map((report) => {
    const parts = report.type === 'Trade' ? [report.startQuant, report.endQuant] : [report.quant];
    const repeated = JSON.stringify(report.character.pick);
    return `${report.exponential ? 'exponential' : 'quadratic'} with many of ${repeated}: ${parts.map(({ raw }) => raw.slice(0, 60)).join(' and ')}`;
  });
}

describe('the regular expressions of src', () => {
  it('are all linear', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['test/expressions/collect-worker.ts'],
      { maxBuffer: 32 * 1024 * 1024 },
    );
    const expressions = shape.parse(JSON.parse(stdout));
    // All that stand there, and some that are put together at three places at least.
    expect(expressions.length).toBeGreaterThan(600);
    const together = ['rules/texts/remove-phrase.ts', 'rules/texts/patterns.ts', 'secrets.ts'];
    for (const file of together)
      expect(expressions.some(({ at }) => at.startsWith(`src/${file}`))).toBe(true);
    const slow = expressions.flatMap((one) => faultsOf(one).map((fault) => `${one.at} ${fault}`));
    expect(slow).toEqual([]);
  });
});

describe('the judge of expressions', () => {
  it.each([
    [/\s+$/],
    [/[,;]+x/g],
    [/^\s*a?\s*$/],
    [/^(?:x{2,}[\s.-]*)+$/],
    [/(?:[,.]|\.\.+)+$/],
    [/^(?:\w+\s?)*$/],
    [/^[\p{L}--[a-z]]+\p{L}*1/v],
    [/(\d+)\1x/],
    [/\w+(?=@)/],
  ])('condemns %s', (expression) => {
    expect(faultsOf(expression)).not.toEqual([]);
  });

  it.each([
    [/(?<!\s)\s+$/],
    [/\s{1,40}$/],
    [/^\s*a\s*$/],
    [/\b\w+@/],
    [/^x{2,}(?:[\s.-]+x{2,})*$/],
  ])('lets %s pass', (expression) => {
    expect(faultsOf(expression)).toEqual([]);
  });
});
