/** Writing a keyword list in one of its forms. */
import { type ListEntry, type ListForm, whyNoKeyword } from './entry.ts';

/** The text of a file. A flat list has what can be a keyword, each once, without synonyms and categories. */
export function writeList(entries: readonly ListEntry[], form: ListForm): string {
  const lines =
    form === 'flat'
      ? [...new Set(entries.filter(isKeyword).map(({ name }) => name))].map(asCell)
      : entries.flatMap(linesOf);
  return lines.map((line) => `${line}\n`).join('');
}

const isKeyword = ({ name, isExported }: ListEntry) =>
  isExported && whyNoKeyword(name) === undefined;

const asCell = (name: string) => (name.includes('"') ? `"${name.replaceAll('"', '""')}"` : name);

function linesOf({ name, level, synonyms, isExported }: ListEntry): readonly string[] {
  const indent = '\t'.repeat(level);
  return [
    `${indent}${isExported ? name : `[${name}]`}`,
    ...synonyms.map((synonym) => `${indent}\t{${synonym}}`),
  ];
}
