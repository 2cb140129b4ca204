/** Any text at all, for what must hold whatever is written. */
import fc from 'fast-check';

/** Halves of pairs, which are no characters by themselves. */
const surrogates = { from: 0xd8_00, count: 0x8_00 };

/** fast-check's own unit `binary` takes seconds before the first text: it makes a table of all of them. */
const character = fc
  .nat({ max: 0x10_ff_ff - surrogates.count })
  .map((n) => String.fromCodePoint(n < surrogates.from ? n : n + surrogates.count));

/** Texts of all characters that there are, and names that every object of JavaScript has. */
export function anyText({ maxLength }: { readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.string({ unit: character, ...(maxLength && { maxLength }) }) },
    { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString') },
  );
}
