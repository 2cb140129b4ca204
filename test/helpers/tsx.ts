/**
 * Lets Node load what it cannot strip of its types by itself, the few files of src with JSX, and keep what it has compiled
 * from one run to the next.
 */
import { readFileSync } from 'node:fs';
import { createRequire, enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compiled-tests'));

const require = createRequire(import.meta.url);

registerHooks({
  load(url, context, next) {
    if (!/\.tsx(?:\?|$)/.test(url)) return next(url, context);
    const { transformSync } = require('esbuild') as typeof import('esbuild');
    const file = fileURLToPath(url);
    const { code } = transformSync(readFileSync(file, 'utf8'), {
      loader: 'tsx',
      jsx: 'automatic',
      sourcefile: file,
      sourcemap: 'inline',
    });
    return { format: 'module', shortCircuit: true, source: code };
  },
});
