/**
 * What a strict JSON schema of an answer may contain (guides/structured-outputs, "Supported schemas"). The service
 * refuses everything else with a 400 before the model is asked.
 */
import { isObject, type JsonObject } from './json.ts';

const common = ['type', 'description', 'title', 'enum', 'const', 'anyOf', '$ref', '$defs'];
const forAll = new Set([...common, 'definitions', '$schema']);
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

const mostProperties = 5000;
const deepest = 10;
const mostEnumValues = 1000;
const mostCharacters = 120_000;
const longEnum = { values: 250, characters: 15_000 };

/** A schema within the schema. */
type Node = { readonly schema: unknown; readonly path: readonly string[]; readonly depth: number };

/** The first thing that a strict schema may not have, as a sentence in the service's manner; undefined if all is well. */
export function schemaFault(schema: unknown): string | undefined {
  if (!isObject(schema)) return 'schema must be an object.';
  if (schema['type'] !== 'object')
    return `schema must be a JSON Schema of 'type: "object"', got 'type: ${JSON.stringify(schema['type'] ?? null)}'.`;
  const sums = { properties: 0, enumValues: 0, characters: 0 };
  for (const node of nodesOf({ schema, path: [], depth: 1 })) {
    const fault = faultOf(node);
    if (fault !== undefined)
      return `In context=(${node.path.map((name) => `'${name}'`).join(', ')}), ${fault}`;
    const { enum: values, properties } = node.schema as JsonObject;
    const choices = Array.isArray(values) ? values : [];
    const names = isObject(properties) ? Object.keys(properties) : [];
    sums.properties += names.length;
    sums.enumValues += choices.length;
    sums.characters += [...choices, ...names].join('').length;
  }
  return faultOfSums(sums);
}

/** The schema itself, then all within it, in their order. */
function* nodesOf(node: Node): Generator<Node> {
  yield node;
  if (!isObject(node.schema) || node.depth > deepest) return;
  const { items, ...groups } = node.schema;
  if (items !== undefined)
    yield* nodesOf({ ...node, schema: items, path: [...node.path, 'items'] });
  for (const group of ['properties', 'anyOf', '$defs', 'definitions'])
    for (const [name, schema] of Object.entries(groups[group] ?? {}))
      yield* nodesOf({
        schema,
        path: [...node.path, group, name],
        depth: node.depth + (group === 'properties' ? 1 : 0),
      });
}

function faultOf({ schema, depth }: Node): string | undefined {
  if (!isObject(schema)) return 'schema must be an object.';
  if (depth > deepest) return `schema is nested deeper than ${deepest} levels.`;
  const types = [schema['type'] ?? []].flat().map(String);
  const unknownType = types.find((type) => forType[type] === undefined);
  if (unknownType !== undefined) return `'${unknownType}' is not a valid type.`;
  if (types.length === 0 && !['anyOf', '$ref', 'enum', 'const'].some((key) => key in schema))
    return "schema must have a 'type' key.";
  const allowed = types.flatMap((type) => forType[type] ?? []);
  const stranger = Object.keys(schema).find((key) => !forAll.has(key) && !allowed.includes(key));
  if (stranger !== undefined) return `'${stranger}' is not permitted.`;
  return (
    faultOfEnum(schema['enum']) ??
    (types.includes('object') ? faultOfObject(schema) : undefined) ??
    (types.includes('array') ? faultOfArray(schema) : undefined)
  );
}

function faultOfEnum(values: unknown): string | undefined {
  if (values === undefined) return undefined;
  if (!Array.isArray(values) || values.length === 0) return "'enum' must be a non-empty array.";
  return values.length > longEnum.values && values.join('').length > longEnum.characters
    ? `'enum' has more than ${longEnum.characters} characters.`
    : undefined;
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

function faultOfArray(schema: JsonObject): string | undefined {
  if (!('items' in schema)) return 'array schema missing items.';
  const wrong = ['minItems', 'maxItems'].find(
    (key) => key in schema && !(Number.isInteger(schema[key]) && Number(schema[key]) >= 0),
  );
  return wrong === undefined ? undefined : `'${wrong}' must be a non-negative integer.`;
}

function faultOfSums(sums: {
  readonly properties: number;
  readonly enumValues: number;
  readonly characters: number;
}): string | undefined {
  if (sums.properties > mostProperties)
    return `schema has ${sums.properties} properties, the maximum is ${mostProperties}.`;
  if (sums.enumValues > mostEnumValues)
    return `schema has ${sums.enumValues} enum values, the maximum is ${mostEnumValues}.`;
  if (sums.characters > mostCharacters)
    return `names and enum values have ${sums.characters} characters, the maximum is ${mostCharacters}.`;
  return undefined;
}
