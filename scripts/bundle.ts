/** Bundles programs with Ink as the command is bundled: for production, without what only slows its start. */
import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeTrie, encodeITrieToBTrie } from 'cspell-trie-lib';
import { build, type Metafile, type Plugin } from 'esbuild';

/** Ink imports React's developer tools only when DEV is set; the bundle must not need them. */
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  setup(builder) {
    builder.onResolve({ filter: /^react-devtools-core$/ }, () => ({
      path: 'react-devtools-core',
      namespace: 'empty',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({
      contents: 'export default { initialize() {}, connectToDevTools() {} };',
    }));
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

/** conf brings a validator of JSON schemas, which is unpacked at every start. We give it no schema. */
const withoutSchemas: Plugin = {
  name: 'without-schemas',
  setup(builder) {
    builder.onResolve({ filter: /^ajv(?:-formats)?(?:\/|$)/ }, ({ path }) => ({
      path,
      namespace: 'no-schemas',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'no-schemas' }, () => ({
      contents:
        "export class Ajv2020 { constructor() { throw new Error('schemas are not bundled'); } } export default { default() {} };",
    }));
  },
};

/**
 * conf brings when-exit, which answers the first SIGINT, SIGTERM or SIGHUP by sending it again, so that the program would
 * end in the middle of finishing what it has in hand. Only the exit itself is left to it.
 */
const withoutSignals: Plugin = {
  name: 'without-signals',
  setup(builder) {
    builder.onResolve({ filter: /^when-exit$/ }, ({ path }) => ({ path, namespace: 'exit-only' }));
    builder.onLoad({ filter: /.*/, namespace: 'exit-only' }, () => ({
      contents:
        "export default (callback) => { process.once('exit', callback); return () => process.off('exit', callback); };",
    }));
  },
};

/** Sixel brings a program that chooses palettes, which counts on sloppy mode. Our pictures bring their palette. */
const withoutPalettes: Plugin = {
  name: 'without-palettes',
  setup(builder) {
    builder.onResolve({ filter: /^\.\.\/upng$/ }, ({ path }) => ({
      path,
      namespace: 'no-palettes',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'no-palettes' }, () => ({
      contents: 'module.exports = {};',
    }));
  },
};

/** ssh2 has native parts that only make it faster, and looks for them at its start; it does without where there are none. */
const withoutNativeSsh: Plugin = {
  name: 'without-native-ssh',
  setup(builder) {
    builder.onResolve({ filter: /sshcrypto\.node$|^cpu-features$/ }, ({ path }) => ({
      path,
      namespace: 'no-native-ssh',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'no-native-ssh' }, () => ({
      contents: "throw new Error('not bundled');",
    }));
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
    builder.onLoad({ filter: /[\\/]src[\\/](?:rules|pipeline)[\\/].*\.ts$/ }, async ({ path }) => {
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
    plugins: [
      withoutDevtools,
      withoutFetch,
      withoutSchemas,
      withoutSignals,
      withoutPalettes,
      withoutNativeSsh,
      withReadyDictionaries,
      withRequired,
    ],
    logLevel: 'warning',
    metafile: true,
  });
  return metafile;
}
