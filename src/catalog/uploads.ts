/** The journal of uploads to outlets, and of the CSVs that tell of them. */
import type { Catalog } from './catalog.ts';
import type { UploadStep } from './deliveries.ts';
import { getMeta, setMeta } from './meta.ts';

type Copy = { readonly outlet: string; readonly photoId: number };

/** Written down before the step is done, so that the next run knows what may have happened. */
export function saveUploadStep(
  catalog: Catalog,
  { outlet, photoId }: Copy,
  step: UploadStep,
): void {
  catalog.durably(() => catalog.update('delivery', { upload: step }, { outlet, photoId }));
}

export function markArrived(catalog: Catalog, { outlet, photoId }: Copy, at: Date): void {
  const arrived = { state: 'delivered', upload: null, csv: '', at };
  catalog.durably(() => catalog.update('delivery', arrived, { outlet, photoId }));
}

/** Copies that have arrived where they were uploaded to. */
export function uploadedCopies(catalog: Catalog, outlet: string) {
  return catalog.all<{ readonly name: string; readonly bytes: number }>`
    SELECT name, bytes FROM delivery WHERE outlet = ${outlet} AND state <> 'ready' AND csv IS NOT NULL`;
}

/** Photos that have arrived and are rows of no CSV yet, in archive order. */
export function inNoCsv(catalog: Catalog, outlet: string): readonly number[] {
  return catalog.ids`
    SELECT id FROM delivery JOIN photo ON id = photo_id
    WHERE outlet = ${outlet} AND state = 'delivered' AND csv = '' ORDER BY path`;
}

/** What the CSVs of an outlet in a folder were made of when they were last written. */
export function csvMadeFrom(catalog: Catalog, { id, folder }: CsvPlace): string | undefined {
  return getMeta<string>(catalog, csvKey({ id, folder }));
}

export function saveCsvMadeFrom(
  catalog: Catalog,
  { id, folder }: CsvPlace,
  madeFrom: string,
): void {
  setMeta(catalog, csvKey({ id, folder }), madeFrom);
}

const csvKey = ({ id, folder }: CsvPlace) => `deliver.csv ${id} ${folder}`;

/** Gives a copy that has never left another name. */
export function renameCopy(catalog: Catalog, { outlet, photoId }: Copy, name: string): void {
  catalog.durably(() => catalog.update('delivery', { name }, { outlet, photoId }));
}

/** The folder of an outlet, by its id. */
type CsvPlace = { readonly id: string; readonly folder: string };

/** The CSVs that this catalog has written in a folder and that are to be written anew: no uploaded photo counts on them. */
export function openCsvNames(catalog: Catalog, { id, folder }: CsvPlace): string[] {
  return catalog.texts`
    SELECT name FROM delivery_csv WHERE outlet = ${id} AND folder = ${folder}
      AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.outlet = delivery_csv.outlet AND csv = delivery_csv.name)
    ORDER BY length(name), name`;
}

/** The CSVs of an outlet in a folder, in order. */
export function csvNamesIn(catalog: Catalog, { id, folder }: CsvPlace): string[] {
  return catalog.texts`
    SELECT name FROM delivery_csv WHERE outlet = ${id} AND folder = ${folder} ORDER BY length(name), name`;
}

/** Those that have not been sent. */
export function writtenCsvNames(catalog: Catalog, { id, folder }: CsvPlace): string[] {
  return catalog.texts`
    SELECT name FROM delivery_csv WHERE outlet = ${id} AND folder = ${folder} AND state = 'written' ORDER BY name`;
}

/** Written down before the file gets its name, so that no other CSV is ever taken for it. */
export function saveCsv(catalog: Catalog, { id, folder }: CsvPlace, name: string): void {
  const row = { outlet: id, folder, name, state: 'written' };
  catalog.durably(() => catalog.insert('delivery_csv', row, 'update'));
}

export function forgetCsv(catalog: Catalog, { id, folder }: CsvPlace, name: string): void {
  catalog.run`
    DELETE FROM delivery_csv WHERE outlet = ${id} AND folder = ${folder} AND name = ${name}`;
}

export function markCsvSent(catalog: Catalog, { id, folder }: CsvPlace, name: string): void {
  catalog.update('delivery_csv', { state: 'sent' }, { outlet: id, folder, name });
}

/** Says that the rows of these photos are in CSVs that are whole. @param rows photo ids, each with the name of its CSV */
export function markInCsv(
  catalog: Catalog,
  outlet: string,
  rows: Iterable<readonly [photoId: number, csv: string]>,
): void {
  catalog.transaction(() => {
    for (const [photoId, csv] of rows) catalog.update('delivery', { csv }, { outlet, photoId });
  });
}
