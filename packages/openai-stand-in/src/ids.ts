/** Ids of the service's objects. */
import { randomBytes } from 'node:crypto';

export function newId(prefix: string): string {
  return `${prefix}${randomBytes(12).toString('hex')}`;
}
