/** The names of files that are on their way. */

/** Hidden where servers hide such names; of the contents, so that only the same file is ever gone on with. */
export function temporaryName(name: string, hash: string): string {
  return `.${name}.${hash.slice(0, 12)}.part`;
}

/** The name that a file gets in the end; any other name as it is. */
export function finalName(name: string): string {
  return /^\.(.+)\.[0-9a-f]{12}\.part$/.exec(name)?.[1] ?? name;
}
