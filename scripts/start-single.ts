/** What the one-file program runs: it unpacks what it carries into a folder of the user's, once, and starts it there. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { getAsset } from 'node:sea';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import { ownCacheFolder } from '../src/compile-cache.ts';

const folder = ownCacheFolder('single');
if (folder === undefined) {
  process.stderr.write(
    'proofsheet has to unpack itself, and found no folder for that which nobody else can change. Set XDG_CACHE_HOME to one.\n',
  );
  process.exitCode = 2;
} else {
  const tree = unpacked(folder);
  const program = join(tree, 'node_modules/proofsheet/dist/cli.js');
  process.argv[1] = program;
  // A program of this kind may import only what Node brings, unless it asks for Node's usual way.
  void new Script(`import(${JSON.stringify(pathToFileURL(program).href)})`, {
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext();
}

/** The folder with the program and its packages, whole: it gets its name when all is in it. */
function unpacked(within: string): string {
  const tree = join(within, getAsset('hash', 'utf8'));
  if (existsSync(tree)) return tree;
  const begun = mkdtempSync(join(within, 'unpacking-'));
  try {
    execFileSync('tar', ['-xzf', '-', '-C', begun], { input: Buffer.from(getAsset('tree')) });
    renameSync(begun, tree);
  } catch (error) {
    rmSync(begun, { recursive: true, force: true });
    // Another start may have been first.
    if (!existsSync(tree)) throw error;
  }
  return tree;
}
