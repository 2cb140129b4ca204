/**
 * Text for a terminal, with control characters made visible (U+2400): names of files may hold some that would steer it.
 * Line breaks and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, (control) => {
    const code = control.codePointAt(0) ?? 0;
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\u2421';
  });
}
