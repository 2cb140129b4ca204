/** How a value out of JSON looks. */
import { messageOf } from '../errors.ts';

export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string';
export const number: Shape = (value) => typeof value === 'number';
export const flag: Shape = (value) => typeof value === 'boolean';
export const scalar: Shape = (value) => value === null || text(value) || number(value);
export const maybe =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value);
export const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);
export const list =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape);
const record = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** With at least these entries; those it knows nothing of pass `others`. */
export const object =
  (entries: Readonly<Record<string, Shape>>, others: Shape = () => true): Shape =>
  (value) =>
    record(value) &&
    Object.entries(entries).every(([name, shape]) => shape(value[name])) &&
    Object.entries(value).every(([name, entry]) => Object.hasOwn(entries, name) || others(entry));

export const words = list(text);

/** What a text of JSON says; undefined where it is none. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    messageOf(error);
    return undefined;
  }
}
