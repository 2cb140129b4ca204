/**
 * What a strict JSON schema of an answer may contain (guides/structured-outputs, "Supported schemas"), apart from its
 * limits on size. The service refuses everything else with a 400 before the model is asked.
 */
import { isObject, type JsonObject } from './json.ts';

const common = ['type', 'description', 'title', 'enum', 'const', 'anyOf', '$ref', '$defs'];
const forAll = [...common, 'definitions', '$schema'];
const ofNumbers = ['multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];

const forType: Readonly<Record<string, readonly string[]>> = {
  string: ['pattern', 'format'],
  number: ofNumbers,
  integer: ofNumbers,
  boolean: [],
  null: [],
  array: ['items', 'minItems', 'maxItems'],
  object: ['properties', 'required', 'additionalProperties'],
};

const deepest = 10;

/** The first thing that a strict schema may not have, as a sentence in the service's manner; undefined if all is well. */
export function schemaFault(schema: unknown): string | undefined {
  if (!isObject(schema) || schema['type'] !== 'object')
    return `schema must be a JSON Schema of 'type: "object"'.`;
  return faultWithin(schema, [], 1);
}

/** Looks at a schema, then at all within it, in their order. */
function faultWithin(schema: unknown, path: readonly string[], depth: number): string | undefined {
  const fault =
    depth > deepest ? `schema is nested deeper than ${deepest} levels.` : faultOf(schema);
  if (fault !== undefined)
    return `In context=(${path.map((name) => `'${name}'`).join(', ')}), ${fault}`;
  const { items, ...groups } = schema as JsonObject;
  const parts = ['properties', 'anyOf', '$defs', 'definitions'].flatMap((group) =>
    Object.entries(groups[group] ?? {}).map(([name, part]) => ({ part, names: [group, name] })),
  );
  if (items !== undefined) parts.push({ part: items, names: ['items'] });
  for (const { part, names } of parts) {
    const deeper = depth + (names[0] === 'properties' ? 1 : 0);
    const found = faultWithin(part, [...path, ...names], deeper);
    if (found !== undefined) return found;
  }
  return undefined;
}

function faultOf(schema: unknown): string | undefined {
  if (!isObject(schema)) return 'schema must be an object.';
  const types = [schema['type'] ?? []].flat().map(String);
  const unknownType = types.find((type) => forType[type] === undefined);
  if (unknownType !== undefined) return `'${unknownType}' is not a valid type.`;
  if (types.length === 0 && !['anyOf', '$ref', 'enum', 'const'].some((key) => key in schema))
    return "schema must have a 'type' key.";
  const allowed = [...forAll, ...types.flatMap((type) => forType[type] ?? [])];
  const stranger = Object.keys(schema).find((key) => !allowed.includes(key));
  if (stranger !== undefined) return `'${stranger}' is not permitted.`;
  const { enum: values } = schema;
  if (values !== undefined && !(Array.isArray(values) && values.length > 0))
    return "'enum' must be a non-empty array.";
  if (types.includes('array') && !('items' in schema)) return 'array schema missing items.';
  return types.includes('object') ? faultOfObject(schema) : undefined;
}

function faultOfObject(schema: JsonObject): string | undefined {
  if (schema['additionalProperties'] !== false)
    return "'additionalProperties' is required to be supplied and to be false.";
  if (!isObject(schema['properties'])) return "'properties' is required to be supplied.";
  const names = Object.keys(schema['properties']);
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  const missing = names.find((name) => !required.includes(name));
  if (missing !== undefined)
    return `'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
  const extra = required.find((name) => !names.includes(name));
  return extra === undefined ? undefined : `Extra required key '${extra}' supplied.`;
}
