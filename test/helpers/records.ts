/** Lines of JSON as the records of a file that has just them. */
import type { JsonRecord } from '../../src/files/json-records.ts';

/** What a model may have said, as the catalog keeps it, where nobody looks at it. */
export const blankAnswer = JSON.stringify({
  ...{ description: '', shortTitle: '', keywords: [], usageReason: '', unsure: [] },
});

export function recordsOf(lines: readonly string[]): JsonRecord[] {
  return lines.flatMap((text, index): JsonRecord[] => {
    const line = index + 1;
    if (text.trim() === '') return [];
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return [{ line, text, damage: 'is not an object' }];
      return [{ line, text, value: value as Record<string, unknown> }];
    } catch (error) {
      return [{ line, text, damage: `is not JSON: ${String(error)}` }];
    }
  });
}
