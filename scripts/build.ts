/** Bundles the command and the sidecar library into dist/. A bundle starts in half the time of loose modules. */
import { chmodSync, rmSync } from 'node:fs';
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
  plugins: [withoutDevtools],
  logLevel: 'warning',
});
chmodSync('dist/cli.js', 0o755);
