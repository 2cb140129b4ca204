/** The metadata of one photo as plain values, wherever they were read from or are to be written to. */
import { type FieldName, type FieldsOfType, fieldNames, fieldTable } from './fields.ts';
import { isEmptied } from './translation.ts';

export type Value = string | readonly string[];

/** Values by field. A field that is absent says nothing: it is not there, or to be left as it is. */
export type Metadata = { readonly [F in Exclude<FieldName, FieldsOfType<'list'>>]?: string } & {
  readonly [F in FieldsOfType<'list'>]?: readonly string[];
};

/** The metadata whose values `read` gives; empty ones are left out. */
export function metadataFrom(read: (field: FieldName) => Value | undefined): Metadata {
  const entries = fieldNames
    .map((field) => [field, read(field)] as const)
    .filter(([, value]) => value !== undefined && value.length > 0);
  return Object.fromEntries(entries) as Metadata;
}

/**
 * Every value, changed by `change`; fields that come out empty or undefined are left out. An empty value, which stands for
 * a field that is to be taken away, stays one, where `change` leaves the field in.
 */
export function mapMetadata(
  metadata: Metadata,
  change: (value: Value, field: FieldName) => Value | undefined,
): Metadata {
  const entries = fieldsIn(metadata).flatMap((field) => {
    const value = metadata[field] ?? '';
    const changed = change(value, field);
    const isKept = changed !== undefined && (changed.length > 0 || value.length === 0);
    return isKept ? [[field, changed] as const] : [];
  });
  return Object.fromEntries(entries) as Metadata;
}

/** The fields that say something, an empty text included. */
export function fieldsIn(metadata: Metadata): FieldName[] {
  return fieldNames.filter((field) => metadata[field] !== undefined);
}

/** The single texts of a value; none of an empty one. */
export function textsOf(value: Value | undefined): readonly string[] {
  if (value === undefined || value === '') return [];
  return typeof value === 'string' ? [value] : value;
}

/** Between the texts of a sequence or bag, where they are one value. */
const between = '; ';

/** The single texts of a field as files keep them: of a sequence or bag, those that are one value for us. */
export function partsOf(field: FieldName, value: Value | undefined): readonly string[] {
  const { type } = fieldTable[field];
  if (typeof value !== 'string' || (type !== 'sequence' && type !== 'bag')) return textsOf(value);
  return value
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The value of a field out of its texts; undefined where there are none. */
export function fromParts(field: FieldName, parts: readonly string[]): Value | undefined {
  const { type } = fieldTable[field];
  if (type === 'list') return parts;
  const joined = parts.filter((part) => part.trim() !== '').join(between);
  return type === 'sequence' || type === 'bag' ? joined || undefined : parts[0];
}

/** All that the fields say, a line each: text in known characters, to tell unknown ones by. */
export function allTextIn(metadata: Metadata): string {
  return fieldNames.flatMap((field) => textsOf(metadata[field])).join('\n');
}

/**
 * Whether two values of a field are the same, an empty one and none among them. Of dates only the day counts: XMP may go on
 * with a time.
 */
export function sameValue(field: FieldName, one: Value | undefined, other: Value | undefined) {
  if (!one?.length || !other?.length || isEmptied(field, one) || isEmptied(field, other))
    return [one, other].every((value) => !value?.length || isEmptied(field, value));
  if (typeof one !== 'string' && typeof other !== 'string')
    return one.length === other.length && one.every((value, at) => value === other[at]);
  const { type } = fieldTable[field];
  if (type === 'date') return dayIn(String(one)) === dayIn(String(other));
  if (type === 'sequence' || type === 'bag')
    return partsOf(field, one).join(between) === partsOf(field, other).join(between);
  return one === other;
}

/** `YYYY-MM-DD` of a date that may go on with a time. */
export function dayIn(date: string): string {
  return date.slice(0, 10);
}

/**
 * Values that only fill, without those that somebody else's stand in the way of. A structure counts as one: what others
 * have begun is not filled up with ours, which would give one licensor the address of another.
 * @param isTaken whether a field says something that is not ours
 */
export function withoutTaken(
  wanted: Metadata,
  fills: (field: FieldName) => boolean,
  isTaken: (field: FieldName) => boolean,
): Metadata {
  const membersBeside = (field: FieldName) => {
    const { of } = fieldTable[field];
    return of === undefined ? [field] : fieldNames.filter((one) => fieldTable[one].of === of);
  };
  return mapMetadata(wanted, (value, field) =>
    fills(field) && membersBeside(field).some(isTaken) ? undefined : value,
  );
}
