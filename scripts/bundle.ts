/** Bundles programs with Ink as the command is bundled: for production, without what only slows its start. */
import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeTrie, encodeITrieToBTrie } from 'cspell-trie-lib';
import { build, type Metafile, type Plugin } from 'esbuild';

/** What packages ask for, and the program needs nothing of: by name, with what they get in its place. */
const unneeded: readonly { readonly name: RegExp; readonly code: string }[] = [
  // Ink imports React's developer tools only when DEV is set; the bundle must not need them.
  {
    name: /^react-devtools-core$/,
    code: 'export default { initialize() {}, connectToDevTools() {} };',
  },
  // conf brings a validator of JSON schemas, which is unpacked at every start, and what compares versions for moving from
  // one to the next. We give it no schema, and no versions.
  {
    name: /^ajv(?:-formats)?(?:\/|$)/,
    code: "export class Ajv2020 { constructor() { throw new Error('schemas are not bundled'); } } export default { default() {} };",
  },
  { name: /^semver$/, code: 'export default {};' },
  // conf brings when-exit, which answers the first SIGINT, SIGTERM or SIGHUP by sending it again, so that the program would
  // end in the middle of finishing what it has in hand. Only the exit itself is left to it.
  {
    name: /^when-exit$/,
    code: "export default (callback) => { process.once('exit', callback); return () => process.off('exit', callback); };",
  },
  // Sixel brings a program that chooses palettes, which counts on sloppy mode. Our pictures bring their palette.
  { name: /^\.\.\/upng$/, code: 'module.exports = {};' },
  // ssh2 has native parts that only make it faster, and looks for them at its start; it does without where there are none.
  { name: /sshcrypto\.node$|^cpu-features$/, code: "throw new Error('not bundled');" },
];

const withoutUnneeded: Plugin = {
  name: 'without-unneeded',
  setup(builder) {
    for (const { name, code } of unneeded) {
      builder.onResolve({ filter: name }, ({ path }) => ({ path, namespace: name.source }));
      builder.onLoad({ filter: /.*/, namespace: name.source }, () => ({ contents: code }));
    }
  },
};

/**
 * Yoga, Ink's layout, unpacks its code through fetch(), which loads Node's whole web client just for that: a sixth of
 * the time until the first screen. Without fetch it unpacks by itself.
 */
const withoutFetch: Plugin = {
  name: 'without-fetch',
  setup(builder) {
    builder.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      const contents = code.replaceAll('"function"!=typeof fetch', 'true');
      if (contents === code) throw new Error('yoga-layout no longer asks for fetch in this way');
      return { contents };
    });
  },
};

/**
 * Dictionaries come as text that takes a fifth of a second to read; the same package reads its own binary form in a
 * hundredth of that.
 */
const withReadyDictionaries: Plugin = {
  name: 'with-ready-dictionaries',
  setup(builder) {
    builder.onLoad({ filter: /\.trie\.gz$/ }, async ({ path }) => {
      const binary = encodeITrieToBTrie(decodeTrie(gunzipSync(await readFile(path))));
      return { contents: gzipSync(binary, { level: 9 }), loader: 'file' };
    });
  },
};

/**
 * What our code requires by name goes into the bundle too: a package is run when it is first asked for, and a file lies
 * beside the program.
 */
const withRequired: Plugin = {
  name: 'with-required',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      return { contents: code.replaceAll(required, 'require($<name>)'), loader: 'ts' };
    });
  },
};
const required = /createRequire\(import\.meta\.url\)(?:\.resolve)?\(\s*(?<name>'[^']+'),?\s*\)/g;

/** Bundles each of `programs` (name: source file) into `folder`. Resolves to what went into it. */
export async function bundle(
  programs: Readonly<Record<string, string>>,
  folder: string,
): Promise<Metafile> {
  const { metafile } = await build({
    entryPoints: { ...programs },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node22.13',
    format: 'esm',
    define: {
      'process.env.NODE_ENV': '"production"',
      // Modules of Node's older kind, as those of ssh2, ask where they lie.
      ...{ __dirname: '__folderOfBundle', __filename: '__fileOfBundle' },
    },
    // Native code cannot be bundled, and ExifTool itself is Perl: its package is found by name when it is started.
    external: ['sharp'],
    loader: { '.gz': 'file' },
    assetNames: '[name]',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __folderOfBundle = import.meta.dirname; const __fileOfBundle = import.meta.filename;",
    },
    plugins: [withoutUnneeded, withoutFetch, withReadyDictionaries, withRequired],
    logLevel: 'warning',
    metafile: true,
  });
  return metafile;
}
