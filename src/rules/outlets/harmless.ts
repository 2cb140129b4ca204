/**
 * Texts that no spreadsheet runs. A cell that begins with = + - or @ is a formula for Excel and LibreOffice, and the
 * apostrophe that is often put in front would become part of the title at the agency. No title or keyword has a reason to
 * begin so, so that the sign itself goes; `-5` becomes `minus 5`.
 */

/**
 * Also behind a comma or semicolon: a spreadsheet that takes the other one of the two for the end of a cell sees a beginning
 * there. The wide forms are those of East Asian keyboards, which Excel reads alike.
 */
const formula = /(^|[,;|])([ "']*)[=+\-@＝＋－＠][=+\-@＝＋－＠ "']*/gu;

export function harmless(text: string): string {
  if (!/[=+\-@＝＋－＠]/u.test(text)) return text;
  return text.replace(formula, (found, before: string, space: string, at: number) => {
    const next = text.slice(at + found.length, at + found.length + 1);
    const isNegative = /[-－][ ]?$/u.test(found) && /\d/u.test(next);
    return `${before}${space}${isNegative ? 'minus ' : ''}`;
  });
}
