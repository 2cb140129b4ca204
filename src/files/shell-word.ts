import { type Platform, platform } from './platform.ts';

/** A path as a word of a command line, for commands that we print: quoted where a shell would take it apart. */
export function shellWord(path: string, { shell }: Pick<Platform, 'shell'> = platform()): string {
  const safe = path.startsWith('-') ? `./${path}` : path;
  const { plain, quoted } = shells[shell];
  return plain.test(safe) ? safe : quoted(safe);
}

type Shell = { readonly plain: RegExp; readonly quoted: (path: string) => string };

const shells: Readonly<Record<Platform['shell'], Shell>> = {
  unix: {
    plain: /^[\p{L}\p{N}_@%+=:,./-]+$/u,
    quoted: (path) => `'${path.replaceAll("'", "'\\''")}'`,
  },
  windows: {
    plain: /^[\p{L}\p{N}_+=:./\\-]+$/u,
    // cmd and PowerShell both know double quotes, in which PowerShell replaces what begins with $ and takes ` away. What
    // stands in single ones is left alone there; cmd does not know them. A backslash before the quote would be part of it.
    quoted: (path) =>
      /[$`]/.test(path)
        ? `'${path.replaceAll("'", "''")}'`
        : `"${path.replace(/(?<!\\)\\+$/, (end) => end + end)}"`,
  },
};
