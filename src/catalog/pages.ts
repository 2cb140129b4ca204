/**
 * Reading more rows than memory should hold: a page at a time, each behind the last row of the one before, so that rows
 * may be written meanwhile.
 */

/** @param pageAfter the rows behind this one; the first where there is none */
export function* pages<Row>(pageAfter: (last: Row | undefined) => Row[]): Generator<Row[], void> {
  for (let page = pageAfter(undefined); page.length > 0; page = pageAfter(page.at(-1))) yield page;
}

/** The same rows one by one. */
export function* eachOf<Row>(pageAfter: (last: Row | undefined) => Row[]): Generator<Row, void> {
  for (const page of pages(pageAfter)) yield* page;
}
