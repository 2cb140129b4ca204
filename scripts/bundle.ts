/** Bundles programs with Ink as the command is bundled: for production, without what only slows its start. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeTrie, encodeITrieToBTrie } from 'cspell-trie-lib';
import { type Plugin, rolldown } from 'rolldown';

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
  resolveId: (asked) =>
    unneeded.some(({ name }) => name.test(asked)) ? `\0without:${asked}` : undefined,
  load: (id) =>
    unneeded.find(({ name }) => name.test(id.replace(/^\0without:/, '')) && id.startsWith('\0'))
      ?.code,
};

/**
 * Yoga, Ink's layout, unpacks its code through fetch(), which loads Node's whole web client just for that: a sixth of
 * the time until the first screen. Without fetch it unpacks by itself.
 */
const withoutFetch: Plugin = {
  name: 'without-fetch',
  transform(code, id) {
    if (!id.endsWith('yoga-wasm-base64-esm.js')) return undefined;
    const without = code.replaceAll('"function"!=typeof fetch', 'true');
    if (without === code) throw new Error('yoga-layout no longer asks for fetch in this way');
    return without;
  },
};

/**
 * Dictionaries come as text that takes a fifth of a second to read; the same package reads its own binary form in a
 * hundredth of that.
 */
const withReadyDictionaries: Plugin = {
  name: 'with-ready-dictionaries',
  async load(id) {
    if (!id.endsWith('.trie.gz')) return undefined;
    const binary = encodeITrieToBTrie(decodeTrie(gunzipSync(await readFile(id))));
    const fileName = basename(id);
    this.emitFile({ type: 'asset', fileName, source: gzipSync(binary, { level: 9 }) });
    return { code: `module.exports = ${JSON.stringify(`./${fileName}`)};`, moduleType: 'js' };
  },
};

/**
 * What our code requires by name goes into the bundle too: a package is run when it is first asked for, and a file lies
 * beside the program.
 */
const withRequired: Plugin = {
  name: 'with-required',
  transform(code, id) {
    return /[\\/]src[\\/].*\.ts$/.test(id)
      ? code.replaceAll(required, 'require($<name>)')
      : undefined;
  },
};
const required = /createRequire\(import\.meta\.url\)(?:\.resolve)?\(\s*(?<name>'[^']+'),?\s*\)/g;

/** A file of the bundle for what some modules of src need, themselves included, that no earlier layer has. */
export type Layer = { readonly name: string; readonly of: readonly string[] };

/**
 * Bundles each of `programs` (name: source file) into `folder`.
 * @param layers without them, each module lies with those that the same programs and imports need: a hundred files for a
 *   command, and Node takes half a millisecond to find and link one
 * @returns the files that went into it
 */
export async function bundle(
  programs: Readonly<Record<string, string>>,
  folder: string,
  layers: readonly Layer[] = [],
): Promise<string[]> {
  const bundling = await rolldown({
    input: { ...programs },
    platform: 'node',
    // Native code cannot be bundled, and ExifTool itself is Perl: its package is found by name when it is started.
    external: ['sharp'],
    plugins: [withoutUnneeded, withoutFetch, withReadyDictionaries, withRequired],
    // Layers may need a module in one place that others load when they use it.
    checks: { ineffectiveDynamicImport: false },
    preserveEntrySignatures: 'allow-extension',
    transform: {
      target: 'node22.13',
      define: {
        'process.env.NODE_ENV': '"production"',
        // Modules of Node's older kind, as those of ssh2, ask where they lie.
        ...{ __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
      },
    },
  });
  const { output } = await bundling.write({
    dir: folder,
    format: 'esm',
    codeSplitting: {
      groups: layers.map(({ name, of }, at) => ({
        name,
        test: (id: string) => of.some((file) => id.endsWith(`/src/${file}`)),
        priority: layers.length - at,
      })),
    },
  });
  await bundling.close();
  return output.flatMap((one) =>
    one.type === 'chunk'
      ? Object.entries(one.modules).flatMap(([id, { renderedLength }]) =>
          renderedLength > 0 ? [id] : [],
        )
      : [],
  );
}
