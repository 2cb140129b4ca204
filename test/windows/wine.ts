/** Where Wine, Node for Windows and the program lie, and what they need to run. */
export type Computer = {
  /** The folder of Wine's own files; `drive_c` in it is drive C. */
  readonly prefix: string;
  readonly node: string;
  readonly program: string;
};

/** What Wine and Node need to run there. */
export function environmentOf({ prefix }: Pick<Computer, 'prefix'>): Record<string, string> {
  return {
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    // Names of files are UTF-8 to Wine only then.
    LC_ALL: 'C.UTF-8',
    NODE_SKIP_PLATFORM_CHECK: '1',
    NODE_NO_WARNINGS: '1',
    NODE_OPTIONS: '',
  };
}
