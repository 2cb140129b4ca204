/** Pictures that take much memory, one after the other, so that their memory does not add up. */

/** Bytes from which a picture is decoded alone. */
const heldBesideOthers = 100_000_000;

let last: Promise<unknown> = Promise.resolve();

/** Does the work for a picture that holds so many bytes while it is decoded. */
export function inTurn<T>(held: number, work: () => Promise<T>): Promise<T> {
  if (held <= heldBesideOthers) return work();
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}
