/** Lists in the service's form. */
import { badRequest, RefusedError } from './errors.ts';

export type Page<T> = {
  readonly object: 'list';
  readonly data: readonly T[];
  readonly first_id: string | null;
  readonly last_id: string | null;
  readonly has_more: boolean;
};

/** One page of a list, of `limit` objects; `after` names the last object of the page before. */
export function page<T extends { readonly id: string }>(
  all: readonly T[],
  query: URLSearchParams,
  { usual, most }: { readonly usual: number; readonly most: number },
): Page<T> {
  const limit = Number(query.get('limit') ?? usual);
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    throw new RefusedError(
      badRequest(
        `Invalid 'limit': expected an integer between 1 and ${most}.`,
        'limit',
        'invalid_value',
      ),
    );
  const after = query.get('after');
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0)
    throw new RefusedError(badRequest(`No object found with id '${after}'.`, 'after', null));
  const data = all.slice(start, start + limit);
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: start + limit < all.length,
  };
}
