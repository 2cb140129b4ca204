/** Writes docs/keys.md from the table of commands; a test keeps the two alike. */
import { rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'rolldown';

const wanted = `
  export { keysPage } from ${JSON.stringify(resolve('src/ui/keys/page.ts'))};
  export { commandTable } from ${JSON.stringify(resolve('src/ui/commands.ts'))};`;

// The table leads to components, which Node does not read without a build.
const { output } = await build({
  input: 'keys',
  plugins: [
    {
      name: 'wanted',
      resolveId: (id) => (id === 'keys' ? id : undefined),
      load: (id) => (id === 'keys' ? wanted : undefined),
    },
  ],
  platform: 'node',
  external: /^[^./]/,
  write: false,
  output: { codeSplitting: false },
});
const module = new URL(`../node_modules/.keys-${process.pid}.mjs`, import.meta.url);
writeFileSync(module, output[0].code);
try {
  const { keysPage, commandTable } = (await import(module.href)) as {
    keysPage: (commands: unknown) => string;
    commandTable: unknown;
  };
  writeFileSync('docs/keys.md', keysPage(commandTable));
} finally {
  rmSync(module, { force: true });
}
