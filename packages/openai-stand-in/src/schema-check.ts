/**
 * What a strict JSON schema of an answer may contain (guides/structured-outputs, "Supported schemas"). The service
 * refuses everything else with a 400 before the model is asked.
 */
import { isObject, type JsonObject } from './json.ts';

const forAll = [
  'type',
  'description',
  'title',
  'enum',
  'const',
  'anyOf',
  '$ref',
  '$defs',
  'definitions',
  '$schema',
];

const forType: Readonly<Record<string, readonly string[]>> = {
  string: ['pattern', 'format'],
  number: ['multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  integer: ['multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  boolean: [],
  null: [],
  array: ['items', 'minItems', 'maxItems'],
  object: ['properties', 'required', 'additionalProperties'],
};

const mostProperties = 5000;
const deepest = 10;
const mostEnumValues = 1000;
const longEnum = { values: 250, characters: 15_000 };
const mostCharacters = 120_000;

type Path = readonly string[];

/** What is counted over the whole schema. */
type Sums = { properties: number; enumValues: number; characters: number };

/** The first thing that a strict schema may not have, as a sentence in the service's manner; undefined if all is well. */
export function schemaFault(schema: unknown): string | undefined {
  if (!isObject(schema)) return 'schema must be an object.';
  if (schema['type'] !== 'object')
    return `schema must be a JSON Schema of 'type: "object"', got 'type: ${JSON.stringify(schema['type'] ?? null)}'.`;
  const sums: Sums = { properties: 0, enumValues: 0, characters: 0 };
  return faultIn(schema, [], 1, sums) ?? faultOfSums(sums);
}

function faultOfSums(sums: Sums): string | undefined {
  if (sums.properties > mostProperties)
    return `schema has ${sums.properties} properties, the maximum is ${mostProperties}.`;
  if (sums.enumValues > mostEnumValues)
    return `schema has ${sums.enumValues} enum values, the maximum is ${mostEnumValues}.`;
  if (sums.characters > mostCharacters)
    return `names and enum values have ${sums.characters} characters, the maximum is ${mostCharacters}.`;
  return undefined;
}

function faultIn(schema: unknown, path: Path, depth: number, sums: Sums): string | undefined {
  const at = `In context=(${path.map((name) => `'${name}'`).join(', ')}), `;
  if (!isObject(schema)) return `${at}schema must be an object.`;
  if (depth > deepest) return `${at}schema is nested deeper than ${deepest} levels.`;
  const types = typesOf(schema);
  const unknownType = types.find((type) => forType[type] === undefined);
  if (unknownType !== undefined) return `${at}'${unknownType}' is not a valid type.`;
  if (types.length === 0 && !['anyOf', '$ref', 'enum', 'const'].some((key) => key in schema))
    return `${at}schema must have a 'type' key.`;
  const allowed = new Set([...forAll, ...types.flatMap((type) => forType[type] ?? [])]);
  const stranger = Object.keys(schema).find((key) => !allowed.has(key));
  if (stranger !== undefined) return `${at}'${stranger}' is not permitted.`;
  return (
    faultOfEnum(schema, at, sums) ??
    (types.includes('object') ? faultOfObject(schema, path, depth, sums, at) : undefined) ??
    (types.includes('array') ? faultOfArray(schema, path, depth, sums, at) : undefined) ??
    faultOfParts(schema, path, depth, sums)
  );
}

function typesOf(schema: JsonObject): readonly string[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.map(String) : [];
}

function faultOfEnum(schema: JsonObject, at: string, sums: Sums): string | undefined {
  const values = schema['enum'];
  if (values === undefined) return undefined;
  if (!Array.isArray(values) || values.length === 0)
    return `${at}'enum' must be a non-empty array.`;
  const characters = values.join('').length;
  sums.enumValues += values.length;
  sums.characters += characters;
  return values.length > longEnum.values && characters > longEnum.characters
    ? `${at}'enum' has more than ${longEnum.characters} characters.`
    : undefined;
}

function faultOfObject(
  schema: JsonObject,
  path: Path,
  depth: number,
  sums: Sums,
  at: string,
): string | undefined {
  if (schema['additionalProperties'] !== false)
    return `${at}'additionalProperties' is required to be supplied and to be false.`;
  const properties = schema['properties'];
  if (!isObject(properties)) return `${at}'properties' is required to be supplied.`;
  const names = Object.keys(properties);
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  const missing = names.find((name) => !required.includes(name));
  if (missing !== undefined)
    return `${at}'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
  const extra = required.find((name) => !names.includes(String(name)));
  if (extra !== undefined) return `${at}Extra required key '${String(extra)}' supplied.`;
  sums.properties += names.length;
  sums.characters += names.join('').length;
  return firstFault(
    names.map(
      (name) => () => faultIn(properties[name], [...path, 'properties', name], depth + 1, sums),
    ),
  );
}

function faultOfArray(
  schema: JsonObject,
  path: Path,
  depth: number,
  sums: Sums,
  at: string,
): string | undefined {
  if (!('items' in schema)) return `${at}array schema missing items.`;
  for (const key of ['minItems', 'maxItems']) {
    const limit = schema[key];
    if (limit !== undefined && (!Number.isInteger(limit) || Number(limit) < 0))
      return `${at}'${key}' must be a non-negative integer.`;
  }
  return faultIn(schema['items'], [...path, 'items'], depth, sums);
}

/** Alternatives and definitions, which stand beside any type. */
function faultOfParts(
  schema: JsonObject,
  path: Path,
  depth: number,
  sums: Sums,
): string | undefined {
  const alternatives = Array.isArray(schema['anyOf']) ? schema['anyOf'] : [];
  const definitions = ['$defs', 'definitions'].flatMap((key) => {
    const group = schema[key];
    return isObject(group)
      ? Object.entries(group).map(([name, part]) => ({ key, name, part }))
      : [];
  });
  return firstFault([
    ...alternatives.map(
      (part, index) => () => faultIn(part, [...path, 'anyOf', String(index)], depth, sums),
    ),
    ...definitions.map(
      ({ key, name, part }) =>
        () =>
          faultIn(part, [...path, key, name], depth, sums),
    ),
  ]);
}

function firstFault(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const fault = check();
    if (fault !== undefined) return fault;
  }
  return undefined;
}
