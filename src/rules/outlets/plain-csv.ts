/** A table for spreadsheets and scripts: commas, quotes where they are needed, UTF-8, and no cell that runs. */
import { stringify } from 'csv-stringify/sync';
import { oneLine } from '../texts/clean.ts';
import { harmless } from './harmless.ts';

/** Rows as lines, each with its end. */
export function plainCsv(rows: readonly (readonly string[])[]): string {
  return stringify(rows.map((cells) => cells.map((cell) => harmless(oneLine(cell)))));
}
