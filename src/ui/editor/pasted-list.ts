/** Text pasted into a field of one line, where line breaks and tabs stand between the items of a list. */

/**
 * `ferry`, `boat` and `sea` of a column or a row of a spreadsheet become `ferry, boat, sea`; text without line breaks
 * and tabs stays as it is.
 */
export function pastedAsList(text: string): string {
  const items = text.split(/[\t\r\n\v\f\u0085\u2028\u2029]+/u);
  if (items.length === 1) return text;
  return items
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .join(', ');
}
