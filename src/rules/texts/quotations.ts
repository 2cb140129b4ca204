/** What stands in quotation marks: a sign in the picture may say anything. */

const quotation = /["“][^"“”]*["”]/gu;

/** The text with nothing between its quotation marks. */
export function withoutQuotations(text: string): string {
  return text.replace(quotation, '""');
}
