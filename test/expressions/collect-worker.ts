/**
 * Prints every regular expression of src as JSON: those that stand there, out of the syntax trees, and those that are put
 * together of parts, by loading the modules and calling what puts some together only when it is called.
 *
 * A process of its own, since a module that is loaded already makes none again.
 */
import { globSync, readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { parseSync, Visitor } from 'oxc-parser';

enableCompileCache('node_modules/.cache/compiled-tests');

type Found = { readonly source: string; readonly flags: string; readonly at: string };

const found = new Map<string, Found>();
const add = (one: Found) => found.set(`/${one.source}/${one.flags}`, one);

const files = globSync('src/**/*.{ts,tsx}').sort();
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  new Visitor({
    Literal: (node) => {
      if (!('regex' in node)) return;
      const line = text.slice(0, node.start).split('\n').length;
      add({ source: node.regex.pattern, flags: node.regex.flags, at: `${file}:${line}` });
    },
  }).visit(parseSync(file, text).program);
}

const written = new Set(found.keys());
const root = `${process.cwd()}/src/`;

/** What makes expressions only when it is called, of words that it is given. */
async function putTogether(): Promise<void> {
  const { withoutName, withoutWords } = await import('../../src/rules/texts/remove-phrase.ts');
  const { isOnlyPassages, withoutPassages } = await import('../../src/rules/texts/passages.ts');
  const { placeFromFolders } = await import('../../src/rules/places/folders.ts');
  const { rememberSecret } = await import('../../src/secrets.ts');
  const text = 'A tram waits at a stop near C++ (one) in Porto, shot on f/2.8';
  withoutName(text, 'C++ (one)');
  withoutWords(text, 'C++ (one)');
  const passages = [{ words: 'f/2.8', start: text.length - 5, end: text.length }];
  withoutPassages(text, passages);
  isOnlyPassages(text, passages);
  placeFromFolders(['Portugal', 'Porto'], '{country}/{city}');
  rememberSecret('sk-a.b*c\nd(e)+f0123456789');
}

globalThis.RegExp = new Proxy(RegExp, {
  construct: (target, parts: [string, string?]) => {
    const made = new target(...parts);
    // The line below this one in the stack: what packages make is not ours.
    const [, , line = ''] = (new Error('where').stack ?? '').split('\n');
    const at = line.includes(root) ? line.slice(line.indexOf(root) + root.length) : undefined;
    if (at !== undefined && !written.has(`/${made.source}/${made.flags}`))
      add({ source: made.source, flags: made.flags, at: `src/${at}` });
    return made;
  },
});
// Node reads no JSX; nothing is put together there. `cli.ts` would begin to work.
for (const file of files)
  if (file.endsWith('.ts') && file !== 'src/cli.ts') await import(`${process.cwd()}/${file}`);
await putTogether();

process.stdout.write(JSON.stringify([...found.values()]), () => process.exit(0));
