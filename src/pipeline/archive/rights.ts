/** What a photo is to say of its rights: its template, with variables and codes filled in, and its releases. */
import { placeInFolder } from '../../catalog/place-in-folder.ts';
import { releasesOf, takenOff } from '../../catalog/releases.ts';
import { type FieldName, isTemplateField, type TemplateField } from '../../metadata/fields.ts';
import { fromParts, type Metadata, metadataFrom, partsOf } from '../../metadata/metadata.ts';
import { plusVocabulary } from '../../metadata/rights-fields.ts';
import type { Photo } from '../../photo.ts';
import { releaseKinds } from '../../rules/outlets/master-text.ts';
import type { TemplateEntry } from '../../rules/template/parse.ts';
import { readers } from '../../rules/template/values.ts';
import { filledIn } from '../../rules/template/variables.ts';
import type { Archive } from './archive.ts';
import { areTemplatesSound, entriesOf, layersFor } from './folder-templates.ts';
import type { Leaving } from './withdrawn.ts';

export type Rights = Leaving & {
  /** Fields of templates alone. */
  readonly text: Metadata;
  /** The fields that replace what is there; all others only fill. */
  readonly replace: ReadonlySet<FieldName>;
  /** The fields that are left alone because this variable or code has no value for the photo. */
  readonly left: readonly { readonly field: TemplateField; readonly missing: string }[];
};

/** What PLUS calls a photo for which all consents are there. */
const released = { model: 'MR-UMR', property: 'PR-UPR' } as const;

type Filled = Pick<Rights, 'left'> & {
  readonly text: Partial<Record<FieldName, string>>;
  readonly replace: Set<FieldName>;
};

/** The fields of a template, with variables and codes filled in for a photo. */
export function filledTemplate(
  archive: Archive,
  photo: Photo,
  entries: readonly TemplateEntry[],
): Filled {
  const text: Partial<Record<FieldName, string>> = {};
  const replace = new Set<FieldName>();
  const left: { field: TemplateField; missing: string }[] = [];
  // The creator may stand in the other fields.
  const ordered = entries.toSorted(
    (one, other) => Number(other.field === 'creator') - Number(one.field === 'creator'),
  );
  for (const { field, value, policy } of ordered) {
    const facts = {
      photo,
      creator: text.creator,
      sequence: () => placeInFolder(archive.catalog, photo.path),
    };
    const filled = filledIn(value, facts, archive.templates.codes);
    if ('missing' in filled) {
      left.push({ field, missing: filled.missing });
      continue;
    }
    const whole = fromParts(field, partsOf(field, filled.text));
    const read = readers[field]?.read(filled.text) ?? (readers[field] ? undefined : whole);
    if (typeof read !== 'string') {
      left.push({ field, missing: value });
      continue;
    }
    text[field] = read;
    if (policy === 'replace') replace.add(field);
  }
  return { text, replace, left };
}

export function rightsOf(archive: Archive, photo: Photo): Rights {
  const entries = entriesOf(layersFor(archive, photo.path));
  const { text, replace, left } = filledTemplate(archive, photo, entries);
  const off: Partial<Record<FieldName, readonly string[]>> = {};
  const attached = releasesOf(archive.catalog, [photo.id]).get(photo.id);
  const gone = takenOff(archive.catalog, photo.id);
  for (const kind of releaseKinds) {
    const [id, status] = [`${kind}ReleaseId`, `${kind}ReleaseStatus`] as const;
    const names = attached?.[kind] ?? [];
    const without = gone?.[kind] ?? [];
    if (without.length > 0) off[id] = without;
    if (names.length > 0) {
      text[id] = String(fromParts(id, names));
      text[status] ??= plusVocabulary + released[kind];
      replace.add(id).add(status);
    } else if (without.length > 0) off[status] = [plusVocabulary + released[kind]];
  }
  const isSound = areTemplatesSound(archive, photo.path);
  return {
    text: metadataFrom((field) => (isTemplateField(field) ? text[field] : undefined)),
    replace,
    left,
    keeps: (field) =>
      isTemplateField(field) &&
      off[field] === undefined &&
      (!isSound || left.some((one) => one.field === field)),
    off,
  };
}
