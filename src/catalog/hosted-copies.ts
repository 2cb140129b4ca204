/** Previews on a server, from before they are sent until they are gone. */
import type { Catalog } from './catalog.ts';
import { sql } from './sql.ts';

export type HostedCopy = {
  readonly name: string;
  readonly requestId: number;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly state: 'sending' | 'there' | 'unneeded';
};

const columns = sql`name, request_id AS requestId, hash, state`;

/** The copy that a request speaks of: on this remote, with these contents. */
export function findCopy(
  catalog: Catalog,
  { requestId, hash }: Pick<HostedCopy, 'requestId' | 'hash'>,
  remote: string,
): HostedCopy | undefined {
  return catalog.get<HostedCopy>`
    SELECT ${columns} FROM hosted_copy
    WHERE request_id = ${requestId} AND hash = ${hash} AND remote = ${remote} AND state <> 'unneeded'`;
}

/** Writes down that a copy is about to be sent. Others of the same request are of another picture, or elsewhere. */
export function insertCopy(
  catalog: Catalog,
  { name, requestId, hash }: Omit<HostedCopy, 'state'>,
  remote: string,
): void {
  catalog.durably(() => {
    catalog.run`UPDATE hosted_copy SET state = 'unneeded' WHERE request_id = ${requestId}`;
    catalog.insert('hosted_copy', { name, requestId, hash, remote, state: 'sending' });
  });
}

export function markCopyThere(catalog: Catalog, name: string): void {
  catalog.run`UPDATE hosted_copy SET state = 'there' WHERE name = ${name}`;
}

/** Forgets a copy that has been removed. */
export function forgetCopy(catalog: Catalog, name: string): void {
  catalog.run`DELETE FROM hosted_copy WHERE name = ${name}`;
}

const isUnneeded = sql`(hosted_copy.state = 'unneeded' OR NOT EXISTS (
  SELECT 1 FROM request JOIN photo ON photo.id = request.photo_id
  WHERE request.id = hosted_copy.request_id AND photo.excluded = 0
    AND request.state IN ('ready', 'released', 'asking')))`;

/** Some of the copies on a remote that are not needed any more. */
export function unneededCopies(catalog: Catalog, remote: string): HostedCopy[] {
  return catalog.all<HostedCopy>`
    SELECT ${columns} FROM hosted_copy WHERE remote = ${remote} AND ${isUnneeded} ORDER BY name LIMIT 100`;
}

/** Where copies are that are not needed any more, in words, and how many. */
export function countUnneeded(catalog: Catalog): { remote: string; copies: number }[] {
  return catalog.all<{ remote: string; copies: number }>`
    SELECT remote, count(*) AS copies FROM hosted_copy WHERE ${isUnneeded} GROUP BY remote ORDER BY remote`;
}
