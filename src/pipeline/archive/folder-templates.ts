/** Which template holds in a folder: that of the settings, then those of the folders from the archive down to it. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { templateFile } from '../../files/walk.ts';
import type { TemplateField } from '../../metadata/fields.ts';
import { foldersAbove } from '../../rules/folder-notes.ts';
import { type MistakeInFile, mistakeLine } from '../../rules/mistakes.ts';
import { parseTemplate, type Template, type TemplateEntry } from '../../rules/template/parse.ts';
import type { Archive } from './archive.ts';

const key = 'template.folders';

/** The templates of an open catalog by folder; nobody else changes them meanwhile. */
const known = new WeakMap<Catalog, ReadonlyMap<string, Template>>();

export function folderTemplates(catalog: Catalog): ReadonlyMap<string, Template> {
  const found = known.get(catalog) ?? parsedAll(textsOf(catalog));
  known.set(catalog, found);
  return found;
}

const textsOf = (catalog: Catalog) => getMeta<Record<string, string>>(catalog, key) ?? {};
const parsedAll = (texts: Readonly<Record<string, string>>) =>
  new Map(Object.entries(texts).map(([folder, text]) => [folder, parseTemplate(text)]));

/**
 * Replaces all by these. @param isUnseen whether nothing is known of a folder now; its template stays
 * @returns in how many folders they are others than before
 */
export function storeTemplates(
  catalog: Catalog,
  found: ReadonlyMap<string, string>,
  isUnseen: (folder: string) => boolean,
): number {
  const before = textsOf(catalog);
  const kept = Object.entries(before).filter(([folder]) => isUnseen(folder));
  const now = Object.fromEntries([...kept, ...found]);
  const folders = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  const changed = folders.filter((folder) => before[folder] !== now[folder]);
  if (changed.length > 0) {
    setMeta(catalog, key, now);
    known.set(catalog, parsedAll(now));
  }
  return changed.length;
}

export type Layer = { readonly source: string; readonly template: Template };

/** The templates that hold for a photo, the one that goes before all others last. */
export function layersFor(archive: Archive, path: string): Layer[] {
  const { all } = archive.templates;
  const own = (name: string): Layer[] => {
    const template = all.get(name);
    return template === undefined ? [] : [{ source: name, template }];
  };
  const folders = folderTemplates(archive.catalog);
  const chosen = archive.settings['template.name'];
  if (chosen === '' && folders.size === 0) return [];
  return [
    ...own(chosen),
    ...foldersAbove(path).flatMap((folder): Layer[] => {
      const template = folders.get(folder);
      if (template === undefined) return [];
      const source = folder === '' ? templateFile : `${folder}/${templateFile}`;
      return [...(template.use === undefined ? [] : own(template.use.name)), { source, template }];
    }),
  ];
}

/**
 * Whether all is known of what the templates give a photo: one that is missing, or has a mistake, says of no field that it is
 * no longer wanted.
 */
export function areTemplatesSound(archive: Archive, path: string): boolean {
  const { all } = archive.templates;
  const { 'template.name': chosen } = archive.settings;
  if (chosen !== '' && !all.has(chosen)) return false;
  return layersFor(archive, path).every(
    ({ template: { mistakes, use } }) =>
      mistakes.length === 0 && (use === undefined || all.has(use.name)),
  );
}

/** Each field as the last of the layers has it that names it; without those that it leaves alone. */
export function entriesOf(layers: readonly Layer[]): readonly TemplateEntry[] {
  const entries = new Map<TemplateField, TemplateEntry>();
  for (const { template } of layers)
    for (const entry of template.entries) entries.set(entry.field, entry);
  return [...entries.values()].filter(({ value }) => value !== '');
}

/** Every entry that holds in some folder of the archive. */
export function allEntries(archive: Archive): readonly TemplateEntry[] {
  const folders = ['', ...folderTemplates(archive.catalog).keys()];
  return folders.flatMap((folder) =>
    entriesOf(layersFor(archive, folder === '' ? 'photo' : `${folder}/photo`)),
  );
}

/** All that is wrong in the templates of an archive, a line each. */
export function templateMistakes(archive: Archive): string[] {
  return mistakesIn(archive).map(mistakeLine);
}

export function mistakesIn({ catalog, settings, templates }: Archive): MistakeInFile[] {
  const missing = (name: string) => `There is no template ${JSON.stringify(name)} of your own.`;
  const isUnknown = (name: string) => !templates.all.has(name);
  const inFolders = [...folderTemplates(catalog)].flatMap(([folder, { mistakes, use }]) => {
    const file = folder === '' ? templateFile : `${folder}/${templateFile}`;
    const unknown =
      use !== undefined && isUnknown(use.name)
        ? [{ line: use.line, field: 'Use', message: missing(use.name) }]
        : [];
    return [...mistakes, ...unknown].map((one) => ({ file, ...one }));
  });
  const { 'template.name': template } = settings;
  const chosen =
    template !== '' && isUnknown(template)
      ? [{ file: 'the setting template.name', line: 1, field: '', message: missing(template) }]
      : [];
  return [...templates.mistakes, ...chosen, ...inFolders];
}
