/** A path as a word that can be typed, for commands in what we say: quoted where a shell would take it apart. */
export function shellWord(path: string): string {
  const safe = path.startsWith('-') ? `./${path}` : path;
  return /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}
