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
    const { transformSync } = require('rolldown/utils') as typeof import('rolldown/utils');
    const file = fileURLToPath(url);
    const { code, map, errors } = transformSync(file, readFileSync(file, 'utf8'), {
      sourcemap: true,
    });
    if (errors[0] !== undefined) throw errors[0];
    const lines = Buffer.from(JSON.stringify(map)).toString('base64');
    const source = `${code}\n//# sourceMappingURL=data:application/json;base64,${lines}`;
    return { format: 'module', shortCircuit: true, source };
  },
});
