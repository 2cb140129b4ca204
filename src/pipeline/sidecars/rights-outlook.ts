/** What becomes of each field of a template in one photo, beside what its sidecar and the photo itself say. */
import { approvedText } from '../../catalog/approved.ts';
import { embeddedEarlier } from '../../catalog/journal.ts';
import { systemCode } from '../../errors.ts';
import {
  type FieldName,
  fieldNames,
  fieldTable,
  isTemplateField,
  type TemplateField,
  templateFields,
} from '../../metadata/fields.ts';
import { fieldsIn, type Metadata, sameValue, withoutTaken } from '../../metadata/metadata.ts';
import type { Photo } from '../../photo.ts';
import { XmpError } from '../../xmp/index.ts';
import { type Archive, fileOf } from '../archive/archive.ts';
import { type Rights, rightsOf } from '../archive/rights.ts';
import { textInPhoto } from '../archive/text-in-photo.ts';
import { putBack, withdrawnFrom } from '../archive/withdrawn.ts';
import { withdrawn } from './base.ts';
import { type Locator, newLocator, readSidecarAt } from './locate.ts';
import { recall } from './sidecar-row.ts';

/**
 * `there`: it says so already. `stays`: it only fills, and somebody else's value is there. `withdrawn`: we wrote it, and
 * nothing gives it any more.
 */
type Fate = 'written' | 'replaces' | 'stays' | 'there' | 'withdrawn';

export type FieldOutlook = {
  readonly field: FieldName;
  /** What the template gives; of what is withdrawn, what is there again, which may be nothing. */
  readonly value: string;
  readonly fate: Fate;
  /** What is there instead. */
  readonly before?: string;
  /** What stands in another member of the same structure, so that the whole of it stays. */
  readonly beside?: string;
};

export type RightsOutlook = {
  readonly fields: readonly FieldOutlook[];
  readonly left: Rights['left'];
  /** What the sidecar and the photo do not say yet. */
  readonly isMissing: { readonly inSidecar: boolean; readonly inPhoto: boolean };
};

/** @throws the file system's error that is of the whole archive */
export async function rightsOutlook(
  archive: Archive,
  photo: Photo,
  locate: Locator = newLocator(archive),
): Promise<RightsOutlook> {
  const rights = rightsOf(archive, photo);
  const { text, left, replace } = rights;
  const { base } = recall(archive.catalog, photo.id) ?? {};
  const earlier = embeddedEarlier(archive.catalog, photo.id);
  const { last } = earlier;
  const isEmpty = [text, last].every((one) => !fieldsIn(one).some(isTemplateField));
  const hasWritten = base?.wrote.some(isTemplateField) || Object.keys(rights.off).length > 0;
  const [beside, inPhoto] =
    isEmpty && !hasWritten
      ? [{}, {}]
      : await Promise.all([
          readable(async () => (await readSidecarAt(await locate(photo)))?.xmp.content),
          readable(() => textInPhoto(fileOf(archive, photo))),
        ]);
  const wrote = new Set<FieldName>(base?.wrote);
  const foreign = (field: FieldName): string | undefined => {
    const [one, other] = [wrote.has(field) ? undefined : beside[field], inPhoto[field]];
    const isOther = (value: Metadata[FieldName]) =>
      value !== undefined && value.length > 0 && !sameValue(field, value, text[field]);
    if (isOther(one)) return String(one);
    return isOther(other) && !sameValue(field, other, last[field]) ? String(other) : undefined;
  };
  const fills = (field: FieldName) => !replace.has(field);
  const written = withoutTaken(text, fills, (field) => foreign(field) !== undefined);
  const lacks = (there: Metadata) =>
    fieldsIn(written).some((field) => !sameValue(field, there[field], written[field]));
  const fields = fieldsIn(text).map((field): FieldOutlook => {
    const value = String(text[field]);
    const of = { field, value };
    if (written[field] === undefined) {
      const before = foreign(field);
      if (before !== undefined) return { ...of, fate: 'stays', before };
      return { ...of, fate: 'stays', beside: foreignBeside(field, foreign) };
    }
    const there = [beside[field], inPhoto[field]].map((one) => one && String(one));
    const other = there.find((one) => one !== undefined && !sameValue(field, one, value));
    if (other !== undefined) return { ...of, fate: 'replaces', before: other };
    return { ...of, fate: there.includes(undefined) ? 'written' : 'there' };
  });
  // What the model wrote of the picture is in fields of templates, too.
  const wanted = { ...approvedText(archive.catalog, photo.id)?.further, ...text };
  const back = {
    inSidecar: withdrawn(base, { ours: wanted, theirs: beside, rights }, templateFields),
    inPhoto: putBack(
      inPhoto,
      withdrawnFrom(wanted, last, rights, templateFields),
      earlier,
      (field, value) => sameValue(field, value, last[field]),
    ),
  };
  const withdrawals = templateFields.flatMap((field): FieldOutlook[] => {
    const sides = [
      [back.inSidecar[field], beside[field]],
      [back.inPhoto[field], inPhoto[field]],
    ] as const;
    const [side] = sides.filter(([to, from]) => to !== undefined && !sameValue(field, to, from));
    if (side === undefined) return [];
    const [value, before] = side.map((one) => String(one ?? ''));
    return [{ field, value: value ?? '', before: before ?? '', fate: 'withdrawn' }];
  });
  const isBehind = (there: Metadata, to: Metadata) =>
    lacks(there) ||
    templateFields.some((one) => to[one] !== undefined && !sameValue(one, to[one], there[one]));
  return {
    fields: [...fields, ...withdrawals],
    left,
    isMissing: {
      inSidecar: isBehind(beside, back.inSidecar),
      inPhoto: isBehind(inPhoto, back.inPhoto),
    },
  };
}

/** What stands in another member of the same structure. */
function foreignBeside(
  field: FieldName,
  foreign: (field: FieldName) => string | undefined,
): string {
  const { of } = fieldTable[field];
  const beside = fieldNames.filter((one) => fieldTable[one].of === of).map(foreign);
  return beside.find((one) => one !== undefined) ?? '';
}

/** What a file says; nothing where it cannot be read, which the stages tell. */
async function readable(read: () => Promise<Metadata | undefined>): Promise<Metadata> {
  try {
    return (await read()) ?? {};
  } catch (error) {
    if (error instanceof XmpError || systemCode(error) !== undefined) return {};
    throw error;
  }
}

const signs: Readonly<Record<Fate, string>> = {
  written: '+',
  replaces: '+',
  stays: '=',
  there: ' ',
  withdrawn: '+',
};

/** A field as lines to show: what goes, what comes, what stays. */
export function outlookLines(outlook: FieldOutlook): string[] {
  const { field, value, fate, before } = outlook;
  const { label } = fieldTable[field];
  if (fate === 'stays') return [`${signs.stays} ${label}: ${stayingText(outlook)}`];
  return [
    ...(before === undefined ? [] : [`- ${label}: ${JSON.stringify(before)}`]),
    ...(value === '' ? [] : [`${signs[fate]} ${label}: ${JSON.stringify(value)}`]),
  ];
}

/** What stays of a field that is not written, and why. */
export function stayingText({ before, beside }: FieldOutlook): string {
  return before === undefined
    ? `left alone beside ${JSON.stringify(beside)}`
    : `${JSON.stringify(before)} stays`;
}

/** `Copyright notice is left alone: {city} has no value.` */
export function leftLine({
  field,
  missing,
}: {
  readonly field: TemplateField;
  readonly missing: string;
}): string {
  return `${fieldTable[field].label} is left alone: ${missing} has no value here.`;
}
