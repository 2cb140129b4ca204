/** Bundles the command and the sidecar library into dist/. A bundle starts in half the time of loose modules. */
import { chmodSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { bundle } from './bundle.ts';
import { licenseFile } from './package/licenses.ts';

rmSync('dist', { recursive: true, force: true });
const metafile = await bundle({ cli: 'src/cli.ts', xmp: 'src/xmp/index.ts' }, 'dist');
writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licenseFile(metafile));
cpSync('src/rehearsal/sample', 'dist/sample', {
  recursive: true,
  filter: (path) => !path.endsWith('.json'),
});
chmodSync('dist/cli.js', 0o755);
