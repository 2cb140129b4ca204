/** Bundles the command and the sidecar library into dist/. A bundle starts in half the time of loose modules. */
import { chmodSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { build, type Plugin } from 'esbuild';

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

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/cli.ts', xmp: 'src/xmp/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node22.13',
  format: 'esm',
  define: { 'process.env.NODE_ENV': '"production"' },
  // Native code and files beside the code cannot be bundled.
  external: ['sharp', 'exiftool-vendored'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  plugins: [withoutDevtools, withoutFetch],
  logLevel: 'warning',
});
chmodSync('dist/cli.js', 0o755);
