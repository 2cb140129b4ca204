/** Lists in the service's form. */
import { badRequest } from './errors.ts';

/** One page of a list, of `limit` objects; `after` names the last object of the page before. */
export function page<T extends { readonly id: string }>(
  all: readonly T[],
  query: URLSearchParams,
  { usual, most }: { readonly usual: number; readonly most: number },
) {
  const limit = Number(query.get('limit') ?? usual);
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    throw badRequest(`Invalid 'limit': expected 1 to ${most}.`, 'limit', 'invalid_value');
  const after = query.get('after');
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0)
    throw badRequest(`No object found with id '${after}'.`, 'after', null);
  const data = all.slice(start, start + limit);
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: start + limit < all.length,
  };
}
