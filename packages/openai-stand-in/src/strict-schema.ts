/**
 * What a strict JSON schema of an answer may contain (guides/structured-outputs, "Supported schemas"), apart from its
 * limits on size. The service refuses everything else with a 400 before the model is asked.
 */
import { badRequest } from './errors.ts';
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

/**
 * Checks a schema, then all within it, in their order.
 * @param path where the schema stands in the whole one
 * @throws Refusal for the first thing that a strict schema may not have
 */
export function checkSchema(schema: unknown, path: readonly string[] = [], depth = 1): void {
  const fault = faultOf(schema, path.length === 0, depth);
  if (fault !== undefined || !isObject(schema)) {
    const context = path.map((name) => `'${name}'`).join(', ');
    const message = `Invalid schema for response_format: In context=(${context}), ${fault}`;
    throw badRequest(message, 'response_format', null);
  }
  const { items, ...groups } = schema;
  for (const group of ['properties', 'anyOf', '$defs', 'definitions'])
    for (const [name, part] of Object.entries(groups[group] ?? {}))
      checkSchema(part, [...path, group, name], depth + (group === 'properties' ? 1 : 0));
  if (items !== undefined) checkSchema(items, [...path, 'items'], depth);
}

function faultOf(schema: unknown, isRoot: boolean, depth: number): string | undefined {
  if (!isObject(schema)) return 'schema must be an object.';
  if (isRoot && schema['type'] !== 'object') return `schema must have 'type: "object"'.`;
  if (depth > deepest) return `schema is nested deeper than ${deepest} levels.`;
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
  if (schema['additionalProperties'] !== false) return "'additionalProperties' must be false.";
  if (!isObject(schema['properties'])) return "'properties' is required to be supplied.";
  const names = Object.keys(schema['properties']);
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  const missing = names.find((name) => !required.includes(name));
  if (missing !== undefined)
    return `'required' must include every key in properties. Missing '${missing}'.`;
  const extra = required.find((name) => !names.includes(name));
  return extra === undefined ? undefined : `Extra required key '${extra}' supplied.`;
}
