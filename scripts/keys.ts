/** Writes docs/keys.md from the table of commands; a test keeps the two alike. */
import { rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

// The table leads to components, which Node does not read without a build.
const made = await build({
  stdin: {
    contents:
      "export { keysPage } from './src/ui/keys/page.ts'; export { commandTable } from './src/ui/commands.ts';",
    resolveDir: '.',
    loader: 'ts',
  },
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  outfile: 'keys.mjs',
});
const code = Buffer.from(made.outputFiles[0]?.contents ?? []);
const module = new URL(`../node_modules/.keys-${process.pid}.mjs`, import.meta.url);
writeFileSync(module, code);
try {
  const { keysPage, commandTable } = (await import(module.href)) as {
    keysPage: (commands: unknown) => string;
    commandTable: unknown;
  };
  writeFileSync('docs/keys.md', keysPage(commandTable));
} finally {
  rmSync(module, { force: true });
}
