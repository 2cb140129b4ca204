/** Small facts about an archive as JSON by name: learned limits, where the cursor stood. */
import type { Catalog } from './catalog.ts';
import { damagedValue } from './faults.ts';
import { flag, maybe, number, object, orNull, parsed, type Shape, text, words } from './shapes.ts';

/** By name, or by its beginning where there is one for each model. */
const shapes: Readonly<Record<string, Shape>> = {
  'asking.tag': text,
  'asking.unrelatedBatches': words,
  'asking.shutdown': object({ model: text, on: orNull(text), at: text }),
  'queue.': object({ limit: number, known: flag, weight: number, given: maybe(number) }),
  'file.bytes': number,
  'review.view': object({
    view: object({ filter: text, sort: text }),
    photoId: maybe(number),
    picture: maybe(text),
  }),
  'review.spelling': orNull(text),
  'guide.shown': text,
  'scan.namesAbove': object({ asked: text, names: words }),
  'template.folders': object({}, text),
  'compare.name': object({ name: text, model: text }),
  'deliver.outlets': words,
  'deliver.folder': text,
  'deliver.servers': words,
};

/** Whether a fact is what its name says. One of another version, or that is only compared, may be any text. */
export function isSoundMeta(key: string, json: string): boolean {
  const shape = shapes[key] ?? shapes[key.slice(0, key.indexOf('.') + 1)] ?? text;
  return shape(parsed(json));
}

/** The stored value, or undefined. The caller names the type. @throws StopError `catalog-damaged` when it is another */
export function getMeta<T>(catalog: Catalog, key: string): T | undefined {
  const row = catalog.get<{ value: string }>`SELECT value FROM meta WHERE key = ${key}`;
  if (row === undefined) return undefined;
  if (!isSoundMeta(key, row.value)) throw damagedValue('meta.value', key);
  return JSON.parse(row.value) as T;
}

/** @throws Error for a value that could not be read again: its shape is missing above */
export function setMeta(catalog: Catalog, key: string, value: unknown): void {
  const json = JSON.stringify(value);
  if (!isSoundMeta(key, json)) throw new Error(`The shape of ${key} is unknown: ${json}`);
  catalog.insert('meta', { key, value: json }, 'update');
}
