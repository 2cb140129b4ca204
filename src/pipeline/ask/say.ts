/** Numbers in sentences. */

/** `1 photo`, `12,000 photos`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
