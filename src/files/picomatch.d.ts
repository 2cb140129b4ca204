/** As much of picomatch 4 as is used here. */
declare module 'picomatch' {
  type Options = {
    readonly dot?: boolean;
    readonly nocase?: boolean;
    readonly nonegate?: boolean;
    readonly windows?: boolean;
  };
  function picomatch(glob: string, options?: Options): (path: string) => boolean;
  export = picomatch;
}
